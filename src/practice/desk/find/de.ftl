## Listen

tickets-none =
    { $which ->
        [mine] Du hast keine offenen Tickets.
        [team] Das Team hat keine offenen Tickets.
        [unassigned] Kein offenes Ticket wartet darauf, dass es jemand nimmt.
        [breaching] Für kein offenes Ticket ist etwas zugesagt oder ein Termin gewünscht.
       *[open] Es gibt keine offenen Tickets.
    }
tickets-none-filtered = Dazu passt kein Ticket.
tickets-heading =
    { $which ->
        [mine] { $total ->
            [one] **Dein offenes Ticket**
           *[other] **Deine { $total } offenen Tickets**
        }
        [team] { $total ->
            [one] **Ein offenes Ticket des Teams**
           *[other] **{ $total } offene Tickets des Teams**
        }
        [unassigned] { $total ->
            [one] **Ein offenes Ticket, das niemand hat**
           *[other] **{ $total } offene Tickets, die niemand hat**
        }
        [breaching] { $total ->
            [one] **Ein offenes Ticket mit einer Frist**
           *[other] **{ $total } offene Tickets mit einer Frist**, die früheste zuerst
        }
       *[open] { $total ->
            [one] **Ein offenes Ticket**
           *[other] **{ $total } offene Tickets**
        }
    }
tickets-heading-filtered =
    { $total ->
        [one] **Ein Ticket passt**
       *[other] **{ $total } Tickets passen**
    }
tickets-heading-many = **Mehr als { $total } Tickets**
tickets-more = … noch { $left }: `{ $command }`
tickets-more-many = … weitere: `{ $command }`
list-unknown = Die Liste „{ $text }“ kenne ich nicht.
list-hint = Es gibt `{ $prefix }tickets meine`, `offen`, `team`, `frei`, `überfällig` und `suche …`; eine Zahl am Ende blättert.
page-past-end = Eine Seite { $page } hat diese Liste nicht.
team-none = Du gehörst zu keinem Team.
team-none-hint = `{ $prefix }tickets team team:network` zeigt die Tickets eines Teams.
find-key-empty = Hinter `{ $key }:` steht nichts.
find-key-unknown = Den Filter „{ $key }:“ kenne ich nicht.
find-keys = Es gibt status: prio: team: service: kat: zuständig: melder: seit: bis:
find-state-unknown = Den Status „{ $text }“ kenne ich nicht.
find-states = neu, zugewiesen, geplant, wartend, gelöst, geschlossen; offen, erledigt oder alle.
find-team-unknown = Ein Team „{ $text }“ kenne ich nicht.
find-time-hint = Zum Beispiel `seit:7d`, `seit:gestern`, `bis:24.12.`

## Suche

search-empty = Wonach suchst du?
search-hint = Zum Beispiel `{ $prefix }tickets suche Drucker 3. Stock`; was in "Anführungszeichen" steht, wird in dieser Reihenfolge gefunden.
search-none = Zu „{ $text }“ habe ich nichts gefunden.
search-heading =
    { $total ->
        [one] **Ein Ticket** zu „{ $text }“
       *[other] **{ $total } Tickets** zu „{ $text }“
    }
search-heading-many = **Mindestens { $total } Tickets** zu „{ $text }“
search-row =
    { $row }
    ↳ { $excerpt }

## Was wem ähnelt

similar-one = Ist **{ $id }** dasselbe wie dieses hier? Dann tippe 🔗 an: Du erfährst, wenn es gelöst ist, und { $id } wird geschlossen.
similar-several = Ist **{ $id }** dasselbe wie eines von diesen? Dann tippe dessen Zeichen an: Du erfährst, wenn jenes gelöst ist, und { $id } wird geschlossen.
similar-line = { $sign } { $row }
ticket-line-affected = { $line } · { $people } betroffen
ticket-state-duplicate = Duplikat von { $of }
duplicate-joined = 🔗 **{ $id }** ist als Duplikat von **{ $of }** geschlossen. Wenn jenes gelöst ist, erfährst du es hier. Nimmst du das 🔗 zurück, ist { $id } wieder offen.
duplicate-already = { $id } ist schon ein Duplikat von { $of }: Jemand war schneller. Wenn jenes gelöst ist, erfährt es, wer { $id } gemeldet hat.
duplicate-undone = **{ $id }** ist wieder offen.
duplicate-over =
    { $of } ist inzwischen { $from ->
        [resolved] gelöst
       *[closed] geschlossen
    }. { $id } bleibt offen.
affected-inside = 🔗 { $name } ist auch von { $id } betroffen ({ $via }).
affected-resolved = { $person } **{ $id }** ist gelöst; dein { $via } war ein Duplikat davon. Besteht die Störung bei dir noch? Dann öffne { $via } mit 🔁 wieder.
affected-withdrawn = { $person } **{ $id }**, dessen Duplikat dein { $via } war, wurde zurückgezogen. Besteht die Störung bei dir noch? Dann öffne { $via } mit 🔁 wieder.
affected-solution =
    { $told }
    💡 { $solution }

## Was zu jedem Befehl gesagt wird

verb-tickets-mine-usage = {""}
verb-tickets-mine-what = listet deine offenen Tickets
verb-tickets-mine-more =
    Was du gemeldet hast, was für dich gemeldet wurde und was du genommen hast. ➡️ und ⬅️ blättern, oder eine Zahl am Ende.
    In allen Listen: `status:geschlossen` (neu, zugewiesen, geplant, wartend, gelöst, geschlossen, offen, erledigt, alle), `prio:hoch`, `team:`, `service:`, `kat:`, `zuständig:@anna` (`ich`, `niemand`), `melder:@anna`, `seit:7d`, `bis:gestern`.
verb-tickets-open-usage = {""}
verb-tickets-open-what = listet alle offenen Tickets
verb-tickets-open-more = Das Dringendste zuerst, dann das Älteste. Filter und Seiten wie in `{ $prefix }hilfe tickets meine`.
verb-tickets-team-usage = {""}
verb-tickets-team-what = listet die offenen Tickets deines Teams
verb-tickets-team-more = Im Raum eines Teams die dieses Teams. Filter und Seiten wie in `{ $prefix }hilfe tickets meine`.
verb-tickets-unassigned-usage = {""}
verb-tickets-unassigned-what = listet offene Tickets, die niemand hat
verb-tickets-unassigned-more = Das Dringendste zuerst. Filter und Seiten wie in `{ $prefix }hilfe tickets meine`.
verb-tickets-breaching-usage = {""}
verb-tickets-breaching-what = listet, was am frühesten fällig ist
verb-tickets-breaching-more = Offene Tickets, für die eine Antwort oder Lösung zugesagt ist oder der Melder einen Termin genannt hat (`bis:`), das Überfällige zuerst. Filter und Seiten wie in `{ $prefix }hilfe tickets meine`.
verb-tickets-search-usage = Drucker 3. Stock
verb-tickets-search-what = durchsucht Tickets
verb-tickets-search-more = In Titeln, Beschreibungen, Lösungen und dem, was gesagt wurde; offene und geschlossene, was am besten passt zuerst; auch verschriebene Wörter werden gefunden. "Anführungszeichen" halten Wörter zusammen. Melder durchsuchen ihre eigenen Tickets; im Team auch dessen Notizen. `seite:2` zeigt die nächste Seite, Filter wie in `{ $prefix }hilfe tickets meine`.
