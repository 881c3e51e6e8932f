## Hours

oncall-hours-period = “{ $text }” is no time of a report that I understand.
oncall-hours-hint = Write `!oncall hours it last month`, `2026-10`, `2026` or `2026-03-01..2026-03-15`; 13 months at most.
oncall-hours-long = That is longer than 13 months.
oncall-hours-heading = 🕒 **{ $title }**: hours on call, { $from } – { $to }
oncall-hours-name = Name
oncall-hours-total = Hours
oncall-hours-night = Night
oncall-hours-weekend = Weekend
oncall-hours-holiday = Holiday
oncall-hours-shifts = Shifts
oncall-hours-more = ±
oncall-hours-remark =
    { $holidays ->
        [known] Who takes turns has { $mean } hours on average; ± is what somebody has more or less. Night: { $night }. Holidays: { $calendar }.
       *[unknown] Who takes turns has { $mean } hours on average; ± is what somebody has more or less. Night: { $night }. No holidays are configured.
    }
oncall-hours-planned = What is still to come counts as it is planned.

## Help

verb-oncall-hours-usage = it last month
verb-oncall-hours-what = sums up who was on call how long
verb-oncall-hours-more = Nights, weekends and holidays apart, and who has more than others; with a table for those who pay it. Without a time this month; also `2026-10`, `2026` or `2026-03-01..2026-03-15`. Counted by the schedule as it is configured now, and by what people have changed.
