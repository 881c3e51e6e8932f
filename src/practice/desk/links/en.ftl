## Links

link-line = 🔗 { $links }
link-part =
    { $kind ->
        [main] duplicate of { $id }
        [duplicate] duplicate: { $id }
        [parent] part of { $id }
        [child] parent of { $id }
       *[related] related: { $id }
    }
link-made =
    🔗 { $kind ->
        [main] **{ $one }** is a duplicate of **{ $other }** now.
        [duplicate] **{ $other }** is a duplicate of **{ $one }** now.
        [parent] **{ $other }** is the parent of **{ $one }** now.
        [child] **{ $other }** is a child of **{ $one }** now.
       *[related] **{ $one }** and **{ $other }** are related now.
    }
link-already =
    { $kind ->
        [main] { $one } is a duplicate of { $other } already.
        [duplicate] { $other } is a duplicate of { $one } already.
        [parent] { $other } is the parent of { $one } already.
        [child] { $other } is a child of { $one } already.
       *[related] { $one } and { $other } are related already.
    }
link-circle =
    { $kind ->
        [main] { $one } cannot be a duplicate of { $other }: that would be a circle.
        [duplicate] { $other } cannot be a duplicate of { $one }: that would be a circle.
        [parent] { $other } cannot be the parent of { $one }: that would be a circle.
       *[other] { $other } cannot be a child of { $one }: that would be a circle.
    }
link-which =
    Which tickets? { $verb ->
        [merge] `{ $prefix }merge T-9 into T-7`, or `{ $prefix }merge T-7` in the thread of T-9.
        [unlink] `{ $prefix }unlink T-7 T-9`, or `{ $prefix }unlink T-9` in the thread of one of them.
       *[link] `{ $prefix }link T-7 T-9 related`, or `{ $prefix }link T-9 related` in the thread of one of them.
    }
link-how = What is { $id } to the other one?
link-unknown = I know no link “{ $text }”.
link-hint = duplicate, main, parent, child or related: what the ticket that is named last is to the other one.
link-itself = { $id } cannot be linked to itself.
link-none = { $one } and { $other } are not linked.
link-removed = **{ $one }** and **{ $other }** are not linked any more.

## Merging

merged = 🔀 **{ $id }** is a part of **{ $target }** now. What is said in its threads goes on there.
merged-into = 🔀 merged into { $target }
merged-goes-on = 🔀 goes on as { $target }. Whatever you write in this thread reaches those who work on it.
merged-told = { $person } **{ $id }** goes on as **{ $target }**. You need not do anything: whatever you write here reaches those who work on it, and you hear when it is resolved.
merged-inside = 🔀 **{ $id }** was merged into **{ $target }** by { $name }.
merged-already = { $id } was merged into { $target }.
merged-already-hint = Write the command in the thread of { $target }, or name it.
merged-already-hint-requester = You need not do anything: whatever you write here reaches those who work on it.
merged-resolved = { $person } **{ $target }** is resolved, of which your **{ $id }** became a part. If it is not: say so here.
merged-resolved-solution =
    { $person } **{ $target }** is resolved, of which your **{ $id }** became a part. If it is not: say so here.
    💡 { $solution }
unmerged = 🔀 **{ $id }** stands for itself again, apart from **{ $target }**, as it was before. What is said in its threads stays there.
unmerged-told = { $person } **{ $id }** is a ticket of its own again, apart from { $target }. Whatever you write here reaches those who work on it.
unmerged-inside = 🔀 **{ $id }** was taken out of **{ $target }** again by { $name }.
unmerge-none = { $id } is no part of another ticket.
unmerge-which = Which ticket? Name the one that became part of another: `{ $prefix }unmerge T-9`.
merge-itself = { $id } cannot be merged into itself.
merge-closed = { $id } is closed, and what is over stays as it is.
merge-closed-hint = `{ $prefix }link { $id } { $target } related` connects them.
merge-target-over =
    { $target } is { $state ->
        [resolved] resolved
       *[closed] closed
    } already, so { $id } would be over unseen.
merge-target-over-hint = `{ $prefix }reopen { $target }` first, or merge { $target } into { $id }.
merge-private = { $id } and { $target } are not read by the same people: what is private in one of them would be seen in the other.
merge-team = { $id } and { $target } are private, and belong to different teams.
merge-link-hint = `{ $prefix }link { $id } { $target } related` connects them, and nobody sees more than before.

## Duplicates and children of what was resolved

below-ask =
    { $count ->
        [one] **{ $id }** is resolved. { $ids } is a duplicate or child of it and still open: resolve it with the same solution? ✅ yes · ❌ no
       *[other] **{ $id }** is resolved. { $ids } are duplicates or children of it and still open: resolve them with the same solution? ✅ yes · ❌ no
    }
below-resolved = ✅ Resolved with **{ $id }**: { $ids }. Their requesters have been told.
below-others = Others work on { $ids }, so it is left to them.
below-left = ❌ What belongs to **{ $id }** stays open.
below-nothing = Nothing that belongs to **{ $id }** is open any more.
below-open-again = **{ $id }** is open again, so nothing was resolved with it.
below-not-permitted = ⛔ Those who work on the ticket decide that.

## Splitting

split = ✂️ **{ $id }** was made of what { $name } wrote in **{ $source }**.
split-internal = ✂️ **{ $id }** was made of what { $name } wrote inside the team, as a private ticket of { $name }. The requester of **{ $source }** does not learn of it.
split-already = { $id } was made of that message already.
split-nothing = In the threads of { $id } its requester has said nothing more than what it is about.
split-raised = That message is what { $id } is about.
split-taken-back = That message was taken back.
split-not-said = That message is not one of those that were written about { $id }.
split-hint = Reply to the message that is another matter, and write `{ $prefix }split`; text behind it becomes the title.

verb-ticket-link-usage = T-7 T-9 parent
verb-ticket-link-what = links two tickets
verb-ticket-link-more = duplicate, main, parent, child or related: what the one named last is to the other; in a ticket's thread only that one is named. Linking them again changes the link.
verb-ticket-unlink-usage = T-7 T-9
verb-ticket-unlink-what = removes a link
verb-ticket-unlink-more = In the thread of one of them only the other is named.
verb-ticket-merge-usage = T-9 into T-7
verb-ticket-merge-what = makes a ticket part of another one
verb-ticket-merge-more = The one named last stays; in the thread of the other only that one is named. Both logs are kept, its requester is told, and what they write goes on there. A private ticket can only be merged with a private one of the same team.
verb-ticket-unmerge-usage = T-9
verb-ticket-unmerge-what = makes a merged ticket one of its own again
verb-ticket-unmerge-more = It is as it was before, in its own threads, whatever has become of the other one. In its thread it need not be named.
verb-ticket-split-usage = another title
verb-ticket-split-what = makes a new ticket of one message
verb-ticket-split-more = As a reply to the message; without one, the requester's last message in the thread. What was said inside the team becomes a private ticket of whoever said it.
