//! An outage of two hours with five people, from its declaration to its end.

use chrono::TimeDelta;
use insta::assert_snapshot;

use super::{ROOM, company};
use crate::change::said;
use crate::support::company::IT;

#[tokio::test]
async fn two_hours_without_mail() {
    let mut world = company(|_| {}).await;
    world.says("anna", "!ticket My mail does not work service:mail").await;
    world.forget();

    world.says_to(IT, "bernd", "!incident new sev2 Mail is down service:mail").await;
    assert_snapshot!(world.transcript(), @"
    (!it-team:local) 1 bernd: !incident new sev2 Mail is down service:mail
    (!inc-1-20260112:local) lotse opens the room
    (!inc-1-20260112:local) lotse is in the room
    (!inc-1-20260112:local) bernd is in the room
    (!inc-1-20260112:local) carla is in the room
    (!inc-1-20260112:local) 2 lotse: INC-1 Mail is down
        High · active · nobody yet
        from Bernd · E-mail
        🚨 sev2 (Major) · since today 09:00
        ⏰ Next update: today 10:00
        👀 takes the lead · !update · !timeline · !task @name … · !page · !sev 1 · !mitigated · !resolve
    (!inc-1-20260112:local) 3 lotse: T-1 My mail does not work may be about this. 🔗 attaches it · ❌ it is another matter
    (!inc-1-20260112:local) 2 lotse pins it
    (!inc-1-20260112:local) 2 lotse 👀
    (!inc-1-20260112:local) 2 lotse ✅
    (!inc-1-20260112:local) 3 lotse 🔗
    (!inc-1-20260112:local) 3 lotse ❌
    (!it-team:local) 4 ↳1 lotse: 🚨 INC-1 Mail is down · sev2 (Major) · active · no lead
        I have opened a room for it, and invite you and whoever is on call.
    (!status:local) 5 lotse: 🚨 INC-1 Mail is down
        sev2 (Major) · active · no lead
        E-mail, since today 09:00
        ⏰ Next update: today 10:00
        ✋ comes into the room.
    (!status:local) 5 lotse ✋
    ");

    world.says_to(ROOM, "bernd", "!lead").await;
    world.says_to(ROOM, "carla", "!role communication").await;
    assert_snapshot!(world.transcript(), @"
    (!inc-1-20260112:local) 6 bernd: !lead
    (!inc-1-20260112:local) bernd is in the room
    (!inc-1-20260112:local) 7 lotse: Lead: Bernd
    (!inc-1-20260112:local) topic: sev2 (Major) · active · lead: Bernd
    (!inc-1-20260112:local) 2 lotse edits: INC-1 Mail is down
        High · active · Bernd
        from Bernd · E-mail
        🚨 sev2 (Major) · since today 09:00
        ⏰ Next update: today 10:00
        !update · !timeline · !task @name … · !page · !sev 1 · !mitigated · !resolve
    (!inc-1-20260112:local) 2 lotse takes 👀 back
    (!lotse-direct-fe39a1d59200dda4bb4fb6b5fa493a7e:local) lotse opens the room
    (!lotse-direct-fe39a1d59200dda4bb4fb6b5fa493a7e:local) lotse is in the room
    (!lotse-direct-fe39a1d59200dda4bb4fb6b5fa493a7e:local) bernd is in the room
    (!lotse-direct-fe39a1d59200dda4bb4fb6b5fa493a7e:local) 8 lotse: You have a part in INC-1 Mail is down: Lead
        You decide, and keep the overview. Leave the repairing to others.
        See that the right people are in the room, that each task has one person, and that the severity is right.
        Say what is tried next, and when the incident is mitigated and when it is resolved.
        Before you leave, hand the lead over.
    (!status:local) 5 lotse edits: 🚨 INC-1 Mail is down
        sev2 (Major) · active · lead: Bernd
        E-mail, since today 09:00
        ⏰ Next update: today 10:00
        ✋ comes into the room.
    (!inc-1-20260112:local) 9 carla: !role communication
    (!inc-1-20260112:local) 10 lotse: Communication: Carla
    (!inc-1-20260112:local) 2 lotse edits: INC-1 Mail is down
        High · active · Bernd
        from Bernd · E-mail
        🚨 sev2 (Major) · since today 09:00
        Communication: Carla
        ⏰ Next update: today 10:00
        !update · !timeline · !task @name … · !page · !sev 1 · !mitigated · !resolve
    (!lotse-direct-9622e17e7525e464578509392f0f8826:local) lotse opens the room
    (!lotse-direct-9622e17e7525e464578509392f0f8826:local) lotse is in the room
    (!lotse-direct-9622e17e7525e464578509392f0f8826:local) carla is in the room
    (!lotse-direct-9622e17e7525e464578509392f0f8826:local) 11 lotse: You have a part in INC-1 Mail is down: Communication
        You tell those outside of the room what is going on, in words that everybody understands.
        Give each update in time, even when there is nothing new: what we know, what we do, when the next update comes.
        Promise nothing that the lead has not confirmed.
        Take the questions from outside, so that the others can work.
    ");

    world.says_to(ROOM, "carla", "!attach T-1").await;
    let update = "!update The disk of mx1 is full doing: we make room next:30m public: de: Mail kommt verspätet an. \
                  en: Mail is late at the moment.";
    world.says_to(ROOM, "carla", update).await;
    world.pass(TimeDelta::seconds(2)).await;
    assert_snapshot!(world.transcript(), @"
    (!inc-1-20260112:local) 12 carla: !attach T-1
    ? lotse edits: T-1 My mail does not work
        High · New · nobody yet
        🚨 This is part of an outage on which we work: INC-1 Mail is down
        Whatever you write in this thread reaches those who work on it.
    (!inc-1-20260112:local) 13 lotse: 🔗 T-1 belongs to INC-1 now. 1 person is affected.
    (!inc-1-20260112:local) 2 lotse edits: INC-1 Mail is down
        High · active · Bernd
        from Bernd · E-mail
        🚨 sev2 (Major) · since today 09:00
        Communication: Carla
        🎫 1 ticket · 1 person affected
        ⏰ Next update: today 10:00
        !update · !timeline · !task @name … · !page · !sev 1 · !mitigated · !resolve
    (!inc-1-20260112:local) 3 lotse takes 🔗 back
    (!inc-1-20260112:local) 3 lotse takes ❌ back
    (!it-team:local) ? lotse edits: T-1 My mail does not work
        High · New · nobody yet
        from Anna · E-mail
        🚨 About INC-1 Mail is down
        👀 take · ✅ resolve · 🚨 urgent
    (!status:local) 5 lotse edits: 🚨 INC-1 Mail is down
        sev2 (Major) · active · lead: Bernd
        E-mail, since today 09:00
        🎫 1 ticket · 1 person affected
        ⏰ Next update: today 10:00
        ✋ comes into the room.
    (!inc-1-20260112:local) 14 carla: !update The disk of mx1 is full doing: we make room next:30m public: de: Mail kommt verspätet an. en: Mail is late at the moment.
    15 ↳? lotse: 📣 Mail is late at the moment.
    (!inc-1-20260112:local) 16 lotse: 📣 Update 1 on INC-1
        What we know: The disk of mx1 is full
        What we do: we make room
        ⏰ Next update: today 09:30
        Said outside, and in 1 ticket: Mail is late at the moment.
    (!inc-1-20260112:local) 2 lotse edits: INC-1 Mail is down
        High · active · Bernd
        from Bernd · E-mail
        🚨 sev2 (Major) · since today 09:00
        Communication: Carla
        🎫 1 ticket · 1 person affected
        📣 The disk of mx1 is full (today 09:00)
        ⏰ Next update: today 09:30
        !update · !timeline · !task @name … · !page · !sev 1 · !mitigated · !resolve
    (!status:local) 5 lotse edits: 🚨 INC-1 Mail is down
        sev2 (Major) · active · lead: Bernd
        E-mail, since today 09:00
        🎫 1 ticket · 1 person affected
        📣 Mail is late at the moment. (today 09:00)
        ⏰ Next update: today 09:30
        ✋ comes into the room.
    ");

    let found = world.says_to(ROOM, "bernd", "I found the log that fills the disk").await;
    world.pass(TimeDelta::minutes(3)).await;
    world.reacts("carla", &found, "📌").await;
    world.says_to(ROOM, "bernd", "!timeline 08:40 the log job of mx1 was changed").await;
    world.says_to(ROOM, "bernd", "!task @carla ask nora for a bigger disk by 11:30").await;
    world.says_to(ROOM, "bernd", "!sev 1").await;
    assert_snapshot!(world.transcript(), @"
    (!inc-1-20260112:local) 17 bernd: I found the log that fills the disk
    (!inc-1-20260112:local) 17 carla 📌
    (!inc-1-20260112:local) 18 bernd: !timeline 08:40 the log job of mx1 was changed
    (!inc-1-20260112:local) 19 lotse: 🕒 Entry 7, today 08:40
    (!inc-1-20260112:local) 20 bernd: !task @carla ask nora for a bigger disk by 11:30
    (!inc-1-20260112:local) 21 ↳2 lotse: 📋 INC-1 Mail is down: 0 of 1
        ⬜ 1. ask nora for a bigger disk · Carla · by today
    (!inc-1-20260112:local) 22 ↳2 lotse (to carla): 📋 INC-1 Mail is down: of your part 0 of 1
        ⬜ 1. ask nora for a bigger disk · by today
        The number as a reaction, or !tick 1, ticks it off.
    (!inc-1-20260112:local) 23 lotse: 📝 Carla: ask nora for a bigger disk · until today 11:30
    (!inc-1-20260112:local) 2 lotse edits: INC-1 Mail is down
        High · active · Bernd
        from Bernd · E-mail
        📋 Checklist: 0 of 1
        🚨 sev2 (Major) · since today 09:00
        Communication: Carla
        🎫 1 ticket · 1 person affected
        📣 The disk of mx1 is full (today 09:00)
        ⏰ Next update: today 09:30
        !update · !timeline · !task @name … · !page · !sev 1 · !mitigated · !resolve
    (!inc-1-20260112:local) 22 lotse ✅
    (!inc-1-20260112:local) 24 bernd: !sev 1
    (!inc-1-20260112:local) 25 lotse: INC-1: sev1 (Critical) · active · lead: Bernd
    (!inc-1-20260112:local) topic: sev1 (Critical) · active · lead: Bernd
    (!inc-1-20260112:local) 2 lotse edits: INC-1 Mail is down
        Critical · active · Bernd
        from Bernd · E-mail
        📋 Checklist: 0 of 1
        🚨 sev1 (Critical) · since today 09:00
        Communication: Carla
        🎫 1 ticket · 1 person affected
        📣 The disk of mx1 is full (today 09:00)
        ⏰ Next update: today 09:33
        !update · !timeline · !task @name … · !page · !sev 1 · !mitigated · !resolve
    (!status:local) 5 lotse edits: 🚨 INC-1 Mail is down
        sev1 (Critical) · active · lead: Bernd
        E-mail, since today 09:00
        🎫 1 ticket · 1 person affected
        📣 Mail is late at the moment. (today 09:00)
        ⏰ Next update: today 09:33
        ✋ comes into the room.
    ");

    world.pass(TimeDelta::minutes(31)).await;
    let reminder = said(&world, "An update was promised");
    world.reacts("carla", &reminder, "2️⃣").await;
    assert_snapshot!(world.transcript(), @"
    (!inc-1-20260112:local) 26 lotse (to carla): Carla ⏰ An update was promised for today 09:33: !update …. Later: 1️⃣ in 30 minutes · 2️⃣ in 60 · 3️⃣ in 90
    (!inc-1-20260112:local) 26 lotse 1️⃣
    (!inc-1-20260112:local) 26 lotse 2️⃣
    (!inc-1-20260112:local) 26 lotse 3️⃣
    (!inc-1-20260112:local) 26 carla 2️⃣
    (!inc-1-20260112:local) 27 lotse: The next update comes today 10:34.
    (!inc-1-20260112:local) 2 lotse edits: INC-1 Mail is down
        Critical · active · Bernd
        from Bernd · E-mail
        📋 Checklist: 0 of 1
        🚨 sev1 (Critical) · since today 09:00
        Communication: Carla
        🎫 1 ticket · 1 person affected
        📣 The disk of mx1 is full (today 09:00)
        ⏰ Next update: today 10:34
        !update · !timeline · !task @name … · !page · !sev 1 · !mitigated · !resolve
    (!inc-1-20260112:local) 26 lotse takes 1️⃣ back
    (!inc-1-20260112:local) 26 lotse takes 2️⃣ back
    (!inc-1-20260112:local) 26 lotse takes 3️⃣ back
    (!status:local) 5 lotse edits: 🚨 INC-1 Mail is down
        sev1 (Critical) · active · lead: Bernd
        E-mail, since today 09:00
        🎫 1 ticket · 1 person affected
        📣 Mail is late at the moment. (today 09:00)
        ⏰ Next update: today 10:34
        ✋ comes into the room.
    ");

    world.says("dora", "!ticket Outlook hangs service:mail").await;
    let offer = said(&world, "may be about this");
    world.reacts("bernd", &offer, "🔗").await;
    world.pass(TimeDelta::seconds(2)).await;
    let post = said(&world, "comes into the room");
    world.reacts("dora", &post, "✋").await;
    assert_snapshot!(world.transcript(), @"
    28 dora: !ticket Outlook hangs service:mail
    29 ↳28 lotse: T-2 Outlook hangs
        Hoch · Neu · noch niemand
        Was du in diesen Thread schreibst, erreicht alle, die daran arbeiten.
    (!inc-1-20260112:local) 30 lotse: T-2 Outlook hangs may be about this. 🔗 attaches it · ❌ it is another matter
    (!inc-1-20260112:local) 30 lotse 🔗
    (!inc-1-20260112:local) 30 lotse ❌
    (!it-team:local) 31 lotse: T-2 Outlook hangs
        High · New · nobody yet
        from Dora · E-mail
        👀 take · ✅ resolve · 🚨 urgent
    (!it-team:local) 31 lotse 👀
    (!it-team:local) 31 lotse ✅
    (!it-team:local) 31 lotse 🚨
    (!inc-1-20260112:local) 30 bernd 🔗
    32 ↳28 lotse: 📣 Mail kommt verspätet an.
    29 lotse edits: T-2 Outlook hangs
        Hoch · Neu · noch niemand
        🚨 Das gehört zu einem Ausfall, an dem wir arbeiten: INC-1 Mail is down
        Was du in diesen Thread schreibst, erreicht alle, die daran arbeiten.
    (!inc-1-20260112:local) 2 lotse edits: INC-1 Mail is down
        Critical · active · Bernd
        from Bernd · E-mail
        📋 Checklist: 0 of 1
        🚨 sev1 (Critical) · since today 09:00
        Communication: Carla
        🎫 2 tickets · 2 people affected
        📣 The disk of mx1 is full (today 09:00)
        ⏰ Next update: today 10:34
        !update · !timeline · !task @name … · !page · !sev 1 · !mitigated · !resolve
    (!inc-1-20260112:local) 30 lotse takes 🔗 back
    (!inc-1-20260112:local) 30 lotse takes ❌ back
    (!it-team:local) 31 lotse edits: T-2 Outlook hangs
        High · New · nobody yet
        from Dora · E-mail
        🚨 About INC-1 Mail is down
        👀 take · ✅ resolve · 🚨 urgent
    (!status:local) 5 lotse edits: 🚨 INC-1 Mail is down
        sev1 (Critical) · active · lead: Bernd
        E-mail, since today 09:00
        🎫 2 tickets · 2 people affected
        📣 Mail is late at the moment. (today 09:00)
        ⏰ Next update: today 10:34
        ✋ comes into the room.
    (!status:local) 5 dora ✋
    (!inc-1-20260112:local) dora is in the room
    (!lotse-direct-b55dbc20ae16d7d1c3659e97c07f1235:local) lotse opens the room
    (!lotse-direct-b55dbc20ae16d7d1c3659e97c07f1235:local) lotse is in the room
    (!lotse-direct-b55dbc20ae16d7d1c3659e97c07f1235:local) dora is in the room
    (!lotse-direct-b55dbc20ae16d7d1c3659e97c07f1235:local) 33 lotse: 🚨 Du kommst in den Raum von INC-1 Mail is down
        sev1 (Kritisch) · aktiv · Leitung: Bernd, seit heute 09:00
        Was wir wissen: The disk of mx1 is full
        Was wir tun: we make room
    ");

    world.pass(TimeDelta::minutes(40)).await;
    world.forget();
    world.says_to(ROOM, "bernd", "!mitigated mail goes over mx2").await;
    assert_snapshot!(world.transcript(), @"
    (!inc-1-20260112:local) 34 bernd: !mitigated mail goes over mx2
    (!inc-1-20260112:local) 35 lotse: 🟡 INC-1: people can work again. sev1 (Critical) · mitigated · lead: Bernd
    (!inc-1-20260112:local) topic: sev1 (Critical) · mitigated · lead: Bernd
    (!inc-1-20260112:local) 2 lotse edits: INC-1 Mail is down
        Critical · mitigated · Bernd
        from Bernd · E-mail
        📋 Checklist: 0 of 1
        🚨 sev1 (Critical) · since today 09:00
        Communication: Carla
        🎫 2 tickets · 2 people affected
        📣 The disk of mx1 is full (today 09:00)
        ⏰ Next update: today 10:34
        !update · !timeline · !task @name … · !resolve · !reopen
    (!status:local) 5 lotse edits: 🚨 INC-1 Mail is down
        sev1 (Critical) · mitigated · lead: Bernd
        E-mail, since today 09:00
        🎫 2 tickets · 2 people affected
        📣 Mail is late at the moment. (today 09:00)
        ⏰ Next update: today 10:34
        ✋ comes into the room.
    ");

    world.pass(TimeDelta::minutes(40)).await;
    world.forget();
    world.says_to(ROOM, "bernd", "!resolve the log job is fixed").await;
    world.pass(TimeDelta::seconds(2)).await;
    assert_snapshot!(world.transcript(), @"
    (!inc-1-20260112:local) 36 bernd: !resolve the log job is fixed
    37 ↳? lotse: ✅ The outage behind T-1 is over. If it still does not work for you, write it here.
    38 ↳28 lotse: ✅ Der Ausfall hinter T-2 ist vorbei. Falls es bei dir noch nicht geht, schreib es hier.
    (!inc-1-20260112:local) 39 lotse: ✅ INC-1 is resolved, after 1 h 54 min. Its review is due on Mon 19 Jan: !review drafts it.
    (!inc-1-20260112:local) 40 lotse: 2 tickets about it are open. ✅ resolves them all.
    (!inc-1-20260112:local) topic: sev1 (Critical) · resolved · lead: Bernd
    (!inc-1-20260112:local) 2 lotse edits: INC-1 Mail is down
        Critical · resolved · Bernd
        from Bernd · E-mail
        📋 Checklist: 0 of 1
        🚨 sev1 (Critical) · since today 09:00
        Communication: Carla
        🎫 2 tickets · 2 people affected
        📣 The disk of mx1 is full (today 09:00)
        !review · !followup @name … · !reopen
    (!inc-1-20260112:local) 21 lotse edits: 📋 INC-1 Mail is down: 0 of 1 · over
        ⬜ 1. ask nora for a bigger disk · Carla
    (!inc-1-20260112:local) 22 lotse edits: 📋 INC-1 Mail is down: of your part 0 of 1 · over
        ⬜ 1. ask nora for a bigger disk
    (!inc-1-20260112:local) 2 lotse takes ✅ back
    (!inc-1-20260112:local) 22 lotse takes ✅ back
    (!inc-1-20260112:local) 40 lotse ✅
    (!it-team:local) 41 lotse: T-3 ask nora for a bigger disk
        Medium · Assigned · Carla · wanted by today 11:30
        from Bernd · E-mail
        🔗 related: INC-1
        ✅ resolve · 🚨 urgent
    (!it-team:local) 41 lotse ✅
    (!it-team:local) 41 lotse 🚨
    (!lotse-direct-9622e17e7525e464578509392f0f8826:local) 42 lotse: 📝 T-3 ask nora for a bigger disk is yours: it is to be done after INC-1.
    (!status:local) 5 lotse edits: ✅ INC-1 Mail is down
        sev1 (Critical) · resolved · lead: Bernd
        E-mail, since today 09:00
        🎫 2 tickets · 2 people affected
        📣 Mail is late at the moment. (today 09:00)
        Over since today 10:54.
    (!status:local) 5 lotse takes ✋ back
    ");

    let offer = said(&world, "resolves them all");
    world.reacts("bernd", &offer, "✅").await;
    world.says_to(ROOM, "bernd", "!timeline").await;
    assert_snapshot!(world.transcript(), @"
    (!inc-1-20260112:local) 40 bernd ✅
    ? lotse edits: T-1 My mail does not work
        High · Closed · nobody yet
        💡 The outage is over (INC-1 Mail is down).
        🚨 This was part of an outage: INC-1 Mail is down
        🔁 it is not solved
    29 lotse edits: T-2 Outlook hangs
        Hoch · Geschlossen · noch niemand
        💡 The outage is over (INC-1 Mail is down).
        🚨 Das gehörte zu einem Ausfall: INC-1 Mail is down
        🔁 es ist nicht gelöst
    (!inc-1-20260112:local) 43 lotse: 2 tickets are resolved.
    (!inc-1-20260112:local) 40 lotse takes ✅ back
    (!it-team:local) ? lotse edits: T-1 My mail does not work
        High · Closed · nobody yet
        💡 The outage is over (INC-1 Mail is down).
        from Anna · E-mail
        🚨 Was about INC-1 Mail is down
        🔁 reopen
    (!it-team:local) 31 lotse edits: T-2 Outlook hangs
        High · Closed · nobody yet
        💡 The outage is over (INC-1 Mail is down).
        from Dora · E-mail
        🚨 Was about INC-1 Mail is down
        🔁 reopen
    (!it-team:local) ? lotse takes 👀 back
    (!it-team:local) ? lotse takes ✅ back
    (!it-team:local) ? lotse takes 🚨 back
    (!it-team:local) 31 lotse takes 👀 back
    (!it-team:local) 31 lotse takes ✅ back
    (!it-team:local) 31 lotse takes 🚨 back
    (!inc-1-20260112:local) 44 bernd: !timeline
    (!inc-1-20260112:local) 45 lotse: 🕒 INC-1: 14 entries
        7. today 08:40 · the log job of mx1 was changed (Bernd)
        1. today 09:00 · declared (Bernd)
        2. today 09:00 · Lead: Bernd (Bernd)
        3. today 09:00 · Communication: Carla (Carla)
        4. today 09:00 · 🔗 T-1 (Carla)
        5. today 09:00 · update 1: The disk of mx1 is full (Carla)
        6. today 09:00 · I found the log that fills the disk (Bernd)
        8. today 09:03 · 📝 Carla: ask nora for a bigger disk (Bernd)
        9. today 09:03 · severity: sev2 (Major) → sev1 (Critical) (Bernd)
        10. today 09:34 · 🔗 T-2 (Bernd)
        11. today 10:14 · mail goes over mx2 (Bernd)
        12. today 10:14 · mitigated (Bernd)
        13. today 10:54 · the log job is fixed (Bernd)
        14. today 10:54 · resolved (Bernd)
    ");
    world.ends().await;
}
