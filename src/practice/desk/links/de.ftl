## Verknüpfungen

link-line = 🔗 { $links }
link-part =
    { $kind ->
        [main] Duplikat von { $id }
        [duplicate] Duplikat: { $id }
        [parent] Teil von { $id }
        [child] umfasst { $id }
       *[related] verwandt: { $id }
    }
link-made =
    🔗 { $kind ->
        [main] **{ $one }** ist jetzt ein Duplikat von **{ $other }**.
        [duplicate] **{ $other }** ist jetzt ein Duplikat von **{ $one }**.
        [parent] **{ $other }** ist jetzt **{ $one }** übergeordnet.
        [child] **{ $other }** ist jetzt **{ $one }** untergeordnet.
       *[related] **{ $one }** und **{ $other }** sind jetzt verwandt.
    }
link-already =
    { $kind ->
        [main] { $one } ist schon ein Duplikat von { $other }.
        [duplicate] { $other } ist schon ein Duplikat von { $one }.
        [parent] { $other } ist { $one } schon übergeordnet.
        [child] { $other } ist { $one } schon untergeordnet.
       *[related] { $one } und { $other } sind schon verwandt.
    }
link-circle =
    { $kind ->
        [main] { $one } kann kein Duplikat von { $other } sein: das wäre ein Kreis.
        [duplicate] { $other } kann kein Duplikat von { $one } sein: das wäre ein Kreis.
        [parent] { $other } kann { $one } nicht übergeordnet sein: das wäre ein Kreis.
       *[other] { $other } kann { $one } nicht untergeordnet sein: das wäre ein Kreis.
    }
link-which =
    Welche Tickets? { $verb ->
        [merge] `{ $prefix }zusammenführen T-9 mit T-7`, oder `{ $prefix }zusammenführen T-7` im Thread von T-9.
        [unlink] `{ $prefix }trennen T-7 T-9`, oder `{ $prefix }trennen T-9` im Thread des anderen.
       *[link] `{ $prefix }verknüpfen T-7 T-9 verwandt`, oder `{ $prefix }verknüpfen T-9 verwandt` im Thread des anderen.
    }
link-how = Was ist { $id } für das andere?
link-unknown = Eine Verknüpfung „{ $text }“ kenne ich nicht.
link-hint = duplikat, hauptticket, übergeordnet, untergeordnet oder verwandt: was das zuletzt genannte Ticket für das andere ist.
link-itself = { $id } kann nicht mit sich selbst verknüpft werden.
link-none = { $one } und { $other } sind nicht verknüpft.
link-removed = **{ $one }** und **{ $other }** sind nicht mehr verknüpft.

## Zusammenführen

merged = 🔀 **{ $id }** ist jetzt ein Teil von **{ $target }**. Was in seinen Threads gesagt wird, geht dort weiter.
merged-into = 🔀 zusammengeführt mit { $target }
merged-goes-on = 🔀 geht als { $target } weiter. Was du in diesen Thread schreibst, erreicht alle, die daran arbeiten.
merged-told = { $person } **{ $id }** geht als **{ $target }** weiter. Du musst nichts tun: was du hier schreibst, erreicht alle, die daran arbeiten, und du hörst, wenn es gelöst ist.
merged-inside = 🔀 **{ $id }** wurde von { $name } mit **{ $target }** zusammengeführt.
merged-already = { $id } wurde mit { $target } zusammengeführt.
merged-already-hint = Schreibe den Befehl in den Thread von { $target }, oder nenne es.
merged-already-hint-requester = Du musst nichts tun: was du hier schreibst, erreicht alle, die daran arbeiten.
merged-resolved = { $person } **{ $target }** ist gelöst, dein **{ $id }** ging darin auf. Falls nicht: sag es hier.
merged-resolved-solution =
    { $person } **{ $target }** ist gelöst, dein **{ $id }** ging darin auf. Falls nicht: sag es hier.
    💡 { $solution }
unmerged = 🔀 **{ $id }** steht wieder für sich, getrennt von **{ $target }** und wie es vorher war. Was in seinen Threads gesagt wird, bleibt dort.
unmerged-told = { $person } **{ $id }** ist wieder ein eigenes Ticket, getrennt von { $target }. Was du hier schreibst, erreicht alle, die daran arbeiten.
unmerged-inside = 🔀 **{ $id }** wurde von { $name } wieder aus **{ $target }** herausgelöst.
unmerge-none = { $id } ist kein Teil eines anderen Tickets.
unmerge-which = Welches Ticket? Nenne das, das Teil eines anderen geworden ist: `{ $prefix }herauslösen T-9`.
merge-itself = { $id } kann nicht mit sich selbst zusammengeführt werden.
merge-closed = { $id } ist geschlossen, und was vorbei ist, bleibt, wie es ist.
merge-closed-hint = `{ $prefix }verknüpfen { $id } { $target } verwandt` verbindet sie.
merge-target-over =
    { $target } ist schon { $state ->
        [resolved] gelöst
       *[closed] geschlossen
    }, { $id } wäre damit ungesehen vorbei.
merge-target-over-hint = Erst `{ $prefix }wiedereröffnen { $target }`, oder { $target } mit { $id } zusammenführen.
merge-private = { $id } und { $target } werden nicht von denselben Leuten gelesen: was in einem vertraulich ist, wäre im anderen zu sehen.
merge-team = { $id } und { $target } sind vertraulich und gehören verschiedenen Teams.
merge-link-hint = `{ $prefix }verknüpfen { $id } { $target } verwandt` verbindet sie, und niemand sieht mehr als vorher.

## Duplikate und Untergeordnete von Gelöstem

below-ask =
    { $count ->
        [one] **{ $id }** ist gelöst. { $ids } ist ein Duplikat oder untergeordnet und noch offen: mit derselben Lösung lösen? ✅ ja · ❌ nein
       *[other] **{ $id }** ist gelöst. { $ids } sind Duplikate oder untergeordnet und noch offen: mit derselben Lösung lösen? ✅ ja · ❌ nein
    }
below-resolved = ✅ Mit **{ $id }** gelöst: { $ids }. Die Melder wissen Bescheid.
below-others = An { $ids } arbeiten andere, das bleibt ihnen überlassen.
below-left = ❌ Was zu **{ $id }** gehört, bleibt offen.
below-nothing = Nichts, was zu **{ $id }** gehört, ist noch offen.
below-open-again = **{ $id }** ist wieder offen, deshalb wurde nichts damit gelöst.
below-not-permitted = ⛔ Das entscheidet, wer an dem Ticket arbeitet.

## Abspalten

split = ✂️ **{ $id }** ist aus dem entstanden, was { $name } in **{ $source }** geschrieben hat.
split-internal = ✂️ **{ $id }** ist aus dem entstanden, was { $name } im Team geschrieben hat, als vertrauliches Ticket von { $name }. Wer **{ $source }** gemeldet hat, erfährt nichts davon.
split-already = Aus dieser Nachricht ist schon { $id } entstanden.
split-nothing = In den Threads von { $id } hat der Melder nichts weiter gesagt als das, worum es geht.
split-raised = Um diese Nachricht geht es in { $id } ja.
split-taken-back = Diese Nachricht wurde zurückgezogen.
split-not-said = Diese Nachricht ist keine von denen, die zu { $id } geschrieben wurden.
split-hint = Antworte auf die Nachricht, die etwas anderes ist, mit `{ $prefix }abspalten`; Text dahinter wird der Titel.

verb-ticket-link-usage = T-7 T-9 übergeordnet
verb-ticket-link-what = verknüpft zwei Tickets
verb-ticket-link-more = duplikat, hauptticket, übergeordnet, untergeordnet oder verwandt: was das zuletzt genannte für das andere ist; im Thread eines Tickets wird nur das andere genannt. Noch einmal verknüpfen ändert die Verknüpfung.
verb-ticket-unlink-usage = T-7 T-9
verb-ticket-unlink-what = löst eine Verknüpfung
verb-ticket-unlink-more = Im Thread des einen wird nur das andere genannt.
verb-ticket-merge-usage = T-9 in T-7
verb-ticket-merge-what = macht ein Ticket zum Teil eines anderen
verb-ticket-merge-more = Das zuletzt genannte bleibt; im Thread des anderen wird nur dieses genannt. Beide Verläufe bleiben, der Melder hört davon, und was er schreibt, geht dort weiter. Ein vertrauliches Ticket kann nur mit einem vertraulichen desselben Teams zusammengeführt werden.
verb-ticket-unmerge-usage = T-9
verb-ticket-unmerge-what = macht ein zusammengeführtes Ticket wieder zu einem eigenen
verb-ticket-unmerge-more = Es ist wie vorher, in seinen eigenen Threads, was auch aus dem anderen geworden ist. In seinem Thread muss man es nicht nennen.
verb-ticket-split-usage = anderer Titel
verb-ticket-split-what = macht aus einer Nachricht ein neues Ticket
verb-ticket-split-more = Als Antwort auf die Nachricht; sonst ist es die letzte des Melders im Thread. Was im Team gesagt wurde, wird ein vertrauliches Ticket dessen, der es gesagt hat.
