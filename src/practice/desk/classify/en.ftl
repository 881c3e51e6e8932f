## What it is about

category-missing = Which category?
service-missing = Which service?
classify-hint = For example one of these: { $names }.
classified = **{ $id }** is now under { $title }. Its team stays the same; `{ $prefix }assign team:…` changes that.
private-how = Should it be private, or not?
private-hint = `{ $prefix }private on` or `{ $prefix }private off`.
private-already = { $id } is private already.
public-already = { $id } is not private.
private-now = 🔒 **{ $id }** is private now: only its requester, its assignee and its team see it. What was written before can still be read where it was written.
public-now = 🔓 **{ $id }** is private no more.
private-nowhere = { $id } cannot be private: the team that has it has no room of its own.
private-nowhere-hint = Give it to one that has first: `{ $prefix }assign team:…`.
left-private = 🔒 **{ $id }** goes on in a direct chat.

verb-ticket-category-usage = T-7 hardware
verb-ticket-category-what = puts a ticket under a category
verb-ticket-category-more = Categories are in the configuration. Under a private one the ticket becomes private. Its team stays the same.
verb-ticket-service-usage = T-7 mail
verb-ticket-service-what = says which service a ticket is about
verb-ticket-service-more = Services are in the configuration. The ticket's team stays the same.
verb-ticket-private-usage = T-7 on
verb-ticket-private-what = makes a ticket private, or not
verb-ticket-private-more = `on` or `off`. A private ticket is seen by requester, assignee and team alone; its requester goes on in a direct chat.
