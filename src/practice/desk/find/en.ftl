## Lists

tickets-none =
    { $which ->
        [mine] You have no open tickets.
        [team] The team has no open tickets.
        [unassigned] No open ticket waits for somebody to take it.
        [breaching] Of no open ticket anything is promised or wanted by a certain time.
       *[open] There are no open tickets.
    }
tickets-none-filtered = No ticket fits that.
tickets-heading =
    { $which ->
        [mine] { $total ->
            [one] **Your open ticket**
           *[other] **Your { $total } open tickets**
        }
        [team] { $total ->
            [one] **One open ticket of the team**
           *[other] **{ $total } open tickets of the team**
        }
        [unassigned] { $total ->
            [one] **One open ticket that nobody has**
           *[other] **{ $total } open tickets that nobody has**
        }
        [breaching] { $total ->
            [one] **One open ticket with a due time**
           *[other] **{ $total } open tickets with a due time**, the earliest first
        }
       *[open] { $total ->
            [one] **One open ticket**
           *[other] **{ $total } open tickets**
        }
    }
tickets-heading-filtered =
    { $total ->
        [one] **One ticket fits**
       *[other] **{ $total } tickets fit**
    }
tickets-heading-many = **More than { $total } tickets**
tickets-more = … { $left } more: `{ $command }`
tickets-more-many = … more: `{ $command }`
list-unknown = I do not know the list “{ $text }”.
list-hint = `{ $prefix }tickets mine`, `open`, `team`, `unassigned`, `breaching` and `search …` are there; a number at the end turns pages.
page-past-end = This list has no page { $page }.
team-none = You belong to no team.
team-none-hint = `{ $prefix }tickets team team:network` shows the tickets of one team.
find-key-empty = There is nothing behind `{ $key }:`.
find-key-unknown = I do not know the filter “{ $key }:”.
find-keys = There are state: prio: team: service: cat: assignee: requester: since: until:
find-state-unknown = I do not know the state “{ $text }”.
find-states = new, assigned, planned, pending, resolved, closed; open, done or all.
find-team-unknown = I know no team “{ $text }”.
find-time-hint = For example `since:7d`, `since:yesterday`, `until:24.12.`

## Search

search-empty = What are you looking for?
search-hint = For example `{ $prefix }tickets search printer floor 3`; what stands in "quotes" is found in that order.
search-none = I found nothing for “{ $text }”.
search-heading =
    { $total ->
        [one] **One ticket** for “{ $text }”
       *[other] **{ $total } tickets** for “{ $text }”
    }
search-heading-many = **At least { $total } tickets** for “{ $text }”
search-row =
    { $row }
    ↳ { $excerpt }

## What resembles what

similar-one = Is **{ $id }** the same as this one? Then tap 🔗: you are told when it is solved, and { $id } is closed.
similar-several = Is **{ $id }** the same as one of these? Then tap its sign: you are told when that one is solved, and { $id } is closed.
similar-line = { $sign } { $row }
ticket-line-affected = { $line } · { $people } affected
ticket-state-duplicate = Duplicate of { $of }
duplicate-joined = 🔗 **{ $id }** is closed as a duplicate of **{ $of }**. When that one is solved, you hear of it here. Take 🔗 back to open { $id } again.
duplicate-already = { $id } is a duplicate of { $of } already: somebody else was faster. When that one is solved, its requester hears of it.
duplicate-undone = **{ $id }** is open again.
duplicate-over =
    { $of } is { $from ->
        [resolved] resolved
       *[closed] closed
    } by now. { $id } stays open.
affected-inside = 🔗 { $name } has the trouble of { $id } as well ({ $via }).
affected-resolved = { $person } **{ $id }** is resolved, of which your { $via } was a duplicate. Do you still have the trouble? Open { $via } again with 🔁.
affected-withdrawn = { $person } **{ $id }**, of which your { $via } was a duplicate, was withdrawn. Do you still have the trouble? Open { $via } again with 🔁.
affected-solution =
    { $told }
    💡 { $solution }

## What is said of each command

verb-tickets-mine-usage = {""}
verb-tickets-mine-what = lists your open tickets
verb-tickets-mine-more =
    What you have raised, what was raised for you, and what you have taken. ➡️ and ⬅️ turn pages, or a number at the end.
    In all lists: `state:closed` (new, assigned, planned, pending, resolved, closed, open, done, all), `prio:high`, `team:`, `service:`, `cat:`, `assignee:@anna` (`me`, `none`), `requester:@anna`, `since:7d`, `until:yesterday`.
verb-tickets-open-usage = {""}
verb-tickets-open-what = lists all open tickets
verb-tickets-open-more = The most urgent first, then the oldest. Filters and pages as in `{ $prefix }help tickets mine`.
verb-tickets-team-usage = {""}
verb-tickets-team-what = lists your team's open tickets
verb-tickets-team-more = In a team's room those of that team. Filters and pages as in `{ $prefix }help tickets mine`.
verb-tickets-unassigned-usage = {""}
verb-tickets-unassigned-what = lists open tickets that nobody has
verb-tickets-unassigned-more = The most urgent first. Filters and pages as in `{ $prefix }help tickets mine`.
verb-tickets-breaching-usage = {""}
verb-tickets-breaching-what = lists what is due soonest
verb-tickets-breaching-more = Open tickets of which an answer or a solution is promised, or whose requester named a time (`due:`), what is overdue first. Filters and pages as in `{ $prefix }help tickets mine`.
verb-tickets-search-usage = printer floor 3
verb-tickets-search-what = searches tickets
verb-tickets-search-more = In titles, descriptions, solutions and what was said; open and closed ones, what fits best first; misspelled words are found too. "Quotes" keep words together. Requesters search their own tickets; inside a team also its notes. `page:2` shows the next page, filters as in `{ $prefix }help tickets mine`.
