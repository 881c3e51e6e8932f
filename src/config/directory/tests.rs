use super::*;
use crate::config::Config;

/// Loads a configuration beside which files lie.
fn load(text: &str, files: &[(&str, &str)]) -> Result<Config, String> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("my.toml");
    std::fs::write(&file, text).unwrap();
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    let home = [("HOME".to_owned(), "/home/anna".to_owned())];
    let path = format!("{}/", folder.path().display());
    Config::load(Some(&file), home).map_err(|mistakes| mistakes.to_string().replace(&path, ""))
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[test]
fn people_are_found_by_their_accounts_in_any_capitals() {
    let config = load(
        r#"
[[groups]]
name = "board"
members = ["@gerda:x.org"]

[[cost_centers]]
name = "R&D"
owner = "@gerda:x.org"

[[people]]
account = "@Anna:x.org"
name = "Anna Berg"
manager = "@gerda:x.org"
deputy = "@bob:x.org"
groups = ["Board"]
language = "de"
cost_center = "r&d"
away = ["2026-12-20..2027-01-06", "2026-11-30"]

[[people]]
account = "@bob:x.org"
left = true
"#,
        &[],
    )
    .unwrap();
    let directory = &config.directory;
    assert_eq!(directory.person("@anna:X.org").unwrap().name.as_deref(), Some("Anna Berg"));
    assert_eq!(directory.manager_of("@anna:x.org"), Some("@gerda:x.org"));
    assert_eq!(directory.manager_of("@gerda:x.org"), None);
    assert_eq!(directory.deputy_of("@anna:x.org"), Some("@bob:x.org"));
    assert_eq!(directory.cost_center_owner("@anna:x.org"), Some("@gerda:x.org"));
    assert_eq!(directory.cost_center_owner("@bob:x.org"), None);
    assert_eq!(directory.language_of("@anna:x.org"), Some(Language::De));
    let away = ["2026-12-19", "2026-12-20", "2027-01-06", "2027-01-07", "2026-11-30"];
    assert_eq!(away.map(|date| directory.is_away("@anna:x.org", day(date))), [false, true, true, false, true]);
    assert!(directory.has_left("@bob:x.org") && !directory.has_left("@anna:x.org"));
    assert_eq!(config.members_of("BOARD"), ["@gerda:x.org", "@Anna:x.org"]);
    assert!(config.is_in_group("board", "@anna:x.org") && !config.is_in_group("board", "@bob:x.org"));
    assert_eq!(config.groups_of(&["@zoe:x.org".to_owned(), "@ANNA:x.org".to_owned()]), ["board"]);
}

#[test]
fn rows_lie_over_a_table_key_by_key() {
    let table = "\u{feff}Manager;ACCOUNT;groups;away;left;name\r\n\
                 @gerda:x.org;@anna:x.org;board|it;2026-12-20..2027-01-06 | 2026-11-30;nein;\"Berg; Anna\"\r\n\
                 ;@gerda:x.org;board;;;Gerda\r\n";
    let config = load(
        r#"directory_file = "people.csv"

[[groups]]
name = "board"

[[groups]]
name = "it"

[[people]]
account = "@ANNA:x.org"
manager = "@bob:x.org"
groups = []
"#,
        &[("people.csv", table)],
    )
    .unwrap();
    let anna = config.directory.person("@anna:x.org").unwrap();
    assert_eq!(anna.name.as_deref(), Some("Berg; Anna"));
    assert_eq!(anna.manager.as_deref(), Some("@bob:x.org"));
    assert_eq!(anna.groups, [""; 0]);
    assert_eq!(anna.away.len(), 2);
    assert_eq!(config.members_of("board"), ["@gerda:x.org"]);
    assert_eq!(config.directory.people().count(), 2);
}

#[test]
fn a_directory_server_s_export_is_read() {
    let ldif = "version: 1\n\ndn: OU=People,DC=x\nobjectClass: organizationalUnit\nou: People\n\n\
        dn: CN=Anna Berg,OU=People,DC=x\nobjectClass: top\nobjectClass: person\nobjectClass: user\ncn: Anna Berg\n\
        sAMAccountName: ABerg\nmanager: cn=gerda m\\C3\\BCller, ou=people,dc=X\npreferredLanguage: de-DE\n\
        departmentNumber: 4711\nmemberOf: CN=Board,OU=Groups,DC=x\nmemberOf: CN=Domain Users,DC=x\n\
        jpegPhoto:: /9j/4AA\n\ndn:: Q049R2VyZGEgTVxDM1xCQ2xsZXIsT1U9UGVvcGxlLERDPXg=\nobjectClass: inetOrgPerson\n\
        displayName:: R2VyZGEgTcO8bGxlcg==\ncn: gm\nsAMAccountName: gerda\npreferredLanguage: fr, en-gb;q=0.8\n\
        manager: CN=Gerda M\\C3\\BCller,OU=People,DC=x\n\n\
        dn: CN=PC1,DC=x\nobjectClass: person\nobjectClass: user\nobjectClass: computer\nsAMAccountName: PC1$\n";
    let config = load(
        r#"directory_file = "people.ldif"
directory_account = "@{sAMAccountName}:x.org"

[[groups]]
name = "board"
"#,
        &[("people.ldif", ldif)],
    )
    .unwrap();
    let anna = config.directory.person("@aberg:x.org").unwrap();
    assert_eq!(
        *anna,
        PersonConfig {
            account: "@aberg:x.org".into(),
            name: Some("Anna Berg".into()),
            manager: Some("@gerda:x.org".into()),
            groups: vec!["board".into()],
            language: Some(Language::De),
            cost_center: Some("4711".into()),
            ..PersonConfig::default()
        }
    );
    let gerda = config.directory.person("@gerda:x.org").unwrap();
    assert_eq!((gerda.name.as_deref(), gerda.language), (Some("Gerda Müller"), Some(Language::En)));
    assert_eq!(gerda.manager, None, "whoever is at the top is often their own manager");
    assert_eq!(config.directory.people().count(), 2);

    let whole = "dn: cn=a\nmatrixID: @anna:x.org\n\ndn: cn=b\ncn: has no account\n";
    let config = load("directory_file = \"p.ldif\"\n", &[("p.ldif", whole)]).unwrap();
    assert_eq!(config.directory.people().map(|person| person.account.as_str()).collect::<Vec<_>>(), ["@anna:x.org"]);
}

#[test]
fn mistakes_in_rows_are_told_with_line_and_hint() {
    let told = load(
        r#"directory_file = "people.xlsx"
directory_account = "@uid:x.org"

[[services]]
name = "mail"
owner = "carla@x.org"

[[groups]]
name = "board"

[[people]]
account = "@anna:x.org"
manager = "@ANNA:x.org"
deputy = "bob@x.org"
groups = ["board", "bored"]
language = "fr"
away = ["2026-12-20..2026-12-01"]
left = "yes"

[[people]]
name = "Nobody"
managr = "@anna:x.org"
away = ["next week"]

[[people]]
account = "@Anna:x.org"

[[people]]
account = "@a:x.org"
manager = "@b:x.org"

[[people]]
account = "@b:x.org"
manager = "@c:x.org"

[[people]]
account = "@c:x.org"
name = "C"
manager = "@B:x.org"

[[cost_centers]]
name = "4711"
"#,
        &[("people.xlsx", "PK")],
    )
    .unwrap_err();
    insta::assert_snapshot!(told, @r#"
    15 mistakes in the configuration

    my.toml:1: directory_file
      must be a file that ends in .csv or .ldif, but is "people.xlsx"

    my.toml:2: directory_account
      is the same for everybody: "@uid:x.org"
      hint: write "@{uid}:example.org", with the name of an attribute in braces

    my.toml:6: services.owner
      must be an account like @anna:example.org, but is "carla@x.org"

    my.toml:13: people.manager
      is the person themselves
      hint: leave it out where there is nobody

    my.toml:14: people.deputy
      must be an account like @anna:example.org, but is "bob@x.org"

    my.toml:15: people.groups
      names no group that is configured: "bored"
      hint: did you mean "board"?

    my.toml:16: people.language
      must be "en" or "de", but is "fr"

    my.toml:17: people.away
      ends before it begins: "2026-12-20..2026-12-01"

    my.toml:18: people.left
      must be true or false, without quotes, but is "yes"

    my.toml:21: people.account
      is needed

    my.toml:22: people.managr
      is not a known key
      hint: did you mean manager?

    my.toml:23: people.away
      must be a day or days from and until, but is "next week"
      hint: write "2026-12-24" or "2026-12-20..2027-01-06"

    my.toml:26: people.account
      has a row already: @Anna:x.org

    my.toml:34: people.manager
      goes round in a circle: @b:x.org → @c:x.org → @b:x.org
      hint: whoever is at the top has no manager

    my.toml:42: cost_centers.owner
      is needed
    "#);
}

#[test]
fn mistakes_in_tables_are_told_with_their_own_lines() {
    let table = "account,name,manager,groups,left\n\
                 @anna:x.org,Anna,@bob:x.org,,\n\
                 ,Nobody,,,\n\
                 @bob:x.org,\"Bob\nBuilder\",@anna:x.org,board|bored,maybe\n\
                 @ANNA:x.org,Anna again,,,\n\
                 @zoe:x.org,Zoe\n";
    let config = "directory_file = \"people.csv\"\n[[groups]]\nname = \"board\"\n";
    let told = load(config, &[("people.csv", table)]).unwrap_err();
    insta::assert_snapshot!(told, @r#"
    7 mistakes in the configuration

    people.csv:2: manager
      goes round in a circle: @ANNA:x.org → @bob:x.org → @ANNA:x.org
      hint: whoever is at the top has no manager

    people.csv:3: account
      is needed

    people.csv:4: name
      must be text in one line

    people.csv:4: groups
      names no group that is configured: "bored"
      hint: did you mean "board"?

    people.csv:4: left
      must be true or false, but is "maybe"

    people.csv:6: account
      has a row already, in line 2: @ANNA:x.org

    people.csv:7
      has 2 cells, but the header has 5
      hint: a cell in which the delimiter stands is written in quotation marks
    "#);
    let told = load(config, &[("people.csv", "acount;Name;name;shoe size\n@anna:x.org;Anna;;43\n")]).unwrap_err();
    insta::assert_snapshot!(told, @r#"
    4 mistakes in the configuration

    people.csv:1
      is not a known column: "acount"
      hint: did you mean account?

    people.csv:1: name
      is a column twice

    people.csv:1
      is not a known column: "shoe size"
      hint: known are account, name, manager, deputy, groups, language, cost_center, away, left

    people.csv:1: account
      is needed: the column with the accounts in the chat
    "#);
    let told = load("directory_file = \"nowhere.csv\"\n", &[]).unwrap_err();
    assert!(told.contains("my.toml:1: directory_file\n  names a file that cannot be read: nowhere.csv"), "{told}");
}

#[test]
fn mistakes_in_exports_are_told_with_their_own_lines() {
    let ldif = "dn: cn=a\nmatrixID: anna@x.org\n\ndn: cn=b\nmatrixID: @bob:x.org\ncn:: ###\npreferredLanguage: fr\n\n\
        dn: cn=c\naccount: @BOB:x.org\nmanager: cn=nobody\n\ndn: cn=d\nchangetype: modify\nreplace: cn\ncn: x\n";
    let told = load("directory_file = \"people.ldif\"\n", &[("people.ldif", ldif)]).unwrap_err();
    insta::assert_snapshot!(told, @r#"
    4 mistakes in the configuration

    people.ldif:2: account
      must be an account like @anna:example.org, but is "anna@x.org"

    people.ldif:6: name
      is no base64: Invalid symbol 35, offset 0.

    people.ldif:10: account
      has an entry already, in line 4: @BOB:x.org

    people.ldif:14
      is a change, where entries are wanted
      hint: export the entries themselves, as ldapsearch -LLL does
    "#);
    let told = load("directory_file = \"people.ldif\"\n", &[("people.ldif", "dn: cn=a\nuid: anna\n")]).unwrap_err();
    insta::assert_snapshot!(told, @r"
    1 mistake in the configuration

    people.ldif:1
      names nobody who has an account in the chat
      hint: set directory_account, or give people an attribute matrixID with their account
    ");
}

#[test]
fn templates_of_accounts_are_checked() {
    for wrong in ["@uid:x.org", "@{uid:x.org", "@{}:x.org", "@{u id}:x.org", "{uid}@x.org", "@{uid}"] {
        assert!(entries::Template::read(wrong).is_err(), "{wrong}");
    }
    for right in ["@{uid}:x.org", "@{givenName}.{sn}:x.org", "{uid}"] {
        assert!(entries::Template::read(right).is_ok(), "{right}");
    }
}

/// A company of 2,000 is read at once.
#[test]
fn a_large_table_is_read() {
    let mut table = String::from("account;manager\n");
    for number in 0..2000 {
        table.push_str(&format!("@p{number}:x.org;@p{}:x.org\n", number / 8 + 3000 * usize::from(number == 0)));
    }
    let config = load("directory_file = \"people.csv\"\n", &[("people.csv", &table)]).unwrap();
    assert_eq!(config.directory.manager_of("@P1999:x.org"), Some("@p249:x.org"));
}
