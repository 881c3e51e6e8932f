//! The search: what it finds, and what it never shows to whom.

use insta::assert_snapshot;

use crate::support::company::{HR, IT, NETWORK};
use crate::support::world::World;

#[tokio::test]
async fn words_are_found_in_every_form_and_place() {
    let mut world = World::company(|_| {}).await;
    let first = world.says("anna", "!ticket Drucker im 3. Stock druckt nicht\nEr blinkt rot und piepst").await;
    world.says_in(&first, "anna", "Im Display steht Papierstau, schon seit den Häuserumbauten").await;
    world.says("anna", "!ticket Netzwerkdrucker fehlt in der Liste").await;
    world.says("anna", "!ticket The printers on floor five are slow").await;
    world.says("anna", "!ticket <b>Büro</b> ist *kalt* 🥶").await;
    world.says_to(IT, "bernd", "!lösen T-4 Heizung aufgedreht").await;
    world.forget();
    for text in [
        "!tickets suche Drucker",
        "!suche Druker Stok",
        "!suche papierstau",
        "!suche Haus",
        "!suche \"rot und piepst\"",
        "!suche \"piepst und rot\"",
        "!suche buero",
        "!suche heizung status:geschlossen",
        "!suche Heizung status:gelöst",
        "!search printer",
        "!search printre floor",
        "!suche der die das",
        "!suche",
        "!suche 😀 ---",
        "!suche '; drop table ticket; -- & | ! <-> :*",
        "!suche stat:neu drucker",
        "!suche fehler:17",
    ] {
        world.says_to(IT, "bernd", text).await;
    }
    assert_snapshot!(world.transcript(), @r#"
    (!it-team:local) 1 bernd: !tickets suche Drucker
    (!it-team:local) 2 ↳1 lotse: 2 Tickets zu „Drucker“
        T-1 Drucker im 3. Stock druckt nicht · Mittel · Neu · noch niemand
        T-2 Netzwerkdrucker fehlt in der Liste · Mittel · Neu · noch niemand
    (!it-team:local) 3 bernd: !suche Druker Stok
    (!it-team:local) 4 ↳3 lotse: Ein Ticket zu „Druker Stok“
        T-1 Drucker im 3. Stock druckt nicht · Mittel · Neu · noch niemand
    (!it-team:local) 5 bernd: !suche papierstau
    (!it-team:local) 6 ↳5 lotse: Ein Ticket zu „papierstau“
        T-1 Drucker im 3. Stock druckt nicht · Mittel · Neu · noch niemand
        ↳ Im Display steht Papierstau, schon seit den Häuserumbauten
    (!it-team:local) 7 bernd: !suche Haus
    (!it-team:local) 8 ↳7 lotse: Ein Ticket zu „Haus“
        T-1 Drucker im 3. Stock druckt nicht · Mittel · Neu · noch niemand
        ↳ Im Display steht Papierstau, schon seit den Häuserumbauten
    (!it-team:local) 9 bernd: !suche "rot und piepst"
    (!it-team:local) 10 ↳9 lotse: Ein Ticket zu „"rot und piepst"“
        T-1 Drucker im 3. Stock druckt nicht · Mittel · Neu · noch niemand
        ↳ Er blinkt rot und piepst
    (!it-team:local) 11 bernd: !suche "piepst und rot"
    (!it-team:local) 12 ↳11 lotse: Zu „"piepst und rot"“ habe ich nichts gefunden.
    (!it-team:local) 13 bernd: !suche buero
    (!it-team:local) 14 ↳13 lotse: Ein Ticket zu „buero“
        T-4 <b>Büro</b> ist *kalt* 🥶 · Mittel · Gelöst · Bernd
    (!it-team:local) 15 bernd: !suche heizung status:geschlossen
    (!it-team:local) 16 ↳15 lotse: Zu „heizung“ habe ich nichts gefunden.
    (!it-team:local) 17 bernd: !suche Heizung status:gelöst
    (!it-team:local) 18 ↳17 lotse: Ein Ticket zu „Heizung“
        T-4 <b>Büro</b> ist *kalt* 🥶 · Mittel · Gelöst · Bernd
        ↳ Heizung aufgedreht
    (!it-team:local) 19 bernd: !search printer
    (!it-team:local) 20 ↳19 lotse: Ein Ticket zu „printer“
        T-3 The printers on floor five are slow · Mittel · Neu · noch niemand
    (!it-team:local) 21 bernd: !search printre floor
    (!it-team:local) 22 ↳21 lotse: Ein Ticket zu „printre floor“
        T-3 The printers on floor five are slow · Mittel · Neu · noch niemand
    (!it-team:local) 23 bernd: !suche der die das
    (!it-team:local) 24 ↳23 lotse: Ein Ticket zu „der die das“
        T-2 Netzwerkdrucker fehlt in der Liste · Mittel · Neu · noch niemand
    (!it-team:local) 25 bernd: !suche
    (!it-team:local) 26 ↳25 lotse: ❓ Wonach suchst du?
        Zum Beispiel !tickets suche Drucker 3. Stock; was in "Anführungszeichen" steht, wird in dieser Reihenfolge gefunden.
    (!it-team:local) 27 bernd: !suche 😀 ---
    (!it-team:local) 28 ↳27 lotse: ❓ Wonach suchst du?
        Zum Beispiel !tickets suche Drucker 3. Stock; was in "Anführungszeichen" steht, wird in dieser Reihenfolge gefunden.
    (!it-team:local) 29 bernd: !suche '; drop table ticket; -- & | ! <-> :*
    (!it-team:local) 30 ↳29 lotse: I found nothing for “'; drop table ticket; -- & | ! <-> :*”.
    (!it-team:local) 31 bernd: !suche stat:neu drucker
    (!it-team:local) 32 ↳31 lotse: ❓ Den Filter „stat:“ kenne ich nicht.
        War state:, status: gemeint?
    (!it-team:local) 33 bernd: !suche fehler:17
    (!it-team:local) 34 ↳33 lotse: Ein Ticket zu „fehler:17“
        T-2 Netzwerkdrucker fehlt in der Liste · Mittel · Neu · noch niemand
    "#);
    world.says_to(IT, "bernd", &format!("!suche {}", "ü".repeat(60_000))).await;
    let answer = world.last_of_bot();
    let room = world.server.room(&format!("!{IT}:local")).unwrap();
    let answer = room.item(&answer).unwrap().body.plain();
    assert!(answer.starts_with("Zu „üü") && answer.chars().count() < 300, "{answer}");
    world.ends().await;
}

#[tokio::test]
async fn what_was_said_inside_is_found_inside_alone() {
    let mut world = World::company(|config| {
        config.roles.agents = vec!["@dora:local".to_owned()];
    })
    .await;
    world.says("anna", "!ticket Outlook startet nicht").await;
    let card = world.card_in(IT, "T-1");
    world.says_below(IT, &card, "bernd", "Anna hat bestimmt wieder Kaffee verschüttet").await;
    world.says_below(IT, &card, "bernd", "!notiz Ersatztastatur liegt bereit").await;
    // bernd is an agent and asks for something himself: what is said of it inside is not for him alone to read.
    world.says_alone("bernd", "!ticket Mein Outlook startet nicht").await;
    let own = world.card_in(IT, "T-2");
    world.says_below(IT, &own, "carla", "Bernd hat auch Kaffee verschüttet").await;
    world.forget();
    for text in ["!suche Kaffee", "!suche Ersatztastatur", "!suche verschütet"] {
        world.says("anna", text).await;
        world.says_alone("anna", text).await;
    }
    world.says_alone("bernd", "!suche Kaffee").await;
    world.says_to(IT, "bernd", "!suche Kaffee").await;
    world.says("bernd", "!suche Kaffee").await;
    world.says("dora", "!suche Kaffee").await;
    world.says_alone("dora", "!suche Kaffee").await;
    world.says_to(HR, "hanna", "!suche Kaffee").await;
    assert_snapshot!(world.transcript(), @"
    1 anna: !suche Kaffee
    2 ↳1 lotse: Zu „Kaffee“ habe ich nichts gefunden.
    (!direct-anna-local:local) anna opens the room
    (!direct-anna-local:local) anna is in the room
    (!direct-anna-local:local) lotse is in the room
    (!direct-anna-local:local) 3 anna: !suche Kaffee
    (!direct-anna-local:local) 4 ↳3 lotse: Zu „Kaffee“ habe ich nichts gefunden.
    5 anna: !suche Ersatztastatur
    6 ↳5 lotse: Zu „Ersatztastatur“ habe ich nichts gefunden.
    (!direct-anna-local:local) 7 anna: !suche Ersatztastatur
    (!direct-anna-local:local) 8 ↳7 lotse: Zu „Ersatztastatur“ habe ich nichts gefunden.
    9 anna: !suche verschütet
    10 ↳9 lotse: Zu „verschütet“ habe ich nichts gefunden.
    (!direct-anna-local:local) 11 anna: !suche verschütet
    (!direct-anna-local:local) 12 ↳11 lotse: Zu „verschütet“ habe ich nichts gefunden.
    (!direct-bernd-local:local) 13 bernd: !suche Kaffee
    (!direct-bernd-local:local) 14 ↳13 lotse: Ein Ticket zu „Kaffee“
        T-1 Outlook startet nicht · Hoch · Neu · noch niemand
        ↳ Anna hat bestimmt wieder Kaffee verschüttet
    (!it-team:local) 15 bernd: !suche Kaffee
    (!it-team:local) 16 ↳15 lotse: 2 Tickets zu „Kaffee“
        T-2 Mein Outlook startet nicht · Hoch · Neu · noch niemand
        ↳ Bernd hat auch Kaffee verschüttet
        T-1 Outlook startet nicht · Hoch · Neu · noch niemand
        ↳ Anna hat bestimmt wieder Kaffee verschüttet
    17 bernd: !suche Kaffee
    18 ↳17 lotse: Zu „Kaffee“ habe ich nichts gefunden.
    19 dora: !suche Kaffee
    20 ↳19 lotse: Zu „Kaffee“ habe ich nichts gefunden.
    (!direct-dora-local:local) dora opens the room
    (!direct-dora-local:local) dora is in the room
    (!direct-dora-local:local) lotse is in the room
    (!direct-dora-local:local) 21 dora: !suche Kaffee
    (!direct-dora-local:local) 22 ↳21 lotse: 2 Tickets zu „Kaffee“
        T-2 Mein Outlook startet nicht · Hoch · Neu · noch niemand
        ↳ Bernd hat auch Kaffee verschüttet
        T-1 Outlook startet nicht · Hoch · Neu · noch niemand
        ↳ Anna hat bestimmt wieder Kaffee verschüttet
    (!hr-team:local) 23 hanna: !suche Kaffee
    (!hr-team:local) 24 ↳23 lotse: Zu „Kaffee“ habe ich nichts gefunden.
    ");
    world.ends().await;
}

#[tokio::test]
async fn private_tickets_are_found_by_their_own_people_alone() {
    let mut world = World::company(|config| config.roles.agents = vec!["@dora:local".to_owned()]).await;
    world.says("anna", "!ticket Mein Gehalt ist falsch berechnet").await;
    world.forget();
    world.says("anna", "!suche berechnet").await;
    world.says_alone("anna", "!suche berechnet").await;
    world.says_to(IT, "bernd", "!suche berechnet").await;
    world.says_alone("dora", "!suche berechnet status:alle").await;
    world.says_to(HR, "hanna", "!suche berechnet").await;
    world.says_alone("hanna", "!suche berehcnet").await;
    assert_snapshot!(world.transcript(), @"
    1 anna: !suche berechnet
    2 ↳1 lotse: Zu „berechnet“ habe ich nichts gefunden.
    (!lotse-direct-8e536b2796aed75548ce1c539c8ea93d:local) 3 anna: !suche berechnet
    (!lotse-direct-8e536b2796aed75548ce1c539c8ea93d:local) 4 ↳3 lotse: Ein Ticket zu „berechnet“
        T-1 Mein Gehalt ist falsch berechnet · Mittel · Neu · noch niemand
    (!it-team:local) 5 bernd: !suche berechnet
    (!it-team:local) 6 ↳5 lotse: Zu „berechnet“ habe ich nichts gefunden.
    (!direct-dora-local:local) dora opens the room
    (!direct-dora-local:local) dora is in the room
    (!direct-dora-local:local) lotse is in the room
    (!direct-dora-local:local) 7 dora: !suche berechnet status:alle
    (!direct-dora-local:local) 8 ↳7 lotse: Zu „berechnet“ habe ich nichts gefunden.
    (!hr-team:local) 9 hanna: !suche berechnet
    (!hr-team:local) 10 ↳9 lotse: Ein Ticket zu „berechnet“
        T-1 Mein Gehalt ist falsch berechnet · Mittel · Neu · noch niemand
    (!direct-hanna-local:local) hanna opens the room
    (!direct-hanna-local:local) hanna is in the room
    (!direct-hanna-local:local) lotse is in the room
    (!direct-hanna-local:local) 11 hanna: !suche berehcnet
    (!direct-hanna-local:local) 12 ↳11 lotse: Ein Ticket zu „berehcnet“
        T-1 Mein Gehalt ist falsch berechnet · Mittel · Neu · noch niemand
    ");
    world.ends().await;
}

#[tokio::test]
async fn what_was_edited_or_taken_back_is_found_no_more() {
    let mut world = World::company(|_| {}).await;
    let said = world.says("anna", "!ticket Zugang zum Tresorraum").await;
    let secret = world.says_in(&said, "anna", "Das Kennwort ist Rumpelstilzchen").await;
    let slip = world.says_in(&said, "anna", "Es ist ein Quastenflosser").await;
    world.says_to(IT, "bernd", "!suche Rumpelstilzchen Quastenflosser").await;
    world.takes_back(&secret).await;
    world.edits(&slip, "Es ist ein Zitteraal").await;
    world.edits(&said, "!ticket Zugang zum Serverraum").await;
    world.forget();
    for text in [
        "!suche Rumpelstilzchen",
        "!suche Rumpelstilzhcen",
        "!suche Quastenflosser",
        "!suche Zitteral",
        "!suche Tresorraum",
        "!suche Serverraum",
    ] {
        world.says_to(IT, "bernd", text).await;
    }
    assert_snapshot!(world.transcript(), @"
    (!it-team:local) 1 bernd: !suche Rumpelstilzchen
    (!it-team:local) 2 ↳1 lotse: Zu „Rumpelstilzchen“ habe ich nichts gefunden.
    (!it-team:local) 3 bernd: !suche Rumpelstilzhcen
    (!it-team:local) 4 ↳3 lotse: Zu „Rumpelstilzhcen“ habe ich nichts gefunden.
    (!it-team:local) 5 bernd: !suche Quastenflosser
    (!it-team:local) 6 ↳5 lotse: Zu „Quastenflosser“ habe ich nichts gefunden.
    (!it-team:local) 7 bernd: !suche Zitteral
    (!it-team:local) 8 ↳7 lotse: Ein Ticket zu „Zitteral“
        T-1 Zugang zum Serverraum · Mittel · Neu · noch niemand
        ↳ Es ist ein Zitteraal
    (!it-team:local) 9 bernd: !suche Tresorraum
    (!it-team:local) 10 ↳9 lotse: Zu „Tresorraum“ habe ich nichts gefunden.
    (!it-team:local) 11 bernd: !suche Serverraum
    (!it-team:local) 12 ↳11 lotse: Ein Ticket zu „Serverraum“
        T-1 Zugang zum Serverraum · Mittel · Neu · noch niemand
    ");
    for gone in ["rumpelstilzchen", "quastenflosser", "tresorraum"] {
        let left: i64 = sqlx::query_scalar(
            "select (select count(*) from ticket_search where words @@ plainto_tsquery('simple', $1))
                  + (select count(*) from search_word where word = $1)",
        )
        .bind(gone)
        .fetch_one(world.pool())
        .await
        .unwrap();
        assert_eq!(left, 0, "{gone}");
    }
    world.ends().await;
}

#[tokio::test]
async fn without_the_extension_only_misspelled_words_are_missed() {
    let mut world = World::new().await;
    sqlx::query("drop extension pg_trgm cascade").execute(world.pool()).await.unwrap();
    world.says("anna", "!ticket Printer offline").await;
    world.forget();
    world.says("anna", "!search printers").await;
    world.says("anna", "!search prnter").await;
    assert_snapshot!(world.transcript(), @"
    1 anna: !search printers
    2 ↳1 lotse: One ticket for “printers”
        T-1 Printer offline · Medium · New · nobody yet
    3 anna: !search prnter
    4 ↳3 lotse: Zu „prnter“ habe ich nichts gefunden.
    ");
    world.ends().await;
}

#[tokio::test]
async fn what_is_searched_comes_in_pages() {
    let mut world = World::new().await;
    for number in 1..=12 {
        world.says("anna", &format!("!ticket Drucker {number} fehlt")).await;
    }
    world.forget();
    world.says("anna", "!suche drucker").await;
    let list = world.last_of_bot();
    world.reacts("anna", &list, "➡️").await;
    world.says("anna", "!suche drucker seite:2").await;
    world.says("anna", "!suche drucker seite:3").await;
    assert_snapshot!(world.transcript(), @"
    1 anna: !suche drucker
    2 ↳1 lotse: 12 Tickets zu „drucker“
        T-12 Drucker 12 fehlt · Mittel · Neu · noch niemand
        T-11 Drucker 11 fehlt · Mittel · Neu · noch niemand
        T-10 Drucker 10 fehlt · Mittel · Neu · noch niemand
        T-9 Drucker 9 fehlt · Mittel · Neu · noch niemand
        T-8 Drucker 8 fehlt · Mittel · Neu · noch niemand
        T-7 Drucker 7 fehlt · Mittel · Neu · noch niemand
        T-6 Drucker 6 fehlt · Mittel · Neu · noch niemand
        T-5 Drucker 5 fehlt · Mittel · Neu · noch niemand
        T-4 Drucker 4 fehlt · Mittel · Neu · noch niemand
        T-3 Drucker 3 fehlt · Mittel · Neu · noch niemand
        … noch 2: !tickets suche drucker seite:2
    2 lotse ➡️
    2 anna ➡️
    2 lotse edits: 12 Tickets zu „drucker“
        T-2 Drucker 2 fehlt · Mittel · Neu · noch niemand
        T-1 Drucker 1 fehlt · Mittel · Neu · noch niemand
    2 lotse takes ➡️ back
    2 lotse ⬅️
    3 anna: !suche drucker seite:2
    4 ↳3 lotse: 12 Tickets zu „drucker“
        T-2 Drucker 2 fehlt · Mittel · Neu · noch niemand
        T-1 Drucker 1 fehlt · Mittel · Neu · noch niemand
    4 lotse ⬅️
    5 anna: !suche drucker seite:3
    6 ↳5 lotse: ❓ Eine Seite 3 hat diese Liste nicht.
    ");
    world.ends().await;
}

#[tokio::test]
async fn the_search_reads_what_the_history_shows() {
    let mut world = World::company(|config| config.roles.agents = vec!["@dora:local".to_owned()]).await;
    // For somebody else, for oneself, and of somebody else.
    world.says("bernd", "!ticket for @anna Drucker druckt nicht").await;
    world.says("bernd", "!ticket Beamer flackert").await;
    world.says("dora", "!ticket for @anna Monitor bleibt schwarz").await;
    for ticket in ["T-1", "T-2", "T-3"] {
        let card = world.card_in(IT, ticket);
        world.says_below(IT, &card, "carla", "!note Wasserschaden").await;
    }
    world.says("dora", "!lotse lang en").await;
    for (who, text) in [
        ("bernd", "!suche Wasserschaden"),
        ("carla", "!suche Wasserschaden"),
        ("dora", "!search Wasserschaden"),
        ("anna", "!suche Wasserschaden"),
    ] {
        world.forget();
        world.says_alone(who, text).await;
        let found = world.transcript();
        for ticket in ["T-1", "T-2", "T-3"] {
            world.forget();
            world.says_alone(who, &format!("!history {ticket}")).await;
            let shown = world.transcript();
            assert_eq!(found.contains(ticket), shown.contains("Wasserschaden"), "{who} and {ticket}: {found}{shown}");
        }
        assert_eq!(found.contains("T-1"), who != "anna", "{found}");
        assert_eq!(found.contains("T-2"), who == "carla" || who == "dora", "{found}");
    }
    world.ends().await;
}

#[tokio::test]
async fn of_words_that_stand_everywhere_the_newest_places_are_compared() {
    let mut world = World::company(|_| {}).await;
    world.says("anna", "!ticket Drucker druckt Streifen auf Kopierpapier").await;
    sqlx::query(
        "insert into ticket (id, title, description, priority, state, requester, raised_by, created_at, changed_at, team)
         select n, 'Drucker ' || n || ' klemmt', '', 3, 'new', t.requester, t.requester, t.created_at, t.created_at,
                case when n % 100 = 0 then 'network' else 'it' end
         from generate_series(2, 3000) n, ticket t where t.id = 1",
    )
    .execute(world.pool())
    .await
    .unwrap();
    sqlx::query("update counter set last = 3000 where name = 'ticket'").execute(world.pool()).await.unwrap();
    world.says("bernd", "!lotse lang en").await;
    world.forget();
    for text in ["!search Drucker", "!search Kopierpapier", "!search Streifen Drucker", "!search Drucker page:50"] {
        world.says_to(IT, "bernd", text).await;
    }
    world.says_to(NETWORK, "nora", "!suche Drucker").await;
    assert_snapshot!(world.transcript(), @"
    (!it-team:local) 1 bernd: !search Drucker
    (!it-team:local) 2 ↳1 lotse: At least 500 tickets for “Drucker”
        T-2999 Drucker 2999 klemmt · Medium · New · nobody yet
        T-2998 Drucker 2998 klemmt · Medium · New · nobody yet
        T-2997 Drucker 2997 klemmt · Medium · New · nobody yet
        T-2996 Drucker 2996 klemmt · Medium · New · nobody yet
        T-2995 Drucker 2995 klemmt · Medium · New · nobody yet
        T-2994 Drucker 2994 klemmt · Medium · New · nobody yet
        T-2993 Drucker 2993 klemmt · Medium · New · nobody yet
        T-2992 Drucker 2992 klemmt · Medium · New · nobody yet
        T-2991 Drucker 2991 klemmt · Medium · New · nobody yet
        T-2990 Drucker 2990 klemmt · Medium · New · nobody yet
        … 490 more: !tickets search Drucker page:2
    (!it-team:local) 2 lotse ➡️
    (!it-team:local) 3 bernd: !search Kopierpapier
    (!it-team:local) 4 ↳3 lotse: One ticket for “Kopierpapier”
        T-1 Drucker druckt Streifen auf Kopierpapier · Medium · New · nobody yet
    (!it-team:local) 5 bernd: !search Streifen Drucker
    (!it-team:local) 6 ↳5 lotse: At least 501 tickets for “Streifen Drucker”
        T-1 Drucker druckt Streifen auf Kopierpapier · Medium · New · nobody yet
        T-2999 Drucker 2999 klemmt · Medium · New · nobody yet
        T-2998 Drucker 2998 klemmt · Medium · New · nobody yet
        T-2997 Drucker 2997 klemmt · Medium · New · nobody yet
        T-2996 Drucker 2996 klemmt · Medium · New · nobody yet
        T-2995 Drucker 2995 klemmt · Medium · New · nobody yet
        T-2994 Drucker 2994 klemmt · Medium · New · nobody yet
        T-2993 Drucker 2993 klemmt · Medium · New · nobody yet
        T-2992 Drucker 2992 klemmt · Medium · New · nobody yet
        T-2991 Drucker 2991 klemmt · Medium · New · nobody yet
        … 491 more: !tickets search Streifen Drucker page:2
    (!it-team:local) 6 lotse ➡️
    (!it-team:local) 7 bernd: !search Drucker page:50
    (!it-team:local) 8 ↳7 lotse: At least 500 tickets for “Drucker”
        T-2505 Drucker 2505 klemmt · Medium · New · nobody yet
        T-2504 Drucker 2504 klemmt · Medium · New · nobody yet
        T-2503 Drucker 2503 klemmt · Medium · New · nobody yet
        T-2502 Drucker 2502 klemmt · Medium · New · nobody yet
        T-2501 Drucker 2501 klemmt · Medium · New · nobody yet
        T-2499 Drucker 2499 klemmt · Medium · New · nobody yet
        T-2498 Drucker 2498 klemmt · Medium · New · nobody yet
        T-2497 Drucker 2497 klemmt · Medium · New · nobody yet
        T-2496 Drucker 2496 klemmt · Medium · New · nobody yet
        T-2495 Drucker 2495 klemmt · Medium · New · nobody yet
    (!it-team:local) 8 lotse ⬅️
    (!net-team:local) 9 nora: !suche Drucker
    (!net-team:local) 10 ↳9 lotse: Mindestens 20 Tickets zu „Drucker“
        T-3000 Drucker 3000 klemmt · Mittel · Neu · noch niemand
        T-2900 Drucker 2900 klemmt · Mittel · Neu · noch niemand
        T-2800 Drucker 2800 klemmt · Mittel · Neu · noch niemand
        T-2700 Drucker 2700 klemmt · Mittel · Neu · noch niemand
        T-2600 Drucker 2600 klemmt · Mittel · Neu · noch niemand
        T-2500 Drucker 2500 klemmt · Mittel · Neu · noch niemand
        T-2400 Drucker 2400 klemmt · Mittel · Neu · noch niemand
        T-2300 Drucker 2300 klemmt · Mittel · Neu · noch niemand
        T-2200 Drucker 2200 klemmt · Mittel · Neu · noch niemand
        T-2100 Drucker 2100 klemmt · Mittel · Neu · noch niemand
        … noch 10: !tickets suche Drucker seite:2
    (!net-team:local) 10 lotse ➡️
    ");
    world.ends().await;
}
