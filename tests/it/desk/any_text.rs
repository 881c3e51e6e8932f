//! Whatever people write goes through a whole turn: nothing panics, nothing is set aside, and none of it becomes HTML.

use lotse::chat::local::Place;
use lotse::command::Grammar;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use crate::support::world::{World, account};

/// How many texts are tried.
const TEXTS: usize = 400;

/// Commands with anything behind them, anything alone, and pieces that mean something in odd order.
fn text() -> impl Strategy<Value = String> {
    let verb = prop::sample::select(vec![
        "!ticket ",
        "!t ",
        "!störung ",
        "!take ",
        "!resolve ",
        "!wait ",
        "!prio ",
        "!tickets ",
        "!help ",
        "!lotse ",
        "!lotse lang ",
        "!history ",
        "!show ",
        "!close ",
        "! ",
        "/",
        "@lotse:local ",
        "lotse: ",
        "!ticket for ",
    ]);
    let piece = prop::sample::select(vec![
        "prio:",
        "due:",
        "T-1",
        "#1",
        "@anna",
        "<b>",
        "</script>",
        "&amp;",
        "**",
        "`",
        "```",
        "\n",
        "\u{202e}",
        "@room",
        "“",
        "\u{0}",
        "22:00",
        "2d",
        "99999999999999999999",
        "Fr 18-20",
        "24.12.",
        "🧑‍🚀",
        "ß",
        "\u{e000}0\u{e001}",
        "{ $id }",
    ]);
    let odd = prop::collection::vec(piece, 0..8).prop_map(|pieces| pieces.join(" "));
    prop_oneof![
        (verb.clone(), any::<String>()).prop_map(|(verb, rest)| format!("{verb}{rest}")),
        (verb, odd).prop_map(|(verb, rest)| format!("{verb}{rest}")),
        any::<String>(),
    ]
}

/// The HTML without the tags that our own markup makes.
fn without_own_tags(html: &str) -> String {
    let mut text = html.to_owned();
    for tag in ["strong", "em", "del", "code", "pre", "ul", "li", "blockquote"] {
        text = text.replace(&format!("<{tag}>"), "").replace(&format!("</{tag}>"), "");
    }
    let mut text = text.replace("<br>", "").replace("</a>", "");
    while let Some(from) = text.find("<a href=\"https://matrix.to/#/") {
        let to = from + text[from..].find('>').expect("a link ends") + 1;
        text.replace_range(from..to, "");
    }
    text
}

#[tokio::test]
async fn any_text_goes_through_a_turn() {
    // Of random titles some are alike.
    let mut world = World::with(|config| config.desk.similar = false).await;
    let room = world.room();
    let root = world.says("anna", "!ticket The printer on the 3rd floor does not print").await;
    let mut runner = TestRunner::deterministic();
    let mut texts = Vec::new();
    for number in 0..TEXTS {
        let text = text().new_tree(&mut runner).expect("a text").current();
        let who = account(["anna", "bernd", "dora"][number % 3]);
        let place = if number % 2 == 0 { Place::default() } else { Place::thread(&root) };
        let event = world.server.say(&room, &who, &text, place).expect("is said");
        texts.push((event, text));
    }
    world.settle().await;
    let backlog = world.backlog().await;
    assert_eq!((backlog.open, backlog.buried, backlog.waiting, backlog.refused), (0, 0, 0, 0));
    let view = world.server.room(&room).expect("the room");
    for item in view.items.iter().filter(|item| item.sender == "@lotse:local") {
        let html = item.body.html();
        let left = without_own_tags(&html);
        assert!(!left.contains(['<', '>', '"']), "not escaped: {html}");
    }
    // Never silent: every command has an answer in its thread.
    let grammar = Grammar::new("!", "@lotse:local", Some("Lotse"));
    for (number, (event, text)) in texts.iter().enumerate() {
        let is_command =
            lotse::command::read(text, &grammar).is_some_and(|command| command.opener != lotse::command::Opener::Slash);
        if is_command && number % 2 == 0 {
            let answers = view.items.iter().filter(|item| item.thread.as_ref() == Some(event)).count();
            assert_eq!(answers, 1, "{text:?}");
        }
    }
    world.ends().await;
}
