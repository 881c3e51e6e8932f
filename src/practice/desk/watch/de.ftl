## Wer es beobachtet

watch-on = 👁 Du beobachtest **{ $id }**: Antworten und die Lösung kommen in unseren Direktchat. `{ $prefix }nicht-beobachten { $id }` beendet das.
watch-on-other = 👁 { $name } beobachtet jetzt **{ $id }**.
watch-told = 👁 { $name } lässt dich **{ $id }** { $title } beobachten: Antworten und die Lösung kommen hierher. `{ $prefix }nicht-beobachten { $id }` beendet das.
watch-off = Du beobachtest **{ $id }** nicht mehr.
watch-off-other = { $name } beobachtet **{ $id }** nicht mehr.
watch-not = Du beobachtest { $id } nicht.
watch-not-other = { $name } beobachtet { $id } nicht.
watch-already = Du beobachtest { $id } schon.
watch-already-other = { $name } beobachtet { $id } schon.
watch-own = { $id } ist dein eigenes: Du erfährst ohnehin davon.
watch-requester = { $id } gehört { $name }, der Bescheid kommt dort ohnehin an.
watch-private = { $id } ist vertraulich, und { $name } darf es nicht sehen.
watch-news =
    👁 **{ $id }** { $title }
    { $what }
watch-resolved = Gelöst.
watch-resolved-solution = Gelöst. 💡 { $solution }
watch-unanswered = Geschlossen, weil vom Melder keine Antwort kam.

verb-ticket-watch-usage = T-7
verb-ticket-watch-what = lässt dich von einem Ticket hören, das nicht deins ist
verb-ticket-watch-more = Antworten an den Melder und die Lösung kommen zu dir in einen Direktchat. Geht im Thread des Tickets; Bearbeiter können jedes der ihren beobachten und andere beobachten lassen: `{ $prefix }beobachten T-7 @anna`.
verb-ticket-unwatch-usage = T-7
verb-ticket-unwatch-what = beendet das
verb-ticket-unwatch-more = Du hörst nichts mehr davon. Bearbeiter können es auch für andere: `{ $prefix }nicht-beobachten T-7 @anna`.
