//! A folder becomes knowledge, and knowledge a folder.

use std::fs;
use std::path::Path;

use insta::assert_snapshot;
use lotse::practice::knowledge::exchange::{By, Report, export, import};

use super::{ARTICLES, company_with};
use crate::support::company::IT;
use crate::support::world::{World, monday};

async fn imported(world: &World, folder: &Path) -> Report {
    let by = By { operator: "root", config: &world.config(), now: monday() };
    import(world.pool(), folder, by).await.expect("the folder can be read")
}

const WIKI: &[(&str, &str)] = &[
    (
        "network/vpn.md",
        "---\ntitle: VPN breaks off\nauthor: somebody\ntags: [vpn]\naudience: public\nservices: [E-mail]\nowner: bernd\n---\n## Symptoms\nThe connection drops every few minutes.\n\n## Solution\nRestart the client, <script>alert(1)</script> [then](javascript:alert(1)) *wait*.\n",
    ),
    ("network/vpn.de.md", "# VPN bricht ab\n## Symptome\nVerbindung weg\n\n## Lösung\nClient neu starten.\n"),
    ("printer.md", "# Clear the print queue\n\n1. Open the queue.\n2. Delete **all** jobs.\n"),
    (".obsidian/cache.md", "not for us"),
    ("image.png", "\u{89}PNG"),
];

fn write(folder: &Path, files: &[(&str, &str)]) {
    for (name, text) in files {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("can be made");
        fs::write(path, text).expect("can be written");
    }
}

#[tokio::test]
async fn a_folder_is_imported_once_and_then_what_has_changed() {
    let mut world = World::company(|_| {}).await;
    world.says("bernd", "!lotse lang en").await;
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), WIKI);
    let first = imported(&world, folder.path()).await;
    let second = imported(&world, folder.path()).await;
    write(folder.path(), &[("printer.md", "# Clear the print queue\n\nDelete **all** jobs.\n")]);
    let third = imported(&world, folder.path()).await;
    assert!(first.done && second.done && third.done);
    assert_snapshot!([first.text, second.text, third.text].join("---\n"), @"
    KB-1  new  network/vpn
    KB-2  new  printer
    2 new, 0 changed, 0 unchanged
    ---
    0 new, 0 changed, 2 unchanged
    ---
    KB-2  changed  printer
    0 new, 1 changed, 1 unchanged
    ");
    world.forget();
    world.says("anna", "!kb vpn").await;
    // What a file does not say is for agents alone.
    world.says("anna", "!kb print queue").await;
    world.says_to(IT, "bernd", "!kb print queue").await;
    world.says_to(IT, "bernd", "!kb history KB-2").await;
    assert_snapshot!(world.transcript(), @"
    1 anna: !kb vpn
    2 ↳1 lotse: KB-1 VPN breaks off
        for everybody · E-mail · bernd answers for it · review by Tue 12 Jan 2027
        Symptoms: The connection drops every few minutes.
        Restart the client, <script>alert(1)</script> then wait.
        Also in German: !kb KB-1 lang:de
        👍 helped · 👎 did not
    3 anna: !kb print queue
    4 ↳3 lotse: Nothing is written down about “print queue”. !ticket and what is wrong asks somebody.
    (!it-team:local) 5 bernd: !kb print queue
    (!it-team:local) 6 ↳5 lotse: KB-2 Clear the print queue
        for agents · review by Tue 12 Jan 2027
        Delete all jobs.
        👍 helped · 👎 did not
    (!it-team:local) 7 bernd: !kb history KB-2
    (!it-team:local) 8 ↳7 lotse: KB-2 Clear the print queue: 2 versions
        2 · today 09:00 · – · imported: printer
        1 · today 09:00 · – · imported: printer
    ");
    world.ends().await;
}

#[tokio::test]
async fn all_mistakes_are_told_and_nothing_is_half_imported() {
    let mut world = World::company(|_| {}).await;
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), WIKI);
    write(
        folder.path(),
        &[
            ("a.md", "---\ntitle: A\nservces: [mail]\nreview: 2026-02-30\n---\nx"),
            ("b.md", "---\ntitle: B\n"),
            ("c.md", "---\ntitle: [\n---\nx"),
            ("d.fr.md", "# D\nx"),
            ("e.md", ""),
        ],
    );
    let broken = imported(&world, folder.path()).await;
    for name in ["a.md", "b.md", "c.md", "d.fr.md", "e.md"] {
        fs::remove_file(folder.path().join(name)).expect("can be removed");
    }
    write(folder.path(), &[("f.md", "---\ntitle: F\nservices: [phone]\nowner: nobody\n---\nx")]);
    let unknown = imported(&world, folder.path()).await;
    assert!(!broken.done && !unknown.done);
    assert_snapshot!([broken.text, unknown.text].join("---\n"), @r#"
    a.md: line 3: there is no `servces`: did you mean `services`?
    a.md: line 4: `review` cannot be `2026-02-30`: a day is like 2026-09-01
    b.md: line 1: the front matter that begins here is never closed: a line `---` ends it
    c.md: line 2: the front matter is not YAML: while parsing a node, did not find expected node content (a text that has `: ` in it or begins with a sign needs quotation marks)
    d.fr.md: line 1: `.fr` in the name of the file is no language: de or en
    e.md: line 1: the file is empty
    6 mistakes; nothing was imported
    ---
    f.md: `services`: there is no service "phone" in the configuration
    f.md: `owner`: nobody is known as "nobody"; write the account, as in @anna:example.org
    2 mistakes; nothing was imported
    "#);
    world.forget();
    world.says_to(IT, "bernd", "!kb vpn").await;
    assert_snapshot!(world.transcript(), @"
    (!it-team:local) 1 bernd: !kb vpn
    (!it-team:local) 2 ↳1 lotse: Nothing is written down about “vpn”. !kb new and a title begins an article.
    ");
    world.ends().await;
}

#[tokio::test]
async fn what_is_exported_is_imported_as_the_same() {
    let mut world = company_with(ARTICLES, |_| {}).await;
    world
        .says_to(IT, "bernd", "!kb edit KB-1 lang:en title:Clear the queue solution:# Delete\n## Solution\nall jobs")
        .await;
    world.says_to(IT, "bernd", "!kb retire KB-5 The site is gone").await;
    world.says_to(IT, "bernd", "!kb new Draft: of \"mine\"").await;
    let folder = tempfile::tempdir().expect("a folder");
    let written = export(world.pool(), folder.path()).await.expect("can be written");
    let again = export(world.pool(), folder.path()).await.expect("can be written");
    assert_snapshot!(format!("{written}---\n{again}"), @"
    KB-1-druckerwarteschlange-leeren.md
    KB-1-druckerwarteschlange-leeren.en.md
    KB-2-vpn-breaks-off.md
    KB-3-restart-the-vpn-concentrator.md
    KB-4-outlook-finds-no-mailbox.md
    KB-5-passwort-vergessen.md
    KB-6-beamer-im-besprechungsraum.md
    KB-7-draft-of-mine.md
    8 written, 0 unchanged
    ---
    0 written, 8 unchanged
    ");
    // The first time it is learnt which file is which article; nothing else changes.
    imported(&world, folder.path()).await;
    let same = imported(&world, folder.path()).await;
    assert_eq!(same.text, "0 new, 0 changed, 7 unchanged\n");
    let again = export(world.pool(), folder.path()).await.expect("can be written");
    assert_eq!(again, "0 written, 8 unchanged\n");
    world.ends().await;
}
