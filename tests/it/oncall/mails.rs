//! Whoever is woken gets mail, with a link by which they answer: a real mail server, and a real browser's questions.

use std::time::Duration;

use chrono::TimeDelta;
use insta::assert_snapshot;
use lotse::config::{ChannelConfig, ChannelKind, Config, SmtpConfig, SmtpSecurity};
use lotse::ops::Server;

use super::gateway::PostOffice;
use super::reach::digits;
use super::{channel, company};
use crate::support::company::IT;

/// A real mail server, and the link in the mail.
#[tokio::test]
async fn per_e_mail_geweckt_und_ueber_den_link_geantwortet() {
    let office = PostOffice::open();
    let port = Server::start("127.0.0.1:0".parse().unwrap()).await.unwrap();
    let public = format!("http://{}", port.address());
    let mut world = company(|config| {
        config.smtp = Some(SmtpConfig {
            server: "127.0.0.1".to_owned(),
            port: office.port,
            security: SmtpSecurity::None,
            login: None,
            from: "Lotse <lotse@example.org>".to_owned(),
            timeout: Duration::from_secs(5),
        });
        config.channels = vec![ChannelConfig {
            urgent_after: Some(Duration::ZERO),
            ..channel("email", "E-Mail", ChannelKind::Email, "")
        }];
        config.ops.public_url = Some(public.parse().unwrap());
    })
    .await;
    port.attach(&world.flow());
    world.says_alone("bernd", "!benachrichtigung per email bernd@example.org").await;
    let mail = office.next().await;
    world.says_alone("bernd", &format!("!benachrichtigung code {}", digits(mail["text"].as_str().unwrap()))).await;
    world.says("anna", "!störung Der Mailserver <b>brennt</b> prio:kritisch").await;
    let mail = office.next().await;
    let text = mail["text"].as_str().unwrap();
    assert_eq!(mail["to"][0], "bernd@example.org");
    assert_eq!((mail["auto"].as_str(), mail["priority"].as_str()), (Some("auto-generated"), Some("1")));
    assert_eq!(mail["subject"], "T-1 Der Mailserver <b>brennt</b>");
    let link = text.lines().find(|line| line.starts_with("http")).expect("a link").trim();
    let token = link.rsplit('/').next().unwrap().to_owned();
    assert_snapshot!(text.replace(link, "<link>"), @"
    T-1 Der Mailserver <b>brennt</b> – seit heute 09:00. Antworte im Chat oder über den Link:

    <link>
    ");

    let client = reqwest::Client::builder().tls_certs_only([]).build().unwrap();
    let seen = client.get(link).send().await.unwrap().text().await.unwrap();
    assert!(seen.contains("T-1 Der Mailserver &lt;b&gt;brennt&lt;/b&gt;") && seen.contains("Ich übernehme"), "{seen}");
    world.settle().await;
    let ask = async |token: &str, form: &'static str| {
        let answer = client.post(format!("{public}/page/{token}")).body(form).send().await.unwrap();
        (answer.status().as_u16(), answer.text().await.unwrap())
    };
    assert_eq!(ask(&token.replace(|c: char| c.is_ascii_alphabetic(), "0"), "button=have").await.0, 404);
    assert_eq!(ask("1-1-", "button=have").await.0, 404);
    let (status, seen) = ask(&token, "button=have").await;
    assert!(status == 200 && seen.contains("Bernd") && !seen.contains("Ich übernehme"), "{seen}");
    world.settle().await;
    assert_snapshot!(world.said_in(IT), @"
    Bernd 📟 Geweckt: Bernd. Ohne Antwort wird in 5 Min. der Nächste geweckt.
    ✅ Bernd has it.
    ");
    world.pass(TimeDelta::seconds(1)).await;
    let (_, seen) = ask(&token, "button=next").await;
    assert!(seen.contains("Noch hat niemand geantwortet"), "{seen}");
    world.settle().await;
    world.ends().await;
}

/// The operator sees whether the mail server answers before anybody relies on it.
#[tokio::test]
async fn the_doctor_asks_the_mail_server() {
    let office = PostOffice::open();
    let mut config = Config::default();
    assert_eq!(lotse::channel::mail_server(&config).await, None);
    let smtp = SmtpConfig {
        server: "127.0.0.1".to_owned(),
        port: office.port,
        security: SmtpSecurity::None,
        login: None,
        from: "lotse@example.org".to_owned(),
        timeout: Duration::from_secs(1),
    };
    config.smtp = Some(smtp.clone());
    assert_eq!(lotse::channel::mail_server(&config).await, Some(Ok(())));
    config.smtp = Some(SmtpConfig { port: 9, ..smtp });
    let told = lotse::channel::mail_server(&config).await.unwrap().unwrap_err();
    assert!(told.contains("Connection refused"), "{told}");
}

/// The mail server is down: that is said, and the chain goes on.
#[tokio::test]
async fn a_mail_server_that_is_down_is_said() {
    let mut world = company(|config| {
        config.smtp = Some(SmtpConfig {
            server: "127.0.0.1".to_owned(),
            port: 9,
            security: SmtpSecurity::None,
            login: None,
            from: "lotse@example.org".to_owned(),
            timeout: Duration::from_secs(1),
        });
        config.channels = vec![channel("email", "E-mail", ChannelKind::Email, "")];
    })
    .await;
    world.says_alone("bernd", "!notify add email bernd@example.org").await;
    world.says_alone("bernd", "!notify add email bernd").await;
    assert_snapshot!(world.rooms(), @"
    direct: bernd, lotse
      1 bernd: !notify add email bernd@example.org
      2 ↳1 lotse: E-mail: a code is on its way. !notify code 123456 proves that it has reached you; until then I do not use it.
      3 ↳1 lotse: ⚠️ E-mail has not taken the test: Connection error: Connection refused (os error 111)
      4 bernd: !notify add email bernd
      5 ↳4 lotse: ❓ E-mail needs an address like anna@example.org.
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
    it-team: bernd, carla, lotse
    net-team: lotse, nora
    ");
    world.ends().await;
}
