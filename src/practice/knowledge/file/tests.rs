//! Files as people write them, mistakes as they make them, and the way there and back.

use proptest::prelude::*;

use super::*;
use crate::i18n::Language;

fn one(name: &str, file: &str) -> ArticleFile {
    read(name, file.as_bytes()).unwrap_or_else(|mistakes| panic!("{mistakes:?}"))
}

fn mistakes(name: &str, file: impl AsRef<[u8]>) -> String {
    let mistakes = read(name, file.as_ref()).expect_err("a mistake");
    mistakes.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

fn files(files: &[(&str, &str)]) -> Vec<(String, Vec<u8>)> {
    files.iter().map(|(name, file)| ((*name).to_owned(), file.as_bytes().to_vec())).collect()
}

fn refused(given: &[(&str, &str)]) -> String {
    let mistakes = gather(files(given)).expect_err("a mistake");
    mistakes.iter().map(|(name, mistake)| format!("{name}: {mistake}")).collect::<Vec<_>>().join("\n")
}

const WHOLE: &str = r#"---
id: kb-12
title: "Set up: the VPN" # quoted for the colon
lang: en-GB
services: [vpn, remote access]
owner: '@anna:example.org'
review: 2026-09-01
audience: public
state: draft
tags: [network, {deep: [1, 2]}]
author:
  name: Anna
date: 2020-02-31
---

Read this first.

## Symptoms

Drives are missing.

# Not a section

## Cause

None.

## Solution

Start the client.

## Symptoms

belong to the solution here.
"#;

#[test]
fn a_whole_file_is_read() {
    let article = one("network/vpn.md", WHOLE);
    assert_eq!(
        article,
        ArticleFile {
            id: Some(12),
            languages: vec![Text {
                language: Language::En,
                title: "Set up: the VPN".to_owned(),
                symptoms: "Drives are missing.\n\n# Not a section".to_owned(),
                solution:
                    "Read this first.\n\n## Cause\n\nNone.\n\n## Solution\n\nStart the client.\n\n## Symptoms\n\n\
                           belong to the solution here."
                        .to_owned(),
            }],
            services: vec!["vpn".to_owned(), "remote access".to_owned()],
            owner: Some("@anna:example.org".to_owned()),
            review: NaiveDate::from_ymd_opt(2026, 9, 1),
            audience: Some(Audience::Public),
            state: Some(State::Draft),
        }
    );
    // As other editors write it.
    assert_eq!(one("vpn.md", &format!("\u{feff}{}", WHOLE.replace('\n', "\r\n"))), article);
}

#[test]
fn a_file_without_front_matter_is_read() {
    let text = |name, file| one(name, file).languages.remove(0);
    let plain =
        text("drucker.md", "\n# Drucker druckt nicht #\n\n    # Einzug\nWarteschlange leeren und neu starten.\n");
    assert_eq!([plain.language.code(), &plain.title], ["de", "Drucker druckt nicht"]);
    assert_eq!([plain.symptoms.as_str(), &plain.solution], ["", "    # Einzug\nWarteschlange leeren und neu starten."]);
    // Only what is no code can be a title.
    let code = text("a.md", "```sh\n# a comment\n```\n# Title\n\n- - -\n---\n");
    assert_eq!([code.title.as_str(), &code.solution], ["Title", "```sh\n# a comment\n```\n\n- - -\n---"]);
    // As many programs export it.
    let twice = text("a.md", "---\ntitle: A b\n---\n\n# A  b\n\nc\n# A b\n");
    assert_eq!([twice.title.as_str(), &twice.solution], ["A b", "c\n# A b"]);
    // Headings of sections tell the language, and so does the name.
    for (name, file, language) in [
        ("a.md", "# VPN\n## Lo\u{308}sung\nVPN", "de"),
        ("a.md", "# VPN\n## SOLUTION:\nVPN", "en"),
        ("a.de.md", "# VPN\n## Solution\nVPN", "de"),
        ("a.b/x.en-US.markdown", "# VPN\nNeu starten und anmelden", "en"),
        ("a.md", "---\nlang: de\n---\n# VPN\nVPN", "de"),
        ("a.md", "# 🖨️\n🖨️", "en"),
    ] {
        let text = text(name, file);
        assert_eq!((text.language.code(), text.solution.contains('#')), (language, false), "{name} {file}");
    }
    let article = one("a.md", "# A\nb");
    assert_eq!((article.id, article.audience, article.state), (None, None, None));
}

#[test]
fn keys_without_a_value_are_not_given() {
    let article = one(
        "a.md",
        "---\nid:\ntitle: ~\nowner: null\nservices:\nreview: ''\n".replace("review: ''\n", "---\n# A\nb").as_str(),
    );
    assert_eq!(article, one("a.md", "# A\nb"));
    assert_eq!(one("a.md", "---\n---\n# A\nb"), article);
    assert_eq!(one("a.md", "---\n# only a comment\n...\n# A\nb"), article);
    assert_eq!(one("a.md", "---\nservices: vpn\nTitle: A\n---\nb").services, ["vpn"]);
    assert_eq!(one("a.md", "---\nservices:\n- a\n-\n- ' '\n- b\n---\n# A\nb").services, ["a", "b"]);
}

#[test]
fn all_mistakes_of_a_file_are_told_with_their_lines() {
    let wrong = [
        "---",
        "id: PRB-4",
        "servces: [a]",
        "titel: A",
        "lang: fr",
        "review: 2026-02-30",
        "audience: all",
        "state: open",
        "owner: [a]",
        "id: KB-1",
        "services: {a: b}",
        "lang: de",
        "revview: x",
        "status: x",
        "date: x",
        "---",
        "text",
    ];
    insta::assert_snapshot!(mistakes("a.xx.md", wrong.join("\n")), @"
    line 1: `.xx` in the name of the file is no language: de or en
    line 1: there is no title: give `title: …` in the front matter, or a line `# …`
    line 2: `id` cannot be `PRB-4`: an id is like KB-12
    line 3: there is no `servces`: did you mean `services`?
    line 4: there is no `titel`: did you mean `title`?
    line 5: `lang` cannot be `fr`: de or en
    line 6: `review` cannot be `2026-02-30`: a day is like 2026-09-01
    line 7: `audience` cannot be `all`: internal or public
    line 8: `state` cannot be `open`: draft, published or retired
    line 9: `owner` must be a text
    line 10: `id` was given before
    line 11: `services` must be a list of names
    line 12: `lang` was given before
    line 13: there is no `revview`: did you mean `review`?
    ");
}

#[test]
fn what_is_no_article_is_told() {
    let told = |file: &[u8]| mistakes("a.md", file);
    assert_eq!(told(b""), "line 1: the file is empty");
    assert_eq!(told("\u{feff} \r\n\t".as_bytes()), "line 1: the file is empty");
    assert_eq!(told(b"# A\nb\n\xfcber"), "line 3: byte 6 is not UTF-8: save the file in this encoding");
    assert!(told(b"---\ntitle: A\n\ntext").starts_with("line 1: the front matter that begins here is never closed"));
    assert!(told(b"---").starts_with("line 1: the front matter that begins here is never closed"));
    assert!(told(b"text").starts_with("line 1: there is no title"));
    assert!(told(b"---\ntitle: ' '\n---\ntext").starts_with("line 2: there is no title"));
    assert_eq!(told(b"# A\n\n## Symptoms\nb"), "line 1: there is no solution");
    assert!(told(b"---\n- title\n---\n# A\nb").starts_with("line 2: the front matter has no keys"));
    assert!(told(b"---\ntitle\n---\n# A\nb").starts_with("line 2: the front matter has no keys"));
    let long = format!("---\ntitle: {}\n---\n{}", "ü".repeat(201), "x".repeat(200 * 1024 + 1));
    assert_eq!(
        told(long.as_bytes()),
        "line 2: the title has 201 characters: 200 at most\nline 4: 201 KB of text are too much: 200 KB at most"
    );
    assert!(read("a.md", format!("# {}\n{}", "ü".repeat(200), "x".repeat(200 * 1024)).as_bytes()).is_ok());
    assert!(read("a.md", b"---\nstate: draft\n---\n# A").is_ok());
}

#[test]
fn broken_yaml_is_told_where_it_breaks() {
    for (yaml, line) in [
        ("title: VPN: set up", 2),
        ("state: draft\nowner: @anna:example.org", 3),
        ("state: draft\ntitle: \"never closed\nlang: de", 3),
        ("title: a\n  lang: b", 3),
        ("tags: [a, b", 2),
        ("a: *nobody", 2),
    ] {
        let told = mistakes("a.md", format!("---\n{yaml}\n---\ntext"));
        let begin = format!("line {line}: the front matter is not YAML: ");
        assert!(told.starts_with(&begin) && !told.contains('\n'), "{yaml}: {told}");
    }
    // Neither brackets in brackets nor references to references end the program.
    let deep = format!("---\nx: {}{}\n---\n# A\nb", "[".repeat(100), "]".repeat(100));
    assert!(read("a.md", deep.as_bytes()).is_ok());
    assert!(read("a.md", format!("---\nx: {}\n---\n# A\nb", "[".repeat(100_000)).as_bytes()).is_err());
    assert!(read("a.md", format!("---\n{}\n---\n# A\nb", "- ".repeat(50_000)).as_bytes()).is_err());
    let references = "---\na: &a [x, x]\nb: &b [*a, *a]\nservices: [*b, *b]\n---\n# A\nb";
    assert_eq!(mistakes("a.md", references), "line 4: `services` must be a list of names");
}

#[test]
fn translations_lie_beside_each_other() {
    let gathered = gather(files(&[
        ("b/vpn.de.md", "---\nid: 12\n---\n# VPN einrichten\nStarten."),
        ("b/vpn.md", "---\nid: KB-12\nowner: anna\nlang: en\n---\n# Set up the VPN\nStart."),
        ("b/mail.en.md", "---\nstate: retired\n---\n# Mail\nx"),
        ("b/mail.de.md", "# Post\nx"),
        ("a/vpn.de.md", "# Anders\nx"),
    ]))
    .unwrap();
    let told: Vec<String> = gathered
        .iter()
        .map(|(key, article)| {
            let texts: Vec<String> =
                article.languages.iter().map(|text| format!("{} {}", text.language.code(), text.title)).collect();
            format!(
                "{key}: {:?} {:?} {} {}",
                article.id,
                article.owner,
                article.state.map_or("-", State::name),
                texts.join(", ")
            )
        })
        .collect();
    insta::assert_snapshot!(told.join("\n"), @r#"
    a/vpn: None None - de Anders
    b/mail: None None retired de Post, en Mail
    b/vpn: Some(12) Some("anna") - en Set up the VPN, de VPN einrichten
    "#);
}

#[test]
fn files_that_disagree_are_refused_as_a_whole() {
    insta::assert_snapshot!(refused(&[
        ("vpn.md", "---\nid: 12\nlang: de\naudience: public\n---\n# VPN\nx"),
        ("vpn.de.md", "---\naudience: internal\nid: 12\n---\n# VPN\nx"),
        ("mail.md", "---\nid: 12\n---\n# Mail\nx"),
        ("wifi.fr.md", "# WLAN\nx"),
        ("good.md", "# Good\nx"),
        ("bad.de.md", "---\nowner: {}\nlang: en\n---\n"),
    ]), @"
    bad.de.md: line 1: there is no title: give `title: …` in the front matter, or a line `# …`
    bad.de.md: line 2: `owner` must be a text
    bad.de.md: line 3: `lang` is en, but the name of the file says de
    vpn.de.md: line 1: vpn.md is this article in the same language (de)
    vpn.de.md: line 2: `audience` is not what vpn.md says: leave it out here, it holds for all languages
    vpn.md: line 2: KB-12 is mail.md already
    wifi.fr.md: line 1: `.fr` in the name of the file is no language: de or en
    ");
    assert_eq!(gather(Vec::new()), Ok(Vec::new()));
}

#[test]
fn an_article_becomes_files() {
    let mut article = one("vpn.md", WHOLE);
    let german = Text {
        language: Language::De,
        title: "Über \"VPN\"".to_owned(),
        symptoms: "a\n## b".to_owned(),
        solution: String::new(),
    };
    article.languages.push(german);
    let files: Vec<String> = write(&article).into_iter().map(|(name, file)| format!("{name}\n{file}")).collect();
    insta::assert_snapshot!(files.join("\n"), @r###"
    KB-12-set-up-the-vpn.md
    ---
    id: KB-12
    title: "Set up: the VPN"
    lang: en
    services:
      - "vpn"
      - "remote access"
    owner: "@anna:example.org"
    review: 2026-09-01
    audience: public
    state: draft
    ---

    ## Symptoms

    Drives are missing.

    # Not a section

    ## Solution

    Read this first.

    ## Cause

    None.

    ## Solution

    Start the client.

    ## Symptoms

    belong to the solution here.

    KB-12-set-up-the-vpn.de.md
    ---
    id: KB-12
    title: "Über \"VPN\""
    lang: de
    ---

    ## Symptome

    a
    \## b
    "###);
}

fn text() -> impl Strategy<Value = String> {
    let line = prop_oneof![
        any::<String>(),
        r"\PC{0,20}",
        "[ ]{0,4}[\\\\]{0,2}#{1,3}[ \t]?(Solution|Symptome|x|)",
        Just("---".to_owned()),
        Just("```".to_owned()),
        Just("title: x".to_owned()),
        Just("\r".to_owned()),
    ];
    prop::collection::vec(line, 0..6).prop_map(|lines| tidy(&lines.join("\n")))
}

fn word() -> impl Strategy<Value = String> {
    any::<String>().prop_map(|text| one_line(&text)).prop_filter("empty", |text| !text.is_empty())
}

fn article() -> impl Strategy<Value = ArticleFile> {
    let title = prop_oneof![any::<String>(), r"\PC{1,200}"]
        .prop_map(|text| one_line(&text))
        .prop_filter("a title", |text| !text.is_empty() && text.chars().count() <= 200);
    let texts = (title, text(), text()).prop_map(|(title, symptoms, solution)| (title, symptoms, solution));
    let day = prop::option::of((0..3_000_000).prop_map(|day| NaiveDate::from_num_days_from_ce_opt(day).unwrap()));
    let day = day.prop_filter("four digits", |day| day.is_none_or(|day| day.to_string().len() == 10));
    (
        prop::option::of(1..i64::MAX),
        prop::collection::vec(texts, 1..3),
        any::<bool>(),
        prop::collection::vec(word(), 0..4),
        prop::option::of(word()),
        day,
        prop::option::of(prop::sample::select(vec![Audience::Internal, Audience::Public])),
        prop::option::of(prop::sample::select(&State::ALL[..])),
    )
        .prop_map(|(id, texts, german, services, owner, review, audience, state)| {
            let mut order = Language::ALL;
            if german {
                order.reverse();
            }
            let languages: Vec<Text> = order
                .into_iter()
                .zip(texts)
                .map(|(language, (title, symptoms, solution))| Text { language, title, symptoms, solution })
                .collect();
            let is_complete = languages.iter().all(|text| !text.solution.is_empty());
            let state = if is_complete { state } else { Some(State::Draft) };
            ArticleFile { id, languages, services, owner, review, audience, state }
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn what_is_written_is_read_back(article in article()) {
        let files = write(&article).into_iter().map(|(name, file)| (name, file.into_bytes()));
        let key = files.clone().next().unwrap().0;
        prop_assert_eq!(gather(files.collect()), Ok(vec![(key.trim_end_matches(".md").to_owned(), article)]));
    }

    #[test]
    fn no_file_is_too_much(name in any::<String>(), bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = read(&name, &bytes);
    }

    #[test]
    fn no_front_matter_is_too_much(
        lines in prop::collection::vec(
            prop_oneof![
                any::<String>(),
                "(id|title|services|owner|x)?:?[ ]{0,2}[-\\[\\]{}&*!|>'\"%@#,?:a-c ]{0,8}",
                "[ ]{0,4}- ?[-\\[\\]{}&*!|>'\"%@#,?:a-c ]{0,8}",
            ],
            0..8,
        ),
    ) {
        let file = format!("---\n{}\n---\n# A\nb", lines.join("\n"));
        if let Err(mistakes) = read("a.md", file.as_bytes()) {
            let last = file.split(['\n', '\r']).count();
            prop_assert!(mistakes.iter().all(|mistake| (1..=last).contains(&mistake.line)), "{:?}", mistakes);
        }
    }
}
