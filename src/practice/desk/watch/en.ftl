## Who watches it

watch-on = 👁 You watch **{ $id }**: answers and the solution come to our direct chat. `{ $prefix }unwatch { $id }` ends it.
watch-on-other = 👁 { $name } watches **{ $id }** now.
watch-told = 👁 { $name } lets you watch **{ $id }** { $title }: answers and the solution come here. `{ $prefix }unwatch { $id }` ends it.
watch-off = You do not watch **{ $id }** any more.
watch-off-other = { $name } does not watch **{ $id }** any more.
watch-not = You do not watch { $id }.
watch-not-other = { $name } does not watch { $id }.
watch-already = You watch { $id } already.
watch-already-other = { $name } watches { $id } already.
watch-own = { $id } is your own: you hear of it anyway.
watch-requester = { $id } is { $name }'s own: they hear of it anyway.
watch-private = { $id } is private, and { $name } may not see it.
watch-news =
    👁 **{ $id }** { $title }
    { $what }
watch-resolved = Resolved.
watch-resolved-solution = Resolved. 💡 { $solution }
watch-unanswered = Closed, because the requester did not answer.

verb-ticket-watch-usage = T-7
verb-ticket-watch-what = lets you hear of a ticket that is not yours
verb-ticket-watch-more = Answers to the requester and the solution come to you in a direct chat. Works in the ticket's thread; agents can watch any of theirs, and let others watch: `{ $prefix }watch T-7 @anna`.
verb-ticket-unwatch-usage = T-7
verb-ticket-unwatch-what = ends that
verb-ticket-unwatch-more = You hear of the ticket no more. Agents can do it for others: `{ $prefix }unwatch T-7 @anna`.
