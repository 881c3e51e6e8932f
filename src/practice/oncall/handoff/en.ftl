## Hand-offs

oncall-handoff =
    { $which ->
        [change] 🔔 **{ $title }**: { $come } takes over from { $gone }
        [begins] 🔔 **{ $title }**: { $come } is on call now
        [ends] 🔔 **{ $title }**: the shift of { $gone } is over, { $stay } goes on
       *[nobody] ⚠️ **{ $title }**: the shift of { $gone } is over, and nobody is on call
    }
oncall-handoff-come = 🔔 You are on call now: **{ $title }**
oncall-handoff-gone =
    { $which ->
        [somebody] 🔕 Your shift is over: **{ $title }**. { $people } has it now
       *[nobody] 🔕 Your shift is over: **{ $title }**. Nobody has it now
    }
oncall-handoff-shadow =
    { $which ->
        [somebody] 👥 You learn along now: **{ $title }**, with { $people }, without being woken
       *[nobody] 👥 You learn along now: **{ $title }**, without being woken
    }
oncall-handoff-page =
    { $which ->
        [acked] 📟 { $what } · { $name } has it
       *[woken] 📟 { $what } · somebody is being woken
    }
oncall-handoff-ticket = 🎫 { $what } · { $priority }
oncall-handoff-nothing = No page runs, and nothing critical or high is open.
oncall-handoff-more = … and more: `!tickets team`
