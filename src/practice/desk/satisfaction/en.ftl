## Satisfaction

satisfaction-ask = { $name }, how was it with **{ $id }**? One tap: 1️⃣ very bad · 2️⃣ · 3️⃣ · 4️⃣ · 5️⃣ very good
satisfaction-thanks = Thank you: ⭐ { $score } of 5 for **{ $id }**. If you like, say in a line why: what you write here next, within a day, is kept with it. Another tap changes it, taking it back removes it.
satisfaction-comment-kept = Thank you, your words are kept with your rating of **{ $id }**.
satisfaction-not-yours = ⛔ How it was with { $id } is for its requester to say.
satisfaction-open-again = { $id } is open again. I ask once more when it is closed.
satisfaction-line = ⭐ { $score }
satisfaction-heading =
    ⭐ **Satisfaction, { $period ->
        [day] last 24 hours
        [week] last 7 days
        [month] last 30 days
       *[year] last 365 days
    }**
satisfaction-team =
    { $votes ->
        [one] { $team }: { $average } (one vote)
       *[other] { $team }: { $average } ({ $votes } votes)
    }
satisfaction-no-team =
    { $votes ->
        [one] No team: { $average } (one vote)
       *[other] No team: { $average } ({ $votes } votes)
    }
satisfaction-none =
    Nobody has said how it was in the { $period ->
        [day] last 24 hours
        [week] last 7 days
        [month] last 30 days
       *[year] last 365 days
    }.
satisfaction-unclear = I do not know the time “{ $text }”.
satisfaction-hint = day, week, month or year; and `team:it` for one team.

verb-satisfaction-usage = month team:it
verb-satisfaction-what = shows how satisfied people are
verb-satisfaction-more = The average of what requesters have said when their tickets were closed, by team, 1 to 5. day, week, month or year.
