//! The knowledge of a company: articles, and who finds them.

mod articles;
mod care;
mod exchange;
mod mistakes;
mod quality;
mod suggestions;

use lotse::config::Config;

use crate::support::company::IT;
use crate::support::world::World;

/// What is written down: about the printer in both languages, for everybody; about VPN for everybody, and for agents alone.
pub(crate) const ARTICLES: &[&str] = &[
    "Druckerwarteschlange leeren leser:alle sprache:de symptome:Der Drucker druckt nicht, Aufträge bleiben hängen\nlösung:1. Öffne *Drucker & Scanner*.\n2. Lösche alle Aufträge.\n3. Schalte den Drucker aus und wieder ein.",
    "VPN breaks off audience:public lang:en symptoms:The VPN connection drops every few minutes\nsolution:Restart the client, then choose the gateway *fra2*.",
    "Restart the VPN concentrator audience:internal lang:en symptoms:VPN drops for everybody\nsolution:`ssh vpn-1 reload`",
    "Outlook finds no mailbox audience:public lang:en service:mail symptoms:Outlook asks for the password again and again\nsolution:Remove the profile in the control panel and add it again.",
    "Passwort vergessen leser:alle sprache:de symptome:Anmeldung klappt nicht, Kennwort abgelaufen\nlösung:Setze es unter https://pw.example.org zurück.",
    "Beamer im Besprechungsraum leser:alle sprache:de symptome:Kein Bild an der Wand\nlösung:Drücke auf der Fernbedienung *Source*.",
];

/// The company, with these articles, which bernd has written and published in the team's room.
pub(crate) async fn company_with(articles: &[&str], settings: impl FnOnce(&mut Config)) -> World {
    let mut world = World::company(settings).await;
    for (nr, article) in articles.iter().enumerate() {
        world.says_to(IT, "bernd", &format!("!kb new {article}")).await;
        world.says_to(IT, "bernd", &format!("!kb publish KB-{}", nr + 1)).await;
    }
    world.forget();
    world
}
