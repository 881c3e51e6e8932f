//! What is said of an outage in German.

use chrono::TimeDelta;
use insta::assert_snapshot;

use super::{ROOM, company};
use crate::support::company::IT;

#[tokio::test]
async fn zwei_stunden_ohne_mail() {
    let mut world = company(|config| config.language = lotse::i18n::Language::De).await;
    world.says("anna", "!ticket Meine Mail geht nicht dienst:mail").await;
    world.forget();

    world.says_to(IT, "bernd", "!vorfall neu Mail geht nicht dienst:mail seit:08:50").await;
    world.says_to(ROOM, "carla", "!annehmen sev2").await;
    world.says_to(ROOM, "carla", "!leitung @bernd").await;
    world.says_to(ROOM, "carla", "!anhängen T-1").await;
    let update =
        "!lage Die Platte von mx1 ist voll tun: wir schaffen Platz nächste:30m öffentlich: Mail kommt verspätet an.";
    world.says_to(ROOM, "carla", update).await;
    world.pass(TimeDelta::seconds(2)).await;
    world.says_to(ROOM, "bernd", "!aufgabe @carla größere Platte besorgen bis 11:30").await;
    world.says_to(ROOM, "bernd", "!zeitachse 08:40 Log-Job geändert").await;
    world.pass(TimeDelta::minutes(20)).await;
    world.says_to(ROOM, "bernd", "!eingedämmt Mail läuft über mx2").await;
    world.pass(TimeDelta::minutes(15)).await;
    world.says_to(ROOM, "bernd", "!behoben Log-Job repariert").await;
    world.pass(TimeDelta::seconds(2)).await;
    world.says_to(ROOM, "bernd", "!zeitachse").await;
    assert_snapshot!(world.transcript(), @"
    (!it-team:local) 1 bernd: !vorfall neu Mail geht nicht dienst:mail seit:08:50
    (!inc-1-20260112:local) lotse opens the room
    (!inc-1-20260112:local) lotse is in the room
    (!inc-1-20260112:local) bernd is in the room
    (!inc-1-20260112:local) carla is in the room
    (!inc-1-20260112:local) 2 lotse: INC-1 Mail geht nicht
        Hoch · in Prüfung · noch niemand
        von Bernd · E-mail
        🚨 Schweregrad unbekannt · seit heute 08:50
        ✅ nimmt ihn an · !annehmen sev2 · !ablehnen Grund · !zusammenführen INC-3 · !leitung
    (!inc-1-20260112:local) 3 lotse: T-1 Meine Mail geht nicht könnte dazugehören. 🔗 hängt es an · ❌ es ist etwas anderes
    (!inc-1-20260112:local) 2 lotse pins it
    (!inc-1-20260112:local) 2 lotse 👀
    (!inc-1-20260112:local) 2 lotse ✅
    (!inc-1-20260112:local) 3 lotse 🔗
    (!inc-1-20260112:local) 3 lotse ❌
    (!it-team:local) 4 ↳1 lotse: 🚨 INC-1 Mail geht nicht · Schweregrad unbekannt · in Prüfung · keine Leitung
        Ich habe einen Raum dafür eröffnet und lade dich ein und wer Bereitschaft hat. Dort muss ihn jemand annehmen, bevor andere davon erfahren: !annehmen sev2.
    (!inc-1-20260112:local) 5 carla: !annehmen sev2
    (!inc-1-20260112:local) 6 lotse: ✅ INC-1 ist ein Vorfall: sev2 (Schwer) · aktiv · keine Leitung
    (!inc-1-20260112:local) topic: sev2 (Schwer) · aktiv · keine Leitung
    (!inc-1-20260112:local) 2 lotse edits: INC-1 Mail geht nicht
        Hoch · aktiv · noch niemand
        von Bernd · E-mail
        🚨 sev2 (Schwer) · seit heute 08:50
        ⏰ Nächste Lagemeldung: heute 10:00
        👀 übernimmt die Leitung · !lage · !zeitachse · !aufgabe @name … · !alarmieren · !schwere 1 · !eingedämmt · !behoben
    (!status:local) 7 lotse: 🚨 INC-1 Mail geht nicht
        sev2 (Schwer) · aktiv · keine Leitung
        E-mail, seit heute 08:50
        ⏰ Nächste Lagemeldung: heute 10:00
        ✋ kommt in den Raum.
    (!status:local) 7 lotse ✋
    (!inc-1-20260112:local) 8 carla: !leitung @bernd
    (!inc-1-20260112:local) bernd is in the room
    (!inc-1-20260112:local) 9 lotse: Leitung: Bernd
    (!inc-1-20260112:local) topic: sev2 (Schwer) · aktiv · Leitung: Bernd
    (!inc-1-20260112:local) 2 lotse edits: INC-1 Mail geht nicht
        Hoch · aktiv · Bernd
        von Bernd · E-mail
        🚨 sev2 (Schwer) · seit heute 08:50
        ⏰ Nächste Lagemeldung: heute 10:00
        !lage · !zeitachse · !aufgabe @name … · !alarmieren · !schwere 1 · !eingedämmt · !behoben
    (!inc-1-20260112:local) 2 lotse takes 👀 back
    (!lotse-direct-fe39a1d59200dda4bb4fb6b5fa493a7e:local) lotse opens the room
    (!lotse-direct-fe39a1d59200dda4bb4fb6b5fa493a7e:local) lotse is in the room
    (!lotse-direct-fe39a1d59200dda4bb4fb6b5fa493a7e:local) bernd is in the room
    (!lotse-direct-fe39a1d59200dda4bb4fb6b5fa493a7e:local) 10 lotse: Du hast eine Rolle in INC-1 Mail geht nicht: Leitung
        Du entscheidest und behältst den Überblick. Das Reparieren überlässt du anderen.
        Sorg dafür, dass die richtigen Leute im Raum sind, dass jede Aufgabe genau eine Person hat und dass der Schweregrad stimmt.
        Sag an, was als Nächstes versucht wird, und wann der Vorfall eingedämmt und wann er behoben ist.
        Bevor du gehst, gib die Leitung ab.
    (!status:local) 7 lotse edits: 🚨 INC-1 Mail geht nicht
        sev2 (Schwer) · aktiv · Leitung: Bernd
        E-mail, seit heute 08:50
        ⏰ Nächste Lagemeldung: heute 10:00
        ✋ kommt in den Raum.
    (!inc-1-20260112:local) 11 carla: !anhängen T-1
    ? lotse edits: T-1 Meine Mail geht nicht
        Hoch · Neu · noch niemand
        🚨 Das gehört zu einem Ausfall, an dem wir arbeiten: INC-1 Mail geht nicht
        Was du in diesen Thread schreibst, erreicht alle, die daran arbeiten.
    (!inc-1-20260112:local) 12 lotse: 🔗 T-1 gehört jetzt zu INC-1. 1 Person ist betroffen.
    (!inc-1-20260112:local) 2 lotse edits: INC-1 Mail geht nicht
        Hoch · aktiv · Bernd
        von Bernd · E-mail
        🚨 sev2 (Schwer) · seit heute 08:50
        🎫 1 Ticket · 1 Person betroffen
        ⏰ Nächste Lagemeldung: heute 10:00
        !lage · !zeitachse · !aufgabe @name … · !alarmieren · !schwere 1 · !eingedämmt · !behoben
    (!inc-1-20260112:local) 3 lotse takes 🔗 back
    (!inc-1-20260112:local) 3 lotse takes ❌ back
    (!it-team:local) ? lotse edits: T-1 Meine Mail geht nicht
        Hoch · Neu · noch niemand
        von Anna · E-mail
        🚨 Gehört zu INC-1 Mail geht nicht
        👀 nehmen · ✅ lösen · 🚨 dringend
    (!status:local) 7 lotse edits: 🚨 INC-1 Mail geht nicht
        sev2 (Schwer) · aktiv · Leitung: Bernd
        E-mail, seit heute 08:50
        🎫 1 Ticket · 1 Person betroffen
        ⏰ Nächste Lagemeldung: heute 10:00
        ✋ kommt in den Raum.
    (!inc-1-20260112:local) 13 carla: !lage Die Platte von mx1 ist voll tun: wir schaffen Platz nächste:30m öffentlich: Mail kommt verspätet an.
    14 ↳? lotse: 📣 Mail kommt verspätet an.
    (!inc-1-20260112:local) 15 lotse: 📣 Lagemeldung 1 zu INC-1
        Was wir wissen: Die Platte von mx1 ist voll
        Was wir tun: wir schaffen Platz
        ⏰ Nächste Lagemeldung: heute 09:30
        Nach außen gesagt und in 1 Ticket: Mail kommt verspätet an.
    (!inc-1-20260112:local) 2 lotse edits: INC-1 Mail geht nicht
        Hoch · aktiv · Bernd
        von Bernd · E-mail
        🚨 sev2 (Schwer) · seit heute 08:50
        🎫 1 Ticket · 1 Person betroffen
        📣 Die Platte von mx1 ist voll (heute 09:00)
        ⏰ Nächste Lagemeldung: heute 09:30
        !lage · !zeitachse · !aufgabe @name … · !alarmieren · !schwere 1 · !eingedämmt · !behoben
    (!status:local) 7 lotse edits: 🚨 INC-1 Mail geht nicht
        sev2 (Schwer) · aktiv · Leitung: Bernd
        E-mail, seit heute 08:50
        🎫 1 Ticket · 1 Person betroffen
        📣 Mail kommt verspätet an. (heute 09:00)
        ⏰ Nächste Lagemeldung: heute 09:30
        ✋ kommt in den Raum.
    (!inc-1-20260112:local) 16 bernd: !aufgabe @carla größere Platte besorgen bis 11:30
    (!inc-1-20260112:local) 17 ↳2 lotse: 📋 INC-1 Mail geht nicht: 0 von 1
        ⬜ 1. größere Platte besorgen · Carla · bis heute
    (!inc-1-20260112:local) 18 ↳2 lotse (to carla): 📋 INC-1 Mail geht nicht: von deinem Teil 0 von 1
        ⬜ 1. größere Platte besorgen · bis heute
        Die Nummer als Reaktion oder !abhaken 1 hakt es ab.
    (!inc-1-20260112:local) 19 lotse: 📝 Carla: größere Platte besorgen · bis heute 11:30
    (!inc-1-20260112:local) 2 lotse edits: INC-1 Mail geht nicht
        Hoch · aktiv · Bernd
        von Bernd · E-mail
        📋 Checkliste: 0 von 1
        🚨 sev2 (Schwer) · seit heute 08:50
        🎫 1 Ticket · 1 Person betroffen
        📣 Die Platte von mx1 ist voll (heute 09:00)
        ⏰ Nächste Lagemeldung: heute 09:30
        !lage · !zeitachse · !aufgabe @name … · !alarmieren · !schwere 1 · !eingedämmt · !behoben
    (!inc-1-20260112:local) 18 lotse ✅
    (!inc-1-20260112:local) 20 bernd: !zeitachse 08:40 Log-Job geändert
    (!inc-1-20260112:local) 21 lotse: 🕒 Eintrag 8, heute 08:40
    (!inc-1-20260112:local) 22 bernd: !eingedämmt Mail läuft über mx2
    (!inc-1-20260112:local) 23 lotse: 🟡 INC-1: es kann wieder gearbeitet werden. sev2 (Schwer) · eingedämmt · Leitung: Bernd
    (!inc-1-20260112:local) topic: sev2 (Schwer) · eingedämmt · Leitung: Bernd
    (!inc-1-20260112:local) 2 lotse edits: INC-1 Mail geht nicht
        Hoch · eingedämmt · Bernd
        von Bernd · E-mail
        📋 Checkliste: 0 von 1
        🚨 sev2 (Schwer) · seit heute 08:50
        🎫 1 Ticket · 1 Person betroffen
        📣 Die Platte von mx1 ist voll (heute 09:00)
        ⏰ Nächste Lagemeldung: heute 09:30
        !lage · !zeitachse · !aufgabe @name … · !behoben · !wiedereröffnen
    (!inc-1-20260112:local) 24 lotse (to bernd): Bernd ⏰ Für heute 09:30 war eine Lagemeldung versprochen: !lage …. Später: 1️⃣ in 30 Minuten · 2️⃣ in 60 · 3️⃣ in 90
    (!inc-1-20260112:local) 24 lotse 1️⃣
    (!inc-1-20260112:local) 24 lotse 2️⃣
    (!inc-1-20260112:local) 24 lotse 3️⃣
    (!status:local) 7 lotse edits: 🚨 INC-1 Mail geht nicht
        sev2 (Schwer) · eingedämmt · Leitung: Bernd
        E-mail, seit heute 08:50
        🎫 1 Ticket · 1 Person betroffen
        📣 Mail kommt verspätet an. (heute 09:00)
        ⏰ Nächste Lagemeldung: heute 09:30
        ✋ kommt in den Raum.
    (!inc-1-20260112:local) 25 bernd: !behoben Log-Job repariert
    26 ↳? lotse: ✅ Der Ausfall hinter T-1 ist vorbei. Falls es bei dir noch nicht geht, schreib es hier.
    (!inc-1-20260112:local) 27 lotse: ✅ INC-1 ist nach 45 Min. behoben. Die Nachbereitung ist fällig am Mo., 19.01.: !nachbereitung entwirft sie.
    (!inc-1-20260112:local) 28 lotse: 1 Ticket dazu ist offen. ✅ löst es.
    (!inc-1-20260112:local) topic: sev2 (Schwer) · behoben · Leitung: Bernd
    (!inc-1-20260112:local) 2 lotse edits: INC-1 Mail geht nicht
        Hoch · behoben · Bernd
        von Bernd · E-mail
        📋 Checkliste: 0 von 1
        🚨 sev2 (Schwer) · seit heute 08:50
        🎫 1 Ticket · 1 Person betroffen
        📣 Die Platte von mx1 ist voll (heute 09:00)
        !nachbereitung · !folgeaufgabe @name … · !wiedereröffnen
    (!inc-1-20260112:local) 17 lotse edits: 📋 INC-1 Mail geht nicht: 0 von 1 · beendet
        ⬜ 1. größere Platte besorgen · Carla
    (!inc-1-20260112:local) 18 lotse edits: 📋 INC-1 Mail geht nicht: von deinem Teil 0 von 1 · beendet
        ⬜ 1. größere Platte besorgen
    (!inc-1-20260112:local) 2 lotse takes ✅ back
    (!inc-1-20260112:local) 18 lotse takes ✅ back
    (!inc-1-20260112:local) 28 lotse ✅
    (!it-team:local) 29 lotse: T-2 größere Platte besorgen
        Mittel · Zugewiesen · Carla · gewünscht bis heute 11:30
        von Bernd · E-mail
        🔗 verwandt: INC-1
        ✅ lösen · 🚨 dringend
    (!it-team:local) 29 lotse ✅
    (!it-team:local) 29 lotse 🚨
    (!lotse-direct-9622e17e7525e464578509392f0f8826:local) lotse opens the room
    (!lotse-direct-9622e17e7525e464578509392f0f8826:local) lotse is in the room
    (!lotse-direct-9622e17e7525e464578509392f0f8826:local) carla is in the room
    (!lotse-direct-9622e17e7525e464578509392f0f8826:local) 30 lotse: 📝 T-2 größere Platte besorgen ist deins: es ist nach INC-1 zu tun.
    (!status:local) 7 lotse edits: ✅ INC-1 Mail geht nicht
        sev2 (Schwer) · behoben · Leitung: Bernd
        E-mail, seit heute 08:50
        🎫 1 Ticket · 1 Person betroffen
        📣 Mail kommt verspätet an. (heute 09:00)
        Vorbei seit heute 09:35.
    (!status:local) 7 lotse takes ✋ back
    (!inc-1-20260112:local) 31 bernd: !zeitachse
    (!inc-1-20260112:local) 32 lotse: 🕒 INC-1: 12 Einträge
        8. heute 08:40 · Log-Job geändert (Bernd)
        1. heute 09:00 · ausgerufen (Bernd)
        2. heute 09:00 · Schweregrad: sev2 (Schwer) (Carla)
        3. heute 09:00 · aktiv (Carla)
        4. heute 09:00 · Leitung: Bernd (Carla)
        5. heute 09:00 · 🔗 T-1 (Carla)
        6. heute 09:00 · Lagemeldung 1: Die Platte von mx1 ist voll (Carla)
        7. heute 09:00 · 📝 Carla: größere Platte besorgen (Bernd)
        9. heute 09:20 · Mail läuft über mx2 (Bernd)
        10. heute 09:20 · eingedämmt (Bernd)
        11. heute 09:35 · Log-Job repariert (Bernd)
        12. heute 09:35 · behoben (Bernd)
    ");
    world.ends().await;
}
