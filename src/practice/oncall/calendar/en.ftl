## Calendars

oncall-calendar-own = On call: { $title }
oncall-calendar-learns = Learns along: { $title }
oncall-calendar-of = On call: { $name }
oncall-calendar-posted = 📅 The shifts of **{ $title }** in the next 90 days, for your calendar program:
oncall-calendar-posted-own = 📅 The shifts of { $name } in the next 90 days, for your calendar program:
oncall-calendar-or-link = An address that your program subscribes to comes by `!oncall calendar link`.
oncall-calendar-not-served = There is no address to subscribe to: nobody has set it up.
oncall-calendar-not-served-hint = Whoever looks after me sets `listen` and `public_url` in [ops]. `!oncall calendar` gives a file.
oncall-calendar-link = 📅 The shifts of **{ $title }**, to subscribe to: { $link } Whoever knows this address can read it. `!oncall calendar revoke` makes it useless, a new one replaces it.
oncall-calendar-link-own = 📅 Your shifts, to subscribe to: { $link } Whoever knows this address can read it. `!oncall calendar revoke` makes it useless, a new one replaces it.
oncall-calendar-link-sent = I have written the address to you alone: it is a secret.
oncall-calendar-none = You have no address that could be revoked.
oncall-calendar-revoked = Your addresses are revoked: nobody can read by them any more.

## Help

verb-oncall-calendar-usage = mine
verb-oncall-calendar-what = gives shifts to your calendar program
verb-oncall-calendar-more = `!oncall calendar it` those of a schedule, `mine` your own, as a file for 90 days. `!oncall calendar link it` makes an address to subscribe to, where one is set up, and writes it to you alone; `!oncall calendar revoke` makes all of yours useless.
