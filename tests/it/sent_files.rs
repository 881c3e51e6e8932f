//! A file that the bot sends arrives as it is, once, where it belongs.

use lotse::chat::markup::{Markup, Node};
use lotse::chat::{Outgoing, Upload};

use crate::asked::{Files, PNG, Read};
use crate::contract::{Ear, deliver, plain};

/// A file to be sent; the reference to its content is nobody's business here.
pub(crate) fn upload(name: &str, mime: &str, content: &[u8]) -> Upload {
    Upload {
        thread: None,
        reply_to: None,
        name: name.to_owned(),
        mime: mime.to_owned(),
        size: u64::try_from(content.len()).unwrap(),
        hash: "unused".to_owned(),
        caption: None,
        mentions: vec![],
        instead: plain("nothing"),
        content: content.to_vec().into(),
    }
}

/// A picture and a text, in a thread and outside of it, with words and without.
pub(crate) async fn files_are_sent(stage: &dyn Files) {
    let platform = stage.platform();
    let [_, tom] = stage.people();
    let mut ear = Ear::first(platform).await;
    let room = stage.room("it-help").await;
    ear.joined(&room).await;
    let root = stage.says(0, &room, None, None, "!ticket VPN").await;

    let caption = Markup(vec![Node::Bold(vec![Node::Text("Anna <b>".to_owned())]), Node::Text(": 📎".to_owned())]);
    let picture = Upload {
        thread: Some(root.clone()),
        caption: Some(caption.clone()),
        mentions: vec![tom.clone()],
        ..upload("Foto & <b>.png", "image/png", PNG)
    };
    let picture = Outgoing::File(Box::new(picture));
    let first = deliver(platform, "picture", &room, picture.clone()).await.unwrap();
    let second = deliver(platform, "picture", &room, picture).await.unwrap();
    assert_eq!(first, second, "one key, one message");
    let log = "Fehler: ü\n".repeat(1000).into_bytes();
    let text =
        deliver(platform, "log", &room, Outgoing::File(Box::new(upload("vpn.log", "text/plain", &log)))).await.unwrap();
    let nothing = upload("leer.txt", "text/plain", b"");
    let nothing = deliver(platform, "nothing", &room, Outgoing::File(Box::new(nothing))).await.unwrap();
    let end = stage.says(0, &room, None, None, "Ende").await;

    let of_bot = stage.shows(&room, &end).await.into_iter().filter(|shown| shown.sender == platform.account());
    assert_eq!(of_bot.map(|shown| shown.event).collect::<Vec<_>>(), [first.clone(), text.clone(), nothing.clone()]);
    let read = stage.reads(&room, &first).await;
    let expected = Read {
        name: "Foto & <b>.png".to_owned(),
        mime: "image/png".to_owned(),
        size: u64::try_from(PNG.len()).unwrap(),
        picture: true,
        caption: Some("Anna <b>: 📎".to_owned()),
        thread: Some(root),
        mentions: vec![tom],
        content: PNG.to_vec(),
    };
    assert_eq!(read, expected);
    let expected = Read {
        name: "vpn.log".to_owned(),
        mime: "text/plain".to_owned(),
        size: u64::try_from(log.len()).unwrap(),
        picture: false,
        caption: None,
        thread: None,
        mentions: vec![],
        content: log,
    };
    assert_eq!(stage.reads(&room, &text).await, expected);
    assert_eq!(stage.reads(&room, &nothing).await.content, Vec::<u8>::new());

    // What was sent can be taken back.
    deliver(platform, "gone", &room, Outgoing::Redact { target: first.clone(), reason: None }).await;
    let end = stage.says(0, &room, None, None, "Schluss").await;
    assert!(stage.shows(&room, &end).await.iter().all(|shown| shown.event != first));
    ear.event(&end).await;
    assert!(ear.heard.iter().all(|event| event.event != text), "the bot hears itself");
}
