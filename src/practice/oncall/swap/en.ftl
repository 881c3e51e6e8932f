## Swaps

oncall-left = { $name } has left the company.
oncall-stands = There stands already: { $line }. `!oncall end { $number }` takes that back.
oncall-besides-stands = There stands as well: { $line }
oncall-swap-who = Who swaps with whom?
oncall-swap-when = Which times are swapped?
oncall-swap-hint = Write `!oncall swap @carla Sat 8-20 for Sun 8-20`. With one time alone I look for what you could get for it.
oncall-swap-self = Somebody must swap with somebody else.
oncall-swap-not-all = { $name } is not on call during all of that time.
oncall-swap-also = { $name } is on call then already.
oncall-swap-overlap = Those two times overlap.
oncall-swap-begun = That time has begun already, and can be swapped no more.
oncall-swap-nothing = I found no time that { $name } could give for it in the next weeks. Name one.
oncall-swap-twice = That is asked already.
oncall-swap-card = 🔄 **{ $title }**: a swap, proposed by { $by }
oncall-swap-half = { $from } – { $to }: { $add } in place of { $remove }
oncall-swap-actions = ✅ I agree · ❌ no
oncall-swap-waits = Waits for { $names }. ❌ takes it back.
oncall-swap-state =
    { $state ->
        [done] ✅ Swapped.
        [declined] ❌ { $name } does not want to.
        [withdrawn] { $name } has taken it back.
        [expired] ⌛ Not both have agreed in time.
       *[void] The schedule is another one by now.
    }
oncall-swap-others = That is for the two who swap.
oncall-swap-over =
    { $state ->
        [done] It is swapped. The changes stand in `!oncall`; `!oncall end` takes each of them back.
       *[other] That is over already.
    }
oncall-swap-schedule-gone = That schedule exists no more.
oncall-swap-agreed-already = You have agreed already.
oncall-swap-unagreed = You do not agree yet. ✅ agrees, ❌ refuses.
oncall-swap-noted = Noted: there is no swap. The others know.
oncall-swapped = 🔄 **{ $title }** swapped. { $first }; { $second }. `!oncall end { $one }` and `!oncall end { $other }` take it back.
oncall-swap-off =
    { $state ->
        [declined] ❌ No swap in { $title }: { $name } does not want to. ({ $first }; { $second })
        [withdrawn] No swap in { $title }: { $name } has taken it back. ({ $first }; { $second })
        [expired] ⌛ No swap in { $title }: not both have agreed in time. ({ $first }; { $second })
       *[void] No swap in { $title }: the schedule is another one by now. ({ $first }; { $second })
    }

## Help

verb-oncall-swap-usage = @carla Sat 8-20 for Sun 8-20
verb-oncall-swap-what = swaps shifts with somebody, who must agree
verb-oncall-swap-more = Your time for theirs; with one time alone I look for what they could give you. They are asked alone, ✅ agrees. `!oncall swap @bernd @carla …` proposes it for two others, and both must agree. `schedule:it` where there are several.
