## Knowledge

kb-and = { $before } · { $next }
kb-said = { $text }
kb-state =
    { $state ->
        [draft] draft
        [retired] out of use
       *[published] { $audience ->
            [internal] for agents
           *[public] for everybody
        }
    }
kb-owner = { $name } answers for it
kb-review-on = review by { $day }
kb-review-overdue = ⚠️ review was due on { $day }
kb-symptoms = *Symptoms:* { $text }
kb-also-in =
    { $language ->
        [de] Also in German: `!kb { $id } lang:de`
       *[en] Also in English: `!kb { $id } lang:en`
    }
kb-page = Page { $page } of { $pages } · ⬅️ ➡️
kb-footer = 👍 helped · 👎 did not
kb-footer-draft = Nobody is told of it yet. ✅ publishes it · `!kb edit { $id }` changes it
kb-footer-retired = It is out of use and may be wrong by now.
kb-row = **{ $id }** { $title } – { $excerpt }
kb-row-bare = **{ $id }** { $title }
kb-row-hidden = **{ $id }** (for agents)
kb-row-more = { $row } `!kb { $id }` shows all of it.
kb-whole = **{ $id }** *{ $title }*
    { $solution }
kb-how =
    `{ $prefix }kb` and what you look for finds what is written down: `{ $prefix }kb vpn`. `{ $prefix }kb KB-12` shows an article; 👍 or 👎 below it tells whether it helped.
kb-how-agent =
    `{ $prefix }kb` and what you look for finds what is written down: `{ $prefix }kb vpn`. `{ $prefix }kb KB-12` shows an article; 👍 or 👎 below it tells whether it helped.
    `{ $prefix }kb new from T-7` makes an article of a ticket, `{ $prefix }kb new` and a title one of your own; `edit`, `publish`, `review`, `retire` and `history` take its number. `{ $prefix }kb review` lists what is due, `{ $prefix }kb rework` what should be better.
kb-my-drafts = Your drafts:
kb-my-due = Yours, and due for review:
kb-found = Found for “{ $text }”:
kb-found-more = There is more; more words find it.
kb-nothing = Nothing is written down about “{ $text }”. { $hint }
kb-nothing-hint = `!ticket` and what is wrong asks somebody.
kb-nothing-agent = `!kb new` and a title begins an article.

kb-unknown = There is no article { $id }.
kb-not-here = { $id } is for agents, and others read along here.
kb-not-here-hint = Ask me in our direct chat, or in your team's room.
kb-which = Which article?
kb-no-id = “{ $text }” is no article.
kb-which-hint = Name it, as in `KB-12`, or reply to the message that shows it. `!kb` and a word finds it.
kb-verb-first = I do not know what “{ $text }” is to do here.
kb-language-unknown = I do not know the language “{ $text }”.
kb-language-hint = There are `lang:en` and `lang:de`.
kb-no-page = { $id } has no such page.
kb-no-page-hint =
    { $pages ->
        [1] It has one page.
       *[other] It has { $pages } pages.
    }
kb-already =
    { $state ->
        [published] { $id } is published already.
        [draft] { $id } is a draft already.
       *[retired] { $id } is out of use already.
    }
kb-is-retired = { $id } is out of use.
kb-is-retired-hint = `!kb publish { $id }` takes it into use again.
kb-is-draft = { $id } is a draft, and nobody relies on it yet.
kb-is-draft-hint = `!kb publish { $id }` publishes it.
kb-incomplete =
    { $part ->
        [title] { $id } has no title in one of its languages.
       *[solution] { $id } has no solution in one of its languages.
    }
kb-incomplete-hint =
    { $part ->
        [title] `!kb edit { $id } title:…` gives it one; `lang:de` or `lang:en` says in which language.
       *[solution] `!kb edit { $id } solution:…` gives it one; `lang:de` or `lang:en` says in which language.
    }

kb-empty = An article about what?
kb-empty-hint = `!kb new from T-7` makes one of a ticket. Or write its title, and the solution in the lines below: `!kb new VPN breaks off`.
kb-from-what = “{ $text }” is no ticket.
kb-from-private = { $id } is private, and an article would lay it open.
kb-from-private-hint = Write one in words of your own: `!kb new` and a title.
kb-draft = 📝 { $id } is a draft. Answer in this thread; “later” stops, `!kb edit { $id }` goes on.
kb-ask =
    { $part ->
        [title] What is it about, in a line that people would look for?
        [symptoms] How does it show, in the words of those whom it concerns?
        [solution] What is done about it, step by step?
       *[audience] Who may read it? 1️⃣ everybody · 2️⃣ agents
    }
kb-ask-keep =
    { $part ->
        [title] ✅ keeps this title; or write another one.
        [symptoms] ✅ keeps this; or write it anew.
       *[solution] ✅ keeps this; or write it anew.
    }
kb-ask-skip = “skip” leaves it out.
kb-asks-later = { $id } waits as a draft. `!kb edit { $id }` goes on.
kb-asks-another = Somebody else is writing { $id }. `!kb edit { $id }` asks you.
kb-text-empty =
    { $part ->
        [title] An article needs a title.
       *[solution] An article needs a solution.
    }
kb-text-empty-hint =
    { $part ->
        [title] Write it behind `title:`.
       *[solution] Write it behind `solution:`, in as many lines as you like.
    }
kb-too-long = That is too long: { $length } bytes, of { $most } at most.
kb-too-long-hint = Divide it into several articles, or link to where it stands.
kb-audience-unclear = “{ $text }” does not say who may read it.
kb-audience-hint = There are `audience:public` (everybody) and `audience:internal` (agents).
kb-owner-missing = Who answers for it?
kb-owner-hint = Write `owner:@name` or `owner:me`.
kb-edit-what = I do not know which part “{ $text }” is to be.
kb-edit-keys = Say it with a key: { $keys } `!kb edit KB-12` alone asks for each.
kb-unchanged = { $id } says so already.
kb-edited = ✏️ { $name } is changed (version { $version }).
kb-published =
    { $audience ->
        [internal] 📗 { $name } is published for agents. Review by { $day }.
       *[public] 📗 { $name } is published for everybody. Review by { $day }.
    }
kb-retired = 📕 { $name } is out of use. `!kb publish { $id }` takes it back.
kb-reviewed = 📗 { $name } is reviewed. Next time by { $day }.
kb-one-at-a-time = One article at a time; what is “{ $text }” for?

kb-history =
    { $all ->
        [one] **{ $id }** { $title }: { $all } version
       *[other] **{ $id }** { $title }: { $all } versions
    }
kb-history-row = { $version } · { $at } · { $name } · { $act ->
        [new] written
        [draft] drafted
        [publish] published
        [retire] taken out of use
        [review] reviewed
        [import] imported
       *[edit] changed
    }
kb-history-row-why = { $version } · { $at } · { $name } · { $act ->
        [new] written
        [draft] drafted
        [publish] published
        [retire] taken out of use
        [review] reviewed
        [import] imported
       *[edit] changed
    }: { $why }
kb-version = Version { $version }, as it was:
kb-no-version = { $id } has no such version.
kb-no-version-hint = The latest one is { $last }.

kb-suggest-one =
    💡 { $article }
    Did that help? ✅ yes, solved · ❌ no
kb-suggest-row = { $sign } { $row }
kb-suggest-several =
    💡 One of these may help (`!kb` and its number shows all of it):
    { $rows }
    Did one? Tap its number, and it is solved · ❌ none
kb-for-team =
    💡 For whoever works on it:
    { $rows }
kb-used-in = { $row } (used in { $tickets })
kb-suggest-not-yours = Only who has raised { $id } can say whether that solved it.
kb-suggest-retired = { $id } is out of use by now: it may not have been the right advice.
kb-suggest-retired-hint = If all is well nonetheless, `!resolve` ends the ticket; otherwise somebody looks at it.
kb-solved =
    ✅ { $row }
    { $id } is solved by it. Take your ✅ back if it was not.
kb-solved-inside = { $name } has solved { $id } with { $article }.
kb-unsolved = { $id } is open again.
kb-unsolved-inside = { $id } is open again: the article did not help after all.
kb-rejected = Thank you for saying so. { $id } stays open; somebody looks at it.

kb-rework-none = No article needs to be reworked.
kb-rework-heading =
    { $all ->
        [0] Nothing was found wanting by its readers.
        [one] { $all } article was found wanting by its readers:
       *[other] { $all } articles were found wanting by their readers, the worst first:
    }
kb-rework-row = { $row } · 👍 { $helpful } 👎 { $unhelpful }
kb-unused-heading =
    { $all ->
        [one] { $all } article that nobody has opened for { $days } days:
       *[other] { $all } articles that nobody has opened for { $days } days:
    }
kb-rework-told =
    ✏️ **{ $id }** { $title } does not help its readers: 👍 { $helpful } 👎 { $unhelpful }. Please rework it: `!kb edit { $id }`.

kb-due =
    📗 **{ $id }** { $title } is due for review on { $day }. Is it still right?
    ✅ yes · `!kb edit { $id }` changes it · `!kb retire { $id }` takes it out of use
kb-due-again =
    📗 **{ $id }** { $title } has been due for review since { $day }, and will be suggested no more some day. Is it still right?
    ✅ yes · `!kb edit { $id }` changes it · `!kb retire { $id }` takes it out of use
kb-due-managers = 📗 **{ $id }** { $title } has not been reviewed for long, though { $owner } was reminded several times. `!kb edit { $id } owner:@name` gives it to somebody else.
kb-owner-new = 📗 { $old }, who answered for **{ $id }** { $title }, has left. You do from now on; `!kb edit { $id } owner:@name` gives it to somebody else.
kb-owner-first = 📗 Nobody answers for **{ $id }** { $title }. You do from now on; `!kb edit { $id } owner:@name` gives it to somebody else.
kb-due-none = No article is due for review.
kb-due-heading =
    { $all ->
        [one] { $all } article is due for review:
       *[other] { $all } articles are due for review, the longest first:
    }
kb-due-since = since { $day }

kb-report = **Knowledge** { $from } – { $to }
kb-report-deflection = Tickets: { $raised } · answered with an article: { $offered } · solved by it: { $solved } ({ $of-offered } % of those answered, { $of-raised } % of all) · no help: { $rejected }
kb-report-hint = `!report knowledge week` (also day, month, quarter, year), `!report knowledge 2026-03`, `!report knowledge 2026-03-01..2026-03-15`
kb-report-used = Used most:
kb-report-used-row = { $row } · opened { $opened } · solved { $solved }
kb-report-unfound = Looked for and not found:
kb-report-unfound-row = “{ $words }” ({ $often })

verb-kb-usage = vpn
verb-kb-what = finds what is written down
verb-kb-more = What you look for, in your own words; misspelled words are found too. `!kb KB-12` shows an article, `page:2` its second page, `lang:de` its German words. Below it 👍 and 👎 tell whether it helped.
verb-kb-new-usage = from T-7
verb-kb-new-what = begins an article
verb-kb-new-more = Of a ticket: what it says and what solved it becomes a draft that I ask you through. Or with a title, and the solution in the lines below. Keys: `title:` `symptoms:` `solution:` `audience:public` `service:` `owner:` `review:` `lang:`.
verb-kb-edit-usage = KB-12 solution:…
verb-kb-edit-what = changes an article
verb-kb-edit-more = Keys: `title:` `symptoms:` `solution:` `audience:` `service:` `owner:` `review:` `why:`; `lang:de` with a title and a solution adds a translation. A value reaches to the next key, over as many lines as you like. Without keys I ask for each part.
verb-kb-publish-usage = KB-12
verb-kb-publish-what = lets others read an article
verb-kb-publish-more = It is found and suggested from then on, by everybody or by agents, as its `audience:` says.
verb-kb-retire-usage = KB-12 reason
verb-kb-retire-what = takes an article out of use
verb-kb-retire-more = It is found and suggested no more; who knows its number still reads it. `!kb publish` takes it back.
verb-kb-review-usage = KB-12
verb-kb-review-what = says that an article is still right
verb-kb-review-more = The next review is due a year later, or as configured. Without an article: those that are due.
verb-kb-history-usage = KB-12
verb-kb-history-what = shows who has changed an article
verb-kb-history-more = With a number behind it, that version as it was: `!kb history KB-12 3`.
verb-kb-rework-usage = { "" }
verb-kb-rework-what = lists articles that should be better
verb-kb-rework-more = Those that more readers found no help than a help, and those that nobody opens.
verb-kb-report-usage = month
verb-kb-report-what = shows how much articles solve
verb-kb-report-more = How many tickets were answered with an article and solved by one, which are used most, what was looked for in vain, and what is due. For `week`, `month`, `quarter`, `year`, a month as in `2026-03`, or days as in `2026-03-01..2026-03-15`.
