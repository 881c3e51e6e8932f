//! Lists, their filters and their pages.

use chrono::TimeDelta;
use insta::assert_snapshot;

use crate::support::company::{HR, IT, NETWORK, teams};
use crate::support::world::World;

#[tokio::test]
async fn who_asked_turns_the_pages_and_nobody_else() {
    let mut world = World::new().await;
    for number in 1..=12 {
        world.says("anna", &format!("!ticket Ding {number} fehlt")).await;
    }
    world.says("carla", "!tickets offen").await;
    let list = world.last_of_bot();
    world.forget();
    world.reacts("carla", &list, "⬅️").await;
    world.reacts("bernd", &list, "➡️").await;
    let tap = world.reacts("carla", &list, "➡️").await;
    // What has changed meanwhile is seen.
    world.says("anna", "!schließen T-11").await;
    world.reacts("carla", &list, "⬅").await;
    world.takes_back(&tap).await;
    world.reacts("carla", &list, "👀").await;
    assert_snapshot!(world.transcript(), @"
    ? carla ⬅️
    ? bernd ➡️
    ? carla ➡️
    ? lotse edits: 12 open tickets
        T-11 Ding 11 fehlt · Medium · New · nobody yet
        T-12 Ding 12 fehlt · Medium · New · nobody yet
    ? lotse takes ➡️ back
    ? lotse ⬅️
    1 anna: !schließen T-11
    2 ↳1 lotse: T-11 · Mittel · Zurückgezogen · noch niemand
    ? lotse edits: T-11 Ding 11 fehlt
        Mittel · Zurückgezogen · noch niemand
        🔁 wieder öffnen
    ? lotse takes 👀 back
    ? lotse takes ✅ back
    ? carla ⬅
    ? lotse edits: 11 open tickets
        T-1 Ding 1 fehlt · Medium · New · nobody yet
        T-2 Ding 2 fehlt · Medium · New · nobody yet
        T-3 Ding 3 fehlt · Medium · New · nobody yet
        T-4 Ding 4 fehlt · Medium · New · nobody yet
        T-5 Ding 5 fehlt · Medium · New · nobody yet
        T-6 Ding 6 fehlt · Medium · New · nobody yet
        T-7 Ding 7 fehlt · Medium · New · nobody yet
        T-8 Ding 8 fehlt · Medium · New · nobody yet
        T-9 Ding 9 fehlt · Medium · New · nobody yet
        T-10 Ding 10 fehlt · Medium · New · nobody yet
        … 1 more: !tickets open 2
    ? lotse takes ⬅️ back
    ? lotse ➡️
    ? carla takes ➡️ back
    ? lotse edits: 11 open tickets
        T-12 Ding 12 fehlt · Medium · New · nobody yet
    ? lotse takes ➡️ back
    ? lotse ⬅️
    ? carla 👀
    ");
    world.ends().await;
}

#[tokio::test]
async fn a_page_is_shown_to_who_may_see_it_now() {
    let mut world = World::company(|_| {}).await;
    for number in 1..=11 {
        world.says("anna", &format!("!ticket Thing {number} is missing")).await;
    }
    world.says_alone("bernd", "!tickets open").await;
    let list = world.last_of_bot();
    world.server.leave(&format!("!{IT}:local"), "@bernd:local").unwrap();
    world.settle().await;
    world.forget();
    world.reacts("bernd", &list, "➡️").await;
    assert_snapshot!(world.transcript(), @"
    (!direct-bernd-local:local) ? bernd ➡️
    (!direct-bernd-local:local) 1 ↳? lotse: ⛔ The list of all open tickets is for agents.
        Agents are a team's people and those named in the configuration; in a room that the configuration does not name, its moderators.
    ");
    world.ends().await;
}

#[tokio::test]
async fn lists_of_a_team_of_what_nobody_has_and_of_what_is_wanted() {
    let mut world = World::company(|config| config.roles.managers = vec!["@dora:local".to_owned()]).await;
    world.says("anna", "!ticket Drucker druckt nicht bis:morgen").await;
    world.says("anna", "!ticket WLAN im Keller ist weg bis:\"heute 9:30\"").await;
    world.says("anna", "!ticket Frage zum Gehalt").await;
    world.says("anna", "!ticket Outlook startet nicht prio:hoch").await;
    world.says_to(IT, "bernd", "!nehmen T-4").await;
    world.pass(TimeDelta::hours(2)).await;
    world.forget();
    for text in [
        "!tickets team",
        "!tickets frei",
        "!tickets überfällig",
        "!tickets offen zuständig:ich",
        "!tickets team team:network",
    ] {
        world.says_to(IT, "bernd", text).await;
    }
    for text in ["!tickets team", "!tickets team team:network", "!tickets breaching", "!tickets open service:mail"] {
        world.says_alone("dora", text).await;
    }
    world.says_to(NETWORK, "nora", "!tickets team").await;
    world.says_to(HR, "hanna", "!tickets unassigned").await;
    for text in ["!tickets team", "!tickets frei", "!tickets überfällig"] {
        world.says("anna", text).await;
    }
    assert_snapshot!(world.transcript(), @"
    (!it-team:local) 1 bernd: !tickets team
    (!it-team:local) 2 ↳1 lotse: 2 offene Tickets des Teams
        T-4 Outlook startet nicht · Hoch · Zugewiesen · Bernd
        T-1 Drucker druckt nicht · Mittel · Neu · noch niemand · gewünscht bis Mi., 14.01. 00:00
    (!it-team:local) 3 bernd: !tickets frei
    (!it-team:local) 4 ↳3 lotse: Ein offenes Ticket, das niemand hat
        T-1 Drucker druckt nicht · Mittel · Neu · noch niemand · gewünscht bis Mi., 14.01. 00:00
    (!it-team:local) 5 bernd: !tickets überfällig
    (!it-team:local) 6 ↳5 lotse: Ein offenes Ticket mit einer Frist
        T-1 Drucker druckt nicht · Mittel · Neu · noch niemand · gewünscht bis Mi., 14.01. 00:00
    (!it-team:local) 7 bernd: !tickets offen zuständig:ich
    (!it-team:local) 8 ↳7 lotse: Ein Ticket passt
        T-4 Outlook startet nicht · Hoch · Zugewiesen · Bernd
    (!it-team:local) 9 bernd: !tickets team team:network
    (!it-team:local) 10 ↳9 lotse: Dazu passt kein Ticket.
    (!direct-dora-local:local) dora opens the room
    (!direct-dora-local:local) dora is in the room
    (!direct-dora-local:local) lotse is in the room
    (!direct-dora-local:local) 11 dora: !tickets team
    (!direct-dora-local:local) 12 ↳11 lotse: ⛔ You belong to no team.
        !tickets team team:network shows the tickets of one team.
    (!direct-dora-local:local) 13 dora: !tickets team team:network
    (!direct-dora-local:local) 14 ↳13 lotse: One ticket fits
        T-2 WLAN im Keller ist weg · Medium · New · nobody yet · wanted by today 09:30
    (!direct-dora-local:local) 15 dora: !tickets breaching
    (!direct-dora-local:local) 16 ↳15 lotse: 2 open tickets with a due time, the earliest first
        T-2 WLAN im Keller ist weg · Medium · New · nobody yet · wanted by today 09:30
        T-1 Drucker druckt nicht · Medium · New · nobody yet · wanted by Wed 14 Jan 00:00
    (!direct-dora-local:local) 17 dora: !tickets open service:mail
    (!direct-dora-local:local) 18 ↳17 lotse: One ticket fits
        T-4 Outlook startet nicht · High · Assigned · Bernd
    (!net-team:local) 19 nora: !tickets team
    (!net-team:local) 20 ↳19 lotse: One open ticket of the team
        T-2 WLAN im Keller ist weg · Medium · New · nobody yet · wanted by today 09:30
    (!hr-team:local) 21 hanna: !tickets unassigned
    (!hr-team:local) 22 ↳21 lotse: One open ticket that nobody has
        T-3 Frage zum Gehalt · Medium · New · nobody yet
    23 anna: !tickets team
    24 ↳23 lotse: ⛔ Das dürfen nur Bearbeiter.
        Bearbeiter sind die Leute eines Teams und wer in der Konfiguration genannt ist; in einem Raum, den die Konfiguration nicht nennt, seine Moderatoren.
    25 anna: !tickets frei
    26 ↳25 lotse: ⛔ Das dürfen nur Bearbeiter.
        Bearbeiter sind die Leute eines Teams und wer in der Konfiguration genannt ist; in einem Raum, den die Konfiguration nicht nennt, seine Moderatoren.
    27 anna: !tickets überfällig
    28 ↳27 lotse: ⛔ Das dürfen nur Bearbeiter.
        Bearbeiter sind die Leute eines Teams und wer in der Konfiguration genannt ist; in einem Raum, den die Konfiguration nicht nennt, seine Moderatoren.
    ");
    world.ends().await;
}

#[tokio::test]
async fn filters_are_understood_in_both_languages_and_nothing_is_guessed() {
    let mut world = World::company(|_| {}).await;
    world.says("anna", "!ticket Outlook startet nicht").await;
    world.says("anna", "!ticket Drucker druckt nicht prio:niedrig").await;
    world.says("anna", "!schließen T-2").await;
    world.says_to(IT, "bernd", "!take T-1").await;
    world.pass(TimeDelta::days(3)).await;
    world.says("anna", "!ticket Maus klemmt").await;
    world.forget();
    for text in [
        "!tickets meine status:geschlossen",
        "!tickets status:alle",
        "!tickets meine seit:2d",
        "!tickets meine bis:gestern status:alle",
        "!tickets meine zuständig:niemand",
        "!tickets meine zuständig:@bernd dienst:mail",
        "!tickets meine prio:4 status:closed",
        "!tickets meine status:ofen",
        "!tickets meine status:quatsch",
        "!tickets meine prio:dringendst",
        "!tickets meine dienst:mial",
        "!tickets meine kat:xyz",
        "!tickets meine team:netzwerk",
        "!tickets meine zuständig:@zoe",
        "!tickets meine seit:irgendwann",
        "!tickets meine stat:neu",
        "!tickets meine farbe:rot",
        "!tickets mein",
        "!tickets quatsch",
        "!tickets meine seite:x",
        "!tickets meine 0",
        "!tickets meine 7",
        "!tickets offen",
    ] {
        world.says("anna", text).await;
    }
    for text in
        ["!tickets open state:done", "!tickets open requester:anna state:open,closed", "!tickets open state:clsed"]
    {
        world.says_to(IT, "bernd", text).await;
    }
    assert_snapshot!(world.transcript(), @"
    1 anna: !tickets meine status:geschlossen
    2 ↳1 lotse: Ein Ticket passt
        T-2 Drucker druckt nicht · Niedrig · Zurückgezogen · noch niemand
    3 anna: !tickets status:alle
    4 ↳3 lotse: 3 Tickets passen
        T-3 Maus klemmt · Mittel · Neu · noch niemand
        T-2 Drucker druckt nicht · Niedrig · Zurückgezogen · noch niemand
        T-1 Outlook startet nicht · Hoch · Zugewiesen · Bernd
    5 anna: !tickets meine seit:2d
    6 ↳5 lotse: Ein Ticket passt
        T-3 Maus klemmt · Mittel · Neu · noch niemand
    7 anna: !tickets meine bis:gestern status:alle
    8 ↳7 lotse: 2 Tickets passen
        T-2 Drucker druckt nicht · Niedrig · Zurückgezogen · noch niemand
        T-1 Outlook startet nicht · Hoch · Zugewiesen · Bernd
    9 anna: !tickets meine zuständig:niemand
    10 ↳9 lotse: Ein Ticket passt
        T-3 Maus klemmt · Mittel · Neu · noch niemand
    11 anna: !tickets meine zuständig:@bernd dienst:mail
    12 ↳11 lotse: Ein Ticket passt
        T-1 Outlook startet nicht · Hoch · Zugewiesen · Bernd
    13 anna: !tickets meine prio:4 status:closed
    14 ↳13 lotse: Ein Ticket passt
        T-2 Drucker druckt nicht · Niedrig · Zurückgezogen · noch niemand
    15 anna: !tickets meine status:ofen
    16 ↳15 lotse: ❓ Den Status „ofen“ kenne ich nicht.
        War open, offen gemeint?
    17 anna: !tickets meine status:quatsch
    18 ↳17 lotse: ❓ Den Status „quatsch“ kenne ich nicht.
        neu, zugewiesen, geplant, wartend, gelöst, geschlossen; offen, erledigt oder alle.
    19 anna: !tickets meine prio:dringendst
    20 ↳19 lotse: ❓ Die Priorität „dringendst“ kenne ich nicht.
        kritisch, hoch, mittel, niedrig oder Planung; auch 1 bis 5.
    21 anna: !tickets meine dienst:mial
    22 ↳21 lotse: ❓ Einen Service „mial“ kenne ich nicht.
        War mail gemeint?
    23 anna: !tickets meine kat:xyz
    24 ↳23 lotse: ❓ Eine Kategorie „xyz“ kenne ich nicht.
        Zum Beispiel eines davon: hr.
    25 anna: !tickets meine team:netzwerk
    26 ↳25 lotse: ❓ Ein Team „netzwerk“ kenne ich nicht.
        War network gemeint?
    27 anna: !tickets meine zuständig:@zoe
    28 ↳27 lotse: ❓ „zoe“ kenne ich hier nicht.
        Nenne jemanden in diesem Raum, oder schreibe das ganze Konto: @anna:example.org.
    29 anna: !tickets meine seit:irgendwann
    30 ↳29 lotse: ❓ Die Zeit „irgendwann“ verstehe ich nicht.
        Zum Beispiel seit:7d, seit:gestern, bis:24.12.
    31 anna: !tickets meine stat:neu
    32 ↳31 lotse: ❓ Den Filter „stat:“ kenne ich nicht.
        War state:, status: gemeint?
    33 anna: !tickets meine farbe:rot
    34 ↳33 lotse: ❓ Den Filter „farbe:“ kenne ich nicht.
        Es gibt status: prio: team: service: kat: zuständig: melder: seit: bis:
    35 anna: !tickets mein
    36 ↳35 lotse: ❓ Die Liste „mein“ kenne ich nicht.
        War !tickets meine gemeint?
    37 anna: !tickets quatsch
    38 ↳37 lotse: ❓ Die Liste „quatsch“ kenne ich nicht.
        Es gibt !tickets meine, offen, team, frei, überfällig und suche …; eine Zahl am Ende blättert.
    39 anna: !tickets meine seite:x
    40 ↳39 lotse: ❓ „x“ ist keine Seitenzahl.
    41 anna: !tickets meine 0
    42 ↳41 lotse: ❓ „0“ ist keine Seitenzahl.
    43 anna: !tickets meine 7
    44 ↳43 lotse: ❓ Eine Seite 7 hat diese Liste nicht.
    45 anna: !tickets offen
    46 ↳45 lotse: ⛔ Die Liste aller offenen Tickets ist für Bearbeiter.
        Bearbeiter sind die Leute eines Teams und wer in der Konfiguration genannt ist; in einem Raum, den die Konfiguration nicht nennt, seine Moderatoren.
    (!it-team:local) 47 bernd: !tickets open state:done
    (!it-team:local) 48 ↳47 lotse: One ticket fits
        T-2 Drucker druckt nicht · Low · Withdrawn · nobody yet
    (!it-team:local) 49 bernd: !tickets open requester:anna state:open,closed
    (!it-team:local) 50 ↳49 lotse: 3 tickets fit
        T-3 Maus klemmt · Medium · New · nobody yet
        T-2 Drucker druckt nicht · Low · Withdrawn · nobody yet
        T-1 Outlook startet nicht · High · Assigned · Bernd
    (!it-team:local) 51 bernd: !tickets open state:clsed
    (!it-team:local) 52 ↳51 lotse: ❓ I do not know the state “clsed”.
        Did you mean closed?
    ");
    world.ends().await;
}

#[tokio::test]
async fn what_belongs_to_no_team_is_the_default_teams_in_every_list() {
    let mut world = World::company(|config| {
        config.teams.clear();
        config.rooms.clear();
        config.services.clear();
        config.categories.clear();
        config.rules.clear();
    })
    .await;
    world.says("anna", "!ticket Drucker druckt nicht").await;
    // From now on there are teams; T-1 is of before.
    world.stop().await;
    world.set_up_anew(teams);
    world.start().await;
    world.says("anna", "!ticket WLAN im Lager ist weg").await;
    // And a team that is given up.
    world.stop().await;
    world.set_up_anew(|config| {
        config.teams.retain(|team| team.name != "network");
        config.rooms.retain(|room| !room.name.contains("net-team"));
        config.rules.clear();
    });
    world.start().await;
    world.says("anna", "!ticket privat Gehalt fehlt cat:hr").await;
    world.says("bernd", "!lotse lang en").await;
    world.says("carla", "!lotse sprache de").await;
    world.forget();
    for text in
        ["!tickets team", "!tickets open", "!tickets open team:it", "!tickets search Drucker", "!tickets team team:hr"]
    {
        world.says_to(IT, "bernd", text).await;
    }
    for text in ["!tickets frei", "!tickets suche WLAN", "!tickets team"] {
        world.says_alone("carla", text).await;
    }
    world.says_to(HR, "hanna", "!tickets team").await;
    assert_snapshot!(world.transcript(), @"
    (!it-team:local) 1 bernd: !tickets team
    (!it-team:local) 2 ↳1 lotse: 2 open tickets of the team
        T-1 Drucker druckt nicht · Medium · New · nobody yet
        T-2 WLAN im Lager ist weg · Medium · New · nobody yet
    (!it-team:local) 3 bernd: !tickets open
    (!it-team:local) 4 ↳3 lotse: 2 open tickets
        T-1 Drucker druckt nicht · Medium · New · nobody yet
        T-2 WLAN im Lager ist weg · Medium · New · nobody yet
    (!it-team:local) 5 bernd: !tickets open team:it
    (!it-team:local) 6 ↳5 lotse: 2 tickets fit
        T-1 Drucker druckt nicht · Medium · New · nobody yet
        T-2 WLAN im Lager ist weg · Medium · New · nobody yet
    (!it-team:local) 7 bernd: !tickets search Drucker
    (!it-team:local) 8 ↳7 lotse: One ticket for “Drucker”
        T-1 Drucker druckt nicht · Medium · New · nobody yet
    (!it-team:local) 9 bernd: !tickets team team:hr
    (!it-team:local) 10 ↳9 lotse: No ticket fits that.
    (!direct-carla-local:local) carla opens the room
    (!direct-carla-local:local) carla is in the room
    (!direct-carla-local:local) lotse is in the room
    (!direct-carla-local:local) 11 carla: !tickets frei
    (!direct-carla-local:local) 12 ↳11 lotse: 2 offene Tickets, die niemand hat
        T-1 Drucker druckt nicht · Mittel · Neu · noch niemand
        T-2 WLAN im Lager ist weg · Mittel · Neu · noch niemand
    (!direct-carla-local:local) 13 carla: !tickets suche WLAN
    (!direct-carla-local:local) 14 ↳13 lotse: Ein Ticket zu „WLAN“
        T-2 WLAN im Lager ist weg · Mittel · Neu · noch niemand
    (!direct-carla-local:local) 15 carla: !tickets team
    (!direct-carla-local:local) 16 ↳15 lotse: 2 offene Tickets des Teams
        T-1 Drucker druckt nicht · Mittel · Neu · noch niemand
        T-2 WLAN im Lager ist weg · Mittel · Neu · noch niemand
    (!hr-team:local) 17 hanna: !tickets team
    (!hr-team:local) 18 ↳17 lotse: One open ticket of the team
        T-3 Gehalt fehlt · Medium · New · nobody yet
    ");
    world.ends().await;
}

#[tokio::test]
async fn a_duplicate_is_called_one_in_lists_too() {
    let mut world = World::new().await;
    world.says("anna", "!ticket VPN bricht ständig ab").await;
    world.says("dora", "!ticket VPN-Verbindung bricht ab").await;
    let asked = world.last_of_bot();
    world.reacts("dora", &asked, "🔗").await;
    world.says("carla", "!lotse lang en").await;
    world.forget();
    world.says("dora", "!tickets meine status:alle").await;
    world.says("carla", "!tickets open state:all").await;
    world.says("carla", "!tickets search VPN").await;
    assert_snapshot!(world.transcript(), @"
    1 dora: !tickets meine status:alle
    2 ↳1 lotse: Ein Ticket passt
        T-2 VPN-Verbindung bricht ab · Mittel · Duplikat von T-1 · noch niemand
    3 carla: !tickets open state:all
    4 ↳3 lotse: 2 tickets fit
        T-2 VPN-Verbindung bricht ab · Medium · Duplicate of T-1 · nobody yet
        T-1 VPN bricht ständig ab · Medium · New · nobody yet · 2 affected
    5 carla: !tickets search VPN
    6 ↳5 lotse: 2 tickets for “VPN”
        T-2 VPN-Verbindung bricht ab · Medium · Duplicate of T-1 · nobody yet
        T-1 VPN bricht ständig ab · Medium · New · nobody yet · 2 affected
    ");
    world.ends().await;
}
