use proptest::prelude::*;
use serde_json::json;

use super::*;

const ME: &str = "@lotse:example.org";

fn event(json: Value) -> Event {
    Event::read(&json.to_string(), false).unwrap()
}

fn sent(kind: &str, content: Value) -> Event {
    event(json!({
        "event_id": "$1", "type": kind, "sender": "@anna:example.org", "origin_server_ts": 1_700_000_000_000_i64,
        "content": content,
    }))
}

fn state(kind: &str, key: &str, content: Value, before: Value) -> Event {
    event(json!({
        "event_id": "$1", "type": kind, "sender": "@anna:example.org", "origin_server_ts": 1_700_000_000_000_i64,
        "state_key": key, "content": content,
        "unsigned": { "prev_content": before, "prev_sender": "@tom:example.org" },
    }))
}

fn said(content: Value) -> Said {
    sent("m.room.message", content).said()
}

fn text_of(said: Said) -> String {
    match said {
        Said::Happening(Happening::Message { text, .. } | Happening::Edit { text, .. }) => text,
        other => panic!("no text: {other:?}"),
    }
}

#[test]
fn people_are_heard_and_bots_are_not() {
    assert_eq!(text_of(said(json!({ "msgtype": "m.text", "body": "!ticket Drucker" }))), "!ticket Drucker");
    assert_eq!(text_of(said(json!({ "msgtype": "m.emote", "body": "winkt" }))), "winkt");
    for kind in ["m.notice", "m.location", "m.server_notice", "m.key.verification.request", "org.example"] {
        assert_eq!(said(json!({ "msgtype": kind, "body": "!ticket" })), Said::Nothing, "{kind}");
    }
}

#[test]
fn a_threads_fallback_is_no_reply_but_a_reply_in_a_thread_is() {
    let message = |falling_back: bool| {
        let Said::Happening(Happening::Message { thread, reply_to, .. }) = said(json!({
            "msgtype": "m.text", "body": "!close",
            "m.relates_to": {
                "rel_type": "m.thread", "event_id": "$root", "is_falling_back": falling_back,
                "m.in_reply_to": { "event_id": "$latest" },
            },
        })) else {
            panic!("no message")
        };
        (thread, reply_to)
    };
    assert_eq!(message(true), (Some("$root".to_owned()), None));
    assert_eq!(message(false), (Some("$root".to_owned()), Some("$latest".to_owned())));
}

#[test]
fn an_edit_carries_the_new_text_only() {
    let edit = said(json!({
        "msgtype": "m.text", "body": " * !ticket neu",
        "m.new_content": { "msgtype": "m.text", "body": "!ticket neu" },
        "m.relates_to": { "rel_type": "m.replace", "event_id": "$old" },
    }));
    let expected = Happening::Edit { target: "$old".to_owned(), text: "!ticket neu".to_owned(), mentions: vec![] };
    assert_eq!(edit, Said::Happening(expected));
    let without = said(json!({
        "msgtype": "m.text", "body": " * x", "m.relates_to": { "rel_type": "m.replace", "event_id": "$old" },
    }));
    assert_eq!(without, Said::Nothing, "an edit without new text is not run as a message");
}

#[test]
fn a_picture_has_its_name_and_caption() {
    let picture = |extra: Value| {
        let mut content = json!({
            "msgtype": "m.image", "body": "Fehler am Drucker", "url": "mxc://example.org/abc",
            "info": { "mimetype": "image/png", "size": 12 },
        });
        content.as_object_mut().unwrap().extend(extra.as_object().unwrap().clone());
        match said(content) {
            Said::Happening(Happening::Message { text, attachment: Some(attachment), .. }) => (text, attachment),
            other => panic!("no picture: {other:?}"),
        }
    };
    let (text, attachment) = picture(json!({ "filename": "a.png" }));
    assert_eq!((text.as_str(), attachment.name.as_str()), ("Fehler am Drucker", "a.png"));
    assert_eq!((attachment.mime.as_deref(), attachment.size), (Some("image/png"), Some(12)));
    assert_eq!(attachment.source, json!({ "url": "mxc://example.org/abc" }));
    let (_, attachment) = picture(json!({ "file": { "url": "mxc://example.org/abc", "key": {} } }));
    assert_eq!(attachment.source, json!({ "file": { "url": "mxc://example.org/abc", "key": {} } }));
    assert_eq!(attachment.name, "Fehler am Drucker");
}

#[test]
fn mentions_are_the_people_in_the_text_and_then_the_others() {
    let Said::Happening(Happening::Message { mentions, .. }) = said(json!({
        "msgtype": "m.text", "body": "Anna!",
        "formatted_body": "<a href=\"https://matrix.to/#/@anna:example.org\">Anna</a>!",
        "m.mentions": { "user_ids": ["@tom:example.org", "@anna:example.org", 7, "@tom:example.org"] },
    })) else {
        panic!("no message")
    };
    assert_eq!(mentions, ["@anna:example.org", "@tom:example.org"]);
}

#[test]
fn a_redaction_names_its_target_in_old_and_new_rooms() {
    let expected = Said::Happening(Happening::Redaction { target: "$x".to_owned(), reason: Some("falsch".to_owned()) });
    assert_eq!(sent("m.room.redaction", json!({ "redacts": "$x", "reason": "falsch" })).said(), expected);
    let old = event(json!({
        "event_id": "$1", "type": "m.room.redaction", "sender": "@anna:example.org", "redacts": "$x",
        "content": { "reason": "falsch" },
    }));
    assert_eq!(old.said(), expected);
}

#[test]
fn what_was_redacted_is_gone_and_not_undecryptable() {
    let gone = json!({
        "event_id": "$1", "type": "m.room.encrypted", "sender": "@anna:example.org", "content": {},
        "unsigned": { "redacted_because": { "type": "m.room.redaction" } },
    });
    assert_eq!(Event::read(&gone.to_string(), true).unwrap().said(), Said::Nothing);
    let locked = json!({
        "event_id": "$1", "type": "m.room.encrypted", "sender": "@anna:example.org",
        "content": { "algorithm": "m.megolm.v1.aes-sha2", "ciphertext": "…" },
    });
    let unreadable = Happening::Unreadable { thread: None, about: None, sealed: locked.clone() };
    assert_eq!(Event::read(&locked.to_string(), true).unwrap().said(), Said::Happening(unreadable));
    assert_eq!(sent("m.reaction", json!({})).said(), Said::Nothing);
}

#[test]
fn where_an_undecryptable_message_stands_is_known() {
    let place = |relation: Value| {
        let locked = json!({
            "event_id": "$1", "type": "m.room.encrypted", "sender": "@anna:example.org",
            "content": { "algorithm": "m.megolm.v1.aes-sha2", "ciphertext": "…", "m.relates_to": relation },
        });
        match Event::read(&locked.to_string(), true).unwrap().said() {
            Said::Happening(Happening::Unreadable { thread, about, .. }) => (thread, about),
            other => panic!("{other:?}"),
        }
    };
    let target = Some("$r".to_owned());
    assert_eq!(place(json!({ "rel_type": "m.thread", "event_id": "$r" })), (target.clone(), None));
    assert_eq!(place(json!({ "rel_type": "m.replace", "event_id": "$r" })), (None, target));
    assert_eq!(place(json!({ "m.in_reply_to": { "event_id": "$r" } })), (None, None), "a reply can begin a thread");
}

#[test]
fn own_membership_is_told_apart() {
    let change = |now: Value, before: Value| state("m.room.member", ME, now, before).own_membership(ME).unwrap();
    let member = |membership: &str| json!({ "membership": membership });
    let inviter = Some("@tom:example.org".to_owned());
    assert_eq!(
        change(json!({ "membership": "invite", "is_direct": true }), Value::Null),
        Own::Invited { direct: true }
    );
    assert_eq!(
        change(member("join"), member("invite")),
        Own::Joined { invited: true, inviter: inviter.clone(), direct: false }
    );
    assert_eq!(change(member("join"), member("leave")), Own::Joined { invited: false, inviter: None, direct: false });
    assert_eq!(change(member("join"), member("join")), Own::Unchanged);
    assert_eq!(change(member("leave"), member("invite")), Own::Declined { inviter, reason: None });
    let kicked = change(json!({ "membership": "leave", "reason": "zu laut" }), member("join"));
    assert_eq!(kicked, Own::Removed { reason: Some("zu laut".to_owned()) });
    assert_eq!(change(member("ban"), member("leave")), Own::Unchanged);
    assert_eq!(state("m.room.member", "@anna:example.org", member("join"), Value::Null).own_membership(ME), None);
}

#[test]
fn changed_weights_name_only_whom_they_concern() {
    let levels = |users: Value| json!({ "users": users, "users_default": 0 });
    let change = state(
        "m.room.power_levels",
        "",
        levels(json!({ "@a:x": 50, "@b:x": 100 })),
        levels(json!({ "@b:x": 100, "@c:x": 1 })),
    );
    assert_eq!(change.said(), Said::Power(Some(vec!["@a:x".to_owned(), "@c:x".to_owned()])));
    let all = state("m.room.power_levels", "", json!({ "users_default": 5 }), levels(json!({})));
    assert_eq!(all.said(), Said::Power(None));
}

#[test]
fn broken_events_are_refused_with_a_reason() {
    for json in ["", "[]", "null", "{}", r#"{"event_id":"$1","type":"m.room.message","sender":7}"#, r#"{"event_id":1}"#]
    {
        assert!(Event::read(json, false).is_err(), "{json}");
    }
    let half_a_pair =
        r#"{"event_id":"$1","type":"m.room.message","sender":"@a:x","content":{"msgtype":"m.text","body":"\ud83d"}}"#;
    assert!(Event::read(half_a_pair, false).is_err());
    let nested = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
    assert!(Event::read(&nested, false).is_err());
}

#[test]
fn what_the_database_cannot_keep_is_replaced() {
    assert_eq!(text_of(said(json!({ "msgtype": "m.text", "body": "a\0b" }))), "a\u{fffd}b");
    let early = event(json!({ "event_id": "$1", "type": "x", "sender": "@a:x", "origin_server_ts": i64::MIN }));
    assert_eq!(early.sent_at, DateTime::UNIX_EPOCH);
    let late = event(json!({ "event_id": "$1", "type": "x", "sender": "@a:x", "origin_server_ts": i64::MAX }));
    assert_eq!(late.sent_at.to_rfc3339(), "9999-12-31T23:59:59.999+00:00");
}

fn arbitrary_json() -> impl Strategy<Value = Value> {
    let words = prop_oneof![
        "\\PC{0,12}",
        prop::sample::select(vec![
            "m.text",
            "m.image",
            "m.replace",
            "m.thread",
            "m.annotation",
            "join",
            "leave",
            "invite",
            ME,
            "$1",
            "\0",
        ])
        .prop_map(str::to_owned),
    ];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        words.prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 40, 6, |inner| {
        let keys = prop_oneof![
            "\\PC{0,8}",
            prop::sample::select(vec![
                "msgtype",
                "body",
                "formatted_body",
                "m.relates_to",
                "rel_type",
                "event_id",
                "key",
                "m.new_content",
                "m.in_reply_to",
                "is_falling_back",
                "m.mentions",
                "user_ids",
                "membership",
                "users",
                "users_default",
                "redacts",
                "reason",
                "info",
                "url",
                "file",
                "prev_content",
                "redacted_because",
                "replacement_room",
            ])
            .prop_map(str::to_owned),
        ];
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::vec((keys, inner), 0..8).prop_map(|pairs| Value::Object(pairs.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn no_event_makes_it_stumble(
        kind in prop::sample::select(vec![
            "m.room.message", "m.reaction", "m.room.encrypted", "m.room.redaction", "m.room.member",
            "m.room.power_levels", "m.room.name", "m.room.canonical_alias", "m.room.tombstone", "m.sticker",
        ]),
        key in prop::sample::select(vec![None, Some(""), Some(ME), Some("@anna:example.org")]),
        (content, unsigned) in (arbitrary_json(), arbitrary_json()),
        unreadable in any::<bool>(),
    ) {
        let mut json = json!({ "event_id": "$1", "type": kind, "sender": "@a:x", "content": content, "unsigned": unsigned });
        if let Some(key) = key {
            json.as_object_mut().unwrap().insert("state_key".to_owned(), key.into());
        }
        let event = Event::read(&json.to_string(), unreadable).unwrap();
        event.said();
        event.own_membership(ME);
    }

    #[test]
    fn no_text_makes_it_stumble(json in "\\PC*") {
        let _ = Event::read(&json, true).map(|event| event.said());
    }
}
