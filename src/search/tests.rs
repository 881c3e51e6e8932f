//! The index as a whole.

use proptest::prelude::*;

use super::*;

fn document(id: &str, language: &str, title: &str, body: &str) -> Document {
    Document {
        id: id.to_owned(),
        language: language.to_owned(),
        title: title.to_owned(),
        symptoms: String::new(),
        body: body.to_owned(),
    }
}

/// A small company's articles.
fn articles() -> Vec<Document> {
    [
        ("print", "de", "Druckprobleme beheben", "Warteschlange leeren, Papierstau entfernen, Treiber neu einrichten."),
        ("wifi", "de", "WLAN einrichten", "Netz auswählen, Zertifikat annehmen und mit dem Firmenkonto anmelden."),
        ("bank", "de", "Überweisung freigeben", "In der Buchhaltung zeichnen zwei Personen jede Zahlung."),
        ("mail", "de", "E-Mail auf dem Telefon", "Konto hinzufügen, Server eintragen, Postfach abgleichen."),
        ("vpn", "en", "Remote access", "Start the client, choose the gateway and confirm the second factor."),
        ("pass", "en", "Reset your password", "Open the account page, ask for a link and choose a new secret."),
        ("disk", "en", "Disk is full", "Delete temporary files and empty the bin, then restart the computer."),
        ("phone", "fr", "Téléphone en panne", "Redémarrer l'appareil et vérifier la prise."),
    ]
    .map(|(id, language, title, body)| document(id, language, title, body))
    .to_vec()
}

fn index(documents: &[Document]) -> Index {
    let mut index = Index::default();
    documents.iter().for_each(|document| index.put(document));
    index
}

fn best(index: &Index, question: &str) -> String {
    index.search(question, 1).hits.first().map(|hit| hit.id.clone()).unwrap_or_default()
}

#[test]
fn questions_find_their_article() {
    let index = index(&articles());
    for (question, id) in [
        // Other forms, parts of compounds.
        ("Drucker druckt nicht", "print"),
        ("der Netzwerkdrucker hat Papierstaus", "print"),
        ("Telefon E-Mails", "mail"),
        ("email telefon", "mail"),
        // Ways to write an umlaut.
        ("ueberweisung", "bank"),
        ("uberweisung", "bank"),
        ("ÜBERWEISUNG", "bank"),
        ("u\u{308}berweisungen freigeben", "bank"),
        // Typing errors, also in the first letter.
        ("pasword resett", "pass"),
        ("Überwiesung frigeben", "bank"),
        ("Wratesclange", "print"),
        ("pisk full", "disk"),
        // A question in one language, an article in another.
        ("Passwort", "pass"),
        ("wlan", "wifi"),
        ("how do I get WLAN", "wifi"),
        ("client gateway starten", "vpn"),
        ("telephone", "phone"),
        ("l’appareil", "phone"),
    ] {
        assert_eq!(best(&index, question), id, "{question}");
    }
}

#[test]
fn every_question_has_an_answer() {
    let index = index(&articles());
    for question in ["", " \n\t", "🖨️🔥", "?!", "\u{202e}\u{200b}", "💩".repeat(30_000).as_str()] {
        assert_eq!(index.search(question, 3), Answer::default(), "{question:?}");
    }
    for question in ["wie ist das", "the of and", "طابعة لا تعمل", "打印机坏了", "\u{202e}druckprobleme\u{202c} 🔥"]
    {
        let answer = index.search(question, 3);
        assert!(answer.hits.len() <= 3, "{question}");
        assert!((0.0..=1.0).contains(&answer.likelihood()), "{question}");
    }
    assert_eq!(index.search("the of and", 3).likelihood(), 0.0);
    assert_eq!(best(&index, "\u{202e}druckprobleme\u{202c} 🔥"), "print");
    assert_eq!(index.search("wlan", 0).hits, []);
    assert_eq!(Index::default().search("wlan", 3), Answer::default());
}

#[test]
fn the_only_article_is_found() {
    let [first, ..] = articles().try_into().unwrap_or_else(|_| -> [Document; 8] { panic!() });
    let index = index(&[first]);
    let answer = index.search("Druckprobleme beheben", 3);
    assert_eq!(answer.hits.len(), 1);
    assert!(answer.likelihood() > 0.6, "{answer:?}");
    assert!(index.search("Druckprobleme im Urlaub in Spanien und anderswo", 3).likelihood() < 0.6);
    assert_eq!(index.search("Urlaub", 3).hits, []);
}

#[test]
fn a_long_question_is_read_in_bounded_time() {
    let mut index = index(&articles());
    for number in 0..300 {
        let body: String = (0..60).map(|word| format!("wort{}{word} ", number * 7 % 40)).collect();
        index.put(&document(&format!("n{number}"), "de", "Allerlei", &body));
    }
    let log: String = (0..10_000).map(|word| format!("xq{word} ")).collect();
    for question in [
        format!("Drucker druckt nicht\n{}", log.get(..60_000).unwrap()),
        format!("Drucker druckt nicht {}", "ü".repeat(60_000)),
        format!("Drucker druckt nicht {}", "wort1 ".repeat(10_000)),
    ] {
        let begin = std::time::Instant::now();
        let answer = index.search(&question, 300);
        // Without optimisation and beside other tests; a twentieth of it otherwise.
        assert!(begin.elapsed() < std::time::Duration::from_secs(2), "{:?}", begin.elapsed());
        assert!(answer.hits.iter().any(|hit| hit.id == "print"));
    }
}

#[test]
fn other_words_for_the_same_are_found() {
    let groups = [
        vec!["VPN".to_owned(), "Remote access".to_owned(), "Fernzugriff".to_owned()],
        vec!["Beamer".to_owned(), "Telefon".to_owned()],
    ];
    let (synonyms, refused) = Synonyms::read(groups.iter().map(Vec::as_slice));
    assert!(refused.is_empty());
    let mut index = Index::new(synonyms);
    articles().iter().for_each(|article| index.put(article));
    assert_eq!(best(&index, "vpn geht nicht"), "vpn");
    assert_eq!(best(&index, "Fernzugriffe"), "vpn");
    assert_eq!(best(&index, "Beamer"), "mail");
    // What was said comes before what is meant by it.
    index.put(&document("own", "de", "Fernzugriff einrichten", "Alles Weitere steht am Schwarzen Brett."));
    assert_eq!(best(&index, "Fernzugriff"), "own");
    assert_eq!(best(&index, "remote access"), "vpn");
}

#[test]
fn titles_and_symptoms_weigh_more() {
    let mut index = index(&articles());
    index.put(&document("body", "en", "News", "We had a talk about scanners and other things of that kind."));
    index.put(&document("title", "en", "Scanners", "All about them and about other things of that kind, too."));
    let said = Document { symptoms: "my scanner blinks".to_owned(), ..document("said", "en", "Other", "Restart it.") };
    index.put(&said);
    let ids: Vec<String> = index.search("scanner", 3).hits.into_iter().map(|hit| hit.id).collect();
    assert_eq!(ids, ["title", "said", "body"]);
}

#[test]
fn what_nobody_wrote_about_is_unlikely_to_be_found() {
    let index = index(&articles());
    let likely = |question: &str| index.search(question, 3).likelihood();
    assert!(likely("Wie kann ich eine Überweisung freigeben?") > 0.6);
    assert!(likely("Reset password") > 0.6);
    assert!(likely("Wann macht die Kantine auf?") < 0.4);
    assert!(likely("Something is wrong with the coffee machine on floor three") < 0.4);
}

fn text() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        3 => prop::sample::select(vec![
            "Drucker", "druckt", "VPN-Zugang", "E-Mail", "Überweisung", "ueberweisung", "the", "nicht", "Netzwerk", "neue",
        ]).prop_map(str::to_owned),
        1 => "\\PC{0,6}",
    ];
    prop::collection::vec(word, 0..8).prop_map(|words| words.join(" "))
}

fn any_document() -> impl Strategy<Value = Document> {
    (0..8_u8, prop::sample::select(vec!["de", "en", "fr", ""]), text(), text(), text()).prop_map(
        |(id, language, title, symptoms, body)| {
            let language = language.to_owned();
            Document { id: id.to_string(), language, title, symptoms, body }
        },
    )
}

/// Equal but for how floating-point numbers round.
fn same(a: &Answer, b: &Answer) -> bool {
    let near = |a: f64, b: f64| (a - b).abs() < 1e-5;
    a.hits.len() == b.hits.len()
        && near(a.lead, b.lead)
        && a.hits
            .iter()
            .zip(&b.hits)
            .all(|(a, b)| near(a.score, b.score) && near(a.share, b.share) && (a.id == b.id || near(a.score, b.score)))
}

proptest! {
    #[test]
    fn an_index_that_followed_changes_equals_a_new_one(
        changes in prop::collection::vec((any::<bool>(), any_document()), 0..24),
        question in text(),
    ) {
        let mut followed = Index::default();
        let mut held: std::collections::BTreeMap<String, Document> = Default::default();
        for (put, document) in changes {
            if put {
                followed.put(&document);
                held.insert(document.id.clone(), document);
            } else {
                prop_assert_eq!(followed.remove(&document.id), held.remove(&document.id).is_some());
            }
        }
        let documents: Vec<Document> = held.into_values().rev().collect();
        let anew = index(&documents);
        prop_assert_eq!(followed.len(), documents.len());
        let (a, b) = (followed.search(&question, 10), anew.search(&question, 10));
        prop_assert!(same(&a, &b), "{:?}\n{:?}", a, b);
        documents.iter().for_each(|document| { followed.remove(&document.id); });
        prop_assert!(followed.is_empty());
        prop_assert_eq!(followed.search(&question, 10), Answer::default());
    }

    #[test]
    fn any_text_can_be_filed_and_asked_for(title in any::<String>(), body in any::<String>(), question in any::<String>()) {
        let mut index = index(&articles());
        index.put(&document("any", "de", &title, &body));
        index.put(&document("other", "en", &body, &title));
        for question in [&question, &title, &body] {
            let answer = index.search(question, 20);
            prop_assert!(answer.hits.is_sorted_by(|a, b| a.score >= b.score));
            prop_assert!(answer.hits.iter().all(|hit| hit.score.is_finite() && (0.0..=1.0).contains(&hit.coverage)));
            prop_assert!((0.0..=1.0).contains(&answer.likelihood()));
            prop_assert!((0.0..=1.0).contains(&answer.lead));
        }
    }
}
