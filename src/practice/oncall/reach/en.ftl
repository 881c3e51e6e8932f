## How people are reached

notify-chat = I always wake you in the chat with you alone. Besides:
notify-no-channels = No other ways are set up ([[channels]] in the configuration).
notify-unknown = I do not know `notify { $text }`.
notify-channel-unknown = I do not know a way “{ $text }”.
notify-own =
    { $proved ->
        [yes] ✅ { $title }: { $address }
       *[no] ❔ { $title }: { $address }, not proved yet. `!notify test` sends a code.
    }
notify-possible =
    { $kind ->
        [email] ▫️ { $title }: `!notify add { $name } anna@example.org`
        [phone] ▫️ { $title }: `!notify add { $name } +49 151 23456789`
       *[other] ▫️ { $title }: `!notify add { $name } …`
    }
notify-at-once = { $title } at once
notify-after = { $title } after { $after }
notify-plan =
    { $which ->
        [urgent] Urgent: { $parts }
       *[normal] Not urgent: { $parts }
    }
notify-plan-chat =
    { $which ->
        [urgent] Urgent: the chat alone
       *[normal] Not urgent: the chat alone
    }
notify-none = You have no such address.
notify-add-what = Which way, and which address?
notify-add-hint = Write `!notify add sms +49 151 23456789`; `!notify` shows which ways there are.
notify-address-wrong =
    { $kind ->
        [email] { $title } needs an address like `anna@example.org`.
        [phone] { $title } needs a number with its country, like `+49 151 23456789`.
       *[other] { $title } needs a topic of letters, digits, “-” and “_”.
    }
notify-code-sent = { $title }: a code is on its way. `!notify code 123456` proves that it has reached you; until then I do not use it.
notify-code-what = Which code?
notify-code-hint = Write `!notify code 123456`, as it stands in what you were sent.
notify-code-none = No code is waited for: it was used, is older than half an hour, or was wrong too often.
notify-code-again = `!notify test` sends a new one.
notify-code-wrong = ⛔ That is not the code.
notify-proved = ✅ { $title } reaches you.
notify-not-proved = { $title } is not proved yet.
notify-test-sent = A test is on its way: { $titles }.
notify-test-failed = ⚠️ { $title } has not taken the test: { $error }
notify-test-title = Lotse: test
notify-test-text = This is a test: so you are reached when you are woken.
notify-code-text = Your code is { $code }. Give it to the bot in the chat: `!notify code { $code }`
notify-rules-hint = Write `!notify urgent sms 2m, voice 5m`; `!notify urgent usual` as it was.
notify-after-wrong = “{ $text }” is no time up to four hours.
notify-remove-what = Which one? `!notify` shows them.
notify-removed = { $name } is not used any more.

reach-by = by { $title }
reach-by-chat = in the chat
reach-failed = ⚠️ { $name } was not reached { $way } ({ $error }), and there is no other way.
reach-failed-next = ⚠️ { $name } was not reached { $way } ({ $error }); now by { $next }.
reach-program-failed = ⚠️ { $channel } was not told ({ $error }).
reach-letter =
    { $link ->
        [yes] { $title } – since { $at }. Answer in the chat, or by the link:
       *[no] { $title } – since { $at }. Answer in the chat.
    }
reach-letter-several = { $count } alarms

link-hello = Hello { $name }, you were woken for this:
link-open = Nobody has answered yet.
link-have = ✅ I have it
link-next = 🔼 Wake the next one
link-noted = It is noted. Load this page again in a moment to see how it stands.

## Help

verb-notify-usage = {""}
verb-notify-what = shows how you are reached when you are woken
verb-notify-more = The chat comes first, always; other ways only after a code has come back from them.
verb-notify-add-usage = sms +49 151 23456789
verb-notify-add-what = adds a way to reach you
verb-notify-add-more = A code is sent there; `!notify code` proves that it has reached you.
verb-notify-test-usage = sms
verb-notify-test-what = sends a test, or a new code
verb-notify-test-more = Without a name to all your addresses.
verb-notify-code-usage = 123456
verb-notify-code-what = proves that an address is yours
verb-notify-code-more = A code counts for half an hour.
verb-notify-urgent-usage = sms 2m, voice 5m
verb-notify-urgent-what = says which ways are used when it is urgent, and when
verb-notify-urgent-more = So long after the message in the chat, while nobody has answered; critical and high are urgent. `usual` takes it back.
verb-notify-normal-usage = email 15m
verb-notify-normal-what = says the same for what is not urgent
verb-notify-normal-more = Medium and below.
verb-notify-remove-usage = sms
verb-notify-remove-what = takes a way to reach you away
verb-notify-remove-more = What was said about it with `urgent` and `normal` goes as well.
