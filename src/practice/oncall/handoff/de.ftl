## Übergaben

oncall-handoff =
    { $which ->
        [change] 🔔 **{ $title }**: { $come } übernimmt von { $gone }
        [begins] 🔔 **{ $title }**: { $come } hat jetzt Bereitschaft
        [ends] 🔔 **{ $title }**: Die Schicht von { $gone } ist vorbei, { $stay } macht weiter
       *[nobody] ⚠️ **{ $title }**: Die Schicht von { $gone } ist vorbei, und niemand hat Bereitschaft
    }
oncall-handoff-come = 🔔 Du hast jetzt Bereitschaft: **{ $title }**
oncall-handoff-gone =
    { $which ->
        [somebody] 🔕 Deine Schicht ist vorbei: **{ $title }**. Jetzt hat sie { $people }
       *[nobody] 🔕 Deine Schicht ist vorbei: **{ $title }**. Jetzt hat niemand Bereitschaft
    }
oncall-handoff-shadow =
    { $which ->
        [somebody] 👥 Du lernst jetzt mit: **{ $title }**, bei { $people }, ohne geweckt zu werden
       *[nobody] 👥 Du lernst jetzt mit: **{ $title }**, ohne geweckt zu werden
    }
oncall-handoff-page =
    { $which ->
        [acked] 📟 { $what } · { $name } hat es
       *[woken] 📟 { $what } · jemand wird geweckt
    }
oncall-handoff-ticket = 🎫 { $what } · { $priority }
oncall-handoff-nothing = Kein Alarm läuft, und nichts Kritisches oder Hohes ist offen.
oncall-handoff-more = … und mehr: `!tickets team`
