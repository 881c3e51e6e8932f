## Service requests

catalog-heading =
    { $total ->
        [one] 📦 **Catalogue** · one item
       *[other] 📦 **Catalogue** · { $total } items
    }
catalog-heading-found =
    { $total ->
        [one] 📦 **Catalogue** · one item for “{ $text }”
       *[other] 📦 **Catalogue** · { $total } items for “{ $text }”
    }
catalog-line = `{ $name }` · **{ $title }**
catalog-line-about = `{ $name }` · **{ $title }** · { $about }
catalog-more = … and { $left } more: ➡️
catalog-how = Order with `{ $prefix }request NAME`, for somebody else with `for:@colleague`.
catalog-empty = There is nothing that you could order.

request-how = Order with `{ $prefix }request laptop`; I ask for what I need to know. All in one line: `{ $prefix }request laptop for:@colleague model:14"`. What there is: `{ $prefix }catalog`.
request-none = You have ordered nothing that is still open.
request-open = **Your open requests**
request-row = **{ $id }** { $title } · { $phase }
request-phase =
    { $phase ->
        [waiting] Waiting for approval
        [approved] Approved
        [fulfilment] In fulfilment
        [fulfilled] Fulfilled
        [rejected] Not approved
        [cancelled] Withdrawn
        [expired] Expired: nobody decided in time
        [impossible] Nobody was there who could approve it
       *[closed] Done
    }
request-unknown = There is nothing called “{ $text }” to order.
request-unknown-hint = `{ $prefix }catalog` shows what there is.
request-not-for-you = “{ $title }” can be ordered by the group { $group } only.
request-in-private = “{ $title }” is private, and others read along here.
request-in-private-hint = Order it in a direct chat with me.
request-open-here = A form is open in this thread: “{ $title }”.
request-open-here-hint = Answer the question, or write `cancel`.
request-elsewhere = To order “{ $title }” I have questions, and this thread is about a ticket.
request-elsewhere-hint = Order it outside of this thread, or all in one line.
request-item-gone = “{ $item }” is no longer offered.
request-title-for = { $title } for { $name }
request-line = ▸ { $line }
request-note-long = That is too long for a note: { $length } characters, and { $most } at most. Put it into a file.

request-begins = 📝 **{ $title }**
request-begins-for = 📝 **{ $title }** for { $name }
request-question = { $number }/{ $total } · **{ $ask }**
request-choice = { $sign } { $choice }
request-default = `-` for: { $default }
request-optional = `-` to leave it open
request-form-how = Just answer here. `back` goes to the question before, `cancel` ends it.
request-said = { $text }
request-today = today
request-flag =
    { $is ->
        [yes] yes
       *[no] no
    }
request-answer = { $ask } { $value }
request-changed = ✏️ { $answer }
request-answer-gone = ✏️ That answer is gone.
request-first-question = This is the first question.
request-form-cancelled = Cancelled. Nothing was ordered.
request-abandoned = ⌛ “{ $title }” was not ordered: the form was left open for a day. `{ $command }` begins anew.

request-wrong = ❓ { $reason }
request-wrong-key = `{ $key }:` { $reason }
request-wrong-person = { $reason } { $hint }
request-wrong-empty = There is nothing in it.
request-wrong-short =
    { $least ->
        [one] That is too short: one character at least.
       *[other] That is too short: { $least } characters at least.
    }
request-wrong-long = That is too long: { $length } characters, and { $most } at most.
request-wrong-number = I need a whole number, such as 3.
request-wrong-less = It must be { $least } at least.
request-wrong-more = It must be { $most } at most.
request-wrong-day = I cannot read that as a day. Write `1.12.`, `tomorrow`, `Monday` or `2026-12-01`.
request-wrong-days = I need one day, not several.
request-wrong-past = That day is over.
request-wrong-before = That is too early: { $day } at the earliest.
request-wrong-after = That is too late: { $day } at the latest.
request-wrong-choice = That is none of the choices.
request-wrong-choice-near = That is none of the choices. Did you mean { $near }?
request-wrong-flag = I need yes or no.
request-wrong-file = I need a file: attach it to a message here.
request-wrong-needed = This must be answered.

request-stays-over = { $id } is over for good: { $phase }.
request-order-again = `{ $command }` orders it anew.
request-is-none = { $id } was not ordered from the catalogue.
request-fixed = { $id } can no longer be changed: { $phase }.
request-fixed-hint = Tell the team in its thread, or order anew with `{ $command }`.
request-change-what = What of { $id } do you want to change?
request-change-keys = Write what changes as a key with its value: { $keys }
request-change-needs = Then I need to know as well: { $ask }
request-changes-nothing = That is what was ordered already.
request-changed-order = ✏️ **{ $id }** was changed, and is to be approved anew.
    { $answers }
request-changed-by = { $name }: { $changed }

verb-catalog-usage = vpn
verb-catalog-what = shows what you can order
verb-catalog-more = With words it shows the items that have to do with them, in either language.
verb-request-new-usage = laptop
verb-request-new-what = orders something from the catalogue
verb-request-new-more = I ask for what I need to know, here in the thread: one question a message. `back`, `skip` and `cancel` help. In one line, for those who know: `for:@colleague model:14" until:1.12.`. Alone it shows your open requests.
verb-request-change-usage = REQ-9 model:16"
verb-request-change-what = changes what was ordered
verb-request-change-more = As long as it waits for approval. It is then to be approved anew. Editing the message with which it was ordered does the same.
