//! What the review says of an incident.

use chrono_tz::Europe::Berlin;
use insta::assert_snapshot;

use super::*;
use crate::ids::TicketKind;

fn at(text: &str) -> DateTime<Utc> {
    format!("2026-01-{text}:00Z").parse().unwrap()
}

fn named(id: i64, title: &str) -> Named {
    Named { id: TicketId(id), title: title.to_owned() }
}

fn outage() -> Review {
    let happened =
        |when: &str, by: Option<&str>, what: Phrase| Happened { at: at(when), by: by.map(str::to_owned), what };
    Review {
        id: TicketId::new(TicketKind::Incident, 1),
        title: "Mail is down".to_owned(),
        severity: Some(Phrase::new("incident-severity").text("name", "sev2").text("en", "major").text("de", "groß")),
        services: vec!["E-mail".to_owned()],
        is_drill: false,
        declared: at("12T21:45"),
        times: Times {
            started: at("12T21:30"),
            acked: Some(at("12T21:50")),
            mitigated: Some(at("12T22:30")),
            resolved: Some(at("12T23:30")),
            ..Times::default()
        },
        roles: vec![(Phrase::new("incident-role-name").text("en", "Lead").text("de", "Leitung"), "Bernd".to_owned())],
        counts: Some(Phrase::new("incident-counts").number("tickets", 2).number("people", 3)),
        tickets: vec![named(1, "No mail"), named(2, "*Outlook* hangs")],
        changes: vec![named(3, "New firmware")],
        problems: Vec::new(),
        updates: vec![Told {
            at: at("12T22:00"),
            by: Some("Bernd".to_owned()),
            known: "The disk of mx1 is full".to_owned(),
            doing: "we make room".to_owned(),
            public: Some(
                Phrase::new("incident-public-text").text("en", "Mail is late.").text("de", "Mail kommt später."),
            ),
        }],
        timeline: vec![
            happened("12T21:45", Some("Anna"), Phrase::new("note-declared")),
            happened(
                "12T22:10",
                Some("Bernd"),
                Phrase::new("note-said").text("text", "# df -h\nsays 100%, *no* [link](x)"),
            ),
            happened("12T23:05", None, Phrase::new("note-unanswered")),
        ],
        follow_ups: vec![FollowUp {
            ticket: named(4, "Replace the disk"),
            owner: Some("Carla".to_owned()),
            due: Some(at("16T11:00")),
            is_done: false,
        }],
    }
}

fn draft_in(review: &Review, language: Language) -> String {
    draft(review, Reader { words: &crate::app::words().unwrap(), language, zone: Berlin })
}

#[test]
fn it_says_what_is_known_and_asks_for_the_rest() {
    assert_snapshot!(draft_in(&outage(), Language::En), @r#"
    ## What happened

    ❓ What happened, in two sentences that anybody understands?

    ## Impact

    - Severity: sev2 (major)
    - Services: E-mail
    - From Mon 12 Jan 2026 22:30 to Tue 13 Jan 2026 00:30: 2 h
    - 🎫 2 tickets · 3 people affected
    - **T-1** No mail
    - **T-2** \*Outlook\* hangs

    ## How long it took

    - Until it was declared: 15 min
    - From then until somebody looked after it: 5 min
    - From the beginning until people could work again: 1 h
    - From the beginning until it was over: 2 h

    ## Who did what

    - Lead: Bernd

    ## Timeline

    **Mon 12 Jan 2026**

    - 22:45 · declared (Anna)
    - 23:10 · \# df -h says 100%, \*no\* \[link\](x) (Bernd)

    **Tue 13 Jan 2026**

    - 00:05 · 📟 nobody has answered

    ## What was told

    - Mon 12 Jan 2026 23:00 (Bernd): What we know: The disk of mx1 is full · What we do: we make room · Said outside: Mail is late.

    ## Root cause

    ❓ Why could it happen? Ask on until the answer is something that can be changed.

    ## What went well

    ❓ What has helped, and should be so again?

    ## What did not go well

    ❓ What has cost time or made it worse?

    ## What we learn from it

    ❓ What do we know now that we did not know before?

    ## What is to be done

    - **T-4** Replace the disk · Carla · until Fri 16 Jan 2026

    ## Changes and problems that have to do with it

    - **T-3** New firmware
    "#);
    assert_snapshot!(draft_in(&outage(), Language::De), @r#"
    ## Was geschehen ist

    ❓ Was ist geschehen, in zwei Sätzen, die jeder versteht?

    ## Auswirkung

    - Schweregrad: sev2 (groß)
    - Dienste: E-mail
    - Von Mo., 12.01.2026 22:30 bis Di., 13.01.2026 00:30: 2 Std.
    - 🎫 2 Tickets · 3 Personen betroffen
    - **T-1** No mail
    - **T-2** \*Outlook\* hangs

    ## Wie lange es gedauert hat

    - Bis er ausgerufen war: 15 Min.
    - Von da an, bis sich jemand kümmerte: 5 Min.
    - Vom Beginn an, bis wieder gearbeitet werden konnte: 1 Std.
    - Vom Beginn an, bis er vorbei war: 2 Std.

    ## Wer was getan hat

    - Leitung: Bernd

    ## Zeitachse

    **Mo., 12.01.2026**

    - 22:45 · ausgerufen (Anna)
    - 23:10 · \# df -h says 100%, \*no\* \[link\](x) (Bernd)

    **Di., 13.01.2026**

    - 00:05 · 📟 niemand hat geantwortet

    ## Was gesagt wurde

    - Mo., 12.01.2026 23:00 (Bernd): Was wir wissen: The disk of mx1 is full · Was wir tun: we make room · Nach außen gesagt: Mail kommt später.

    ## Ursache

    ❓ Warum konnte es geschehen? Frag weiter, bis die Antwort etwas ist, das sich ändern lässt.

    ## Was gut lief

    ❓ Was hat geholfen und soll wieder so sein?

    ## Was nicht gut lief

    ❓ Was hat Zeit gekostet oder es schlimmer gemacht?

    ## Was wir daraus lernen

    ❓ Was wissen wir jetzt, das wir vorher nicht wussten?

    ## Was zu tun ist

    - **T-4** Replace the disk · Carla · bis Fr., 16.01.2026

    ## Changes und Probleme, die damit zu tun haben

    - **T-3** New firmware
    "#);
}

#[test]
fn what_did_not_happen_is_left_out() {
    let bare = Review {
        severity: None,
        services: Vec::new(),
        is_drill: true,
        times: Times { started: at("12T21:45"), resolved: Some(at("12T23:30")), ..Times::default() },
        roles: Vec::new(),
        counts: None,
        tickets: Vec::new(),
        changes: Vec::new(),
        updates: Vec::new(),
        follow_ups: Vec::new(),
        ..outage()
    };
    assert_snapshot!(draft_in(&bare, Language::En), @r#"
    *This was a drill.*

    ## What happened

    ❓ What happened, in two sentences that anybody understands?

    ## Impact

    - From Mon 12 Jan 2026 22:45 to Tue 13 Jan 2026 00:30: 1 h 45 min

    ## How long it took

    - From the beginning until it was over: 1 h 45 min

    ## Timeline

    **Mon 12 Jan 2026**

    - 22:45 · declared (Anna)
    - 23:10 · \# df -h says 100%, \*no\* \[link\](x) (Bernd)

    **Tue 13 Jan 2026**

    - 00:05 · 📟 nobody has answered

    ## Root cause

    ❓ Why could it happen? Ask on until the answer is something that can be changed.

    ## What went well

    ❓ What has helped, and should be so again?

    ## What did not go well

    ❓ What has cost time or made it worse?

    ## What we learn from it

    ❓ What do we know now that we did not know before?

    ## What is to be done

    ❓ What is to be done so that it does not happen again, by whom and until when?
    "#);
}

#[test]
fn many_things_become_a_number() {
    let mut review = outage();
    review.tickets = (1..=60).map(|id| named(id, "No mail")).collect();
    let text = draft_in(&review, Language::En);
    assert!(text.contains("- **T-50** No mail\n- … and 10 more\n"), "{text}");
}

#[test]
fn a_question_is_open_until_it_is_answered() {
    let text = draft_in(&outage(), Language::En);
    assert_eq!(
        open(&text),
        ["What happened", "Root cause", "What went well", "What did not go well", "What we learn from it"]
    );
    let answered = text.replace("❓ Why could it happen?", "The disk was full.");
    assert!(!open(&answered).contains(&"Root cause".to_owned()));
    assert!(open("").is_empty());
}
