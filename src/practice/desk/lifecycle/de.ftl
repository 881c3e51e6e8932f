## Geplant, wartend, vorbei

plan-for-when = Wann wird daran gearbeitet?
plan-hint = Zum Beispiel `{ $prefix }planen Fr 14 Uhr`, `{ $prefix }planen morgen`, `{ $prefix }planen 2d`.
plan-is-due = ⏰ Jetzt war es geplant: { $changed }
wait-until-when = Bis wann soll es warten?
wait-until-hint = Zum Beispiel `{ $prefix }warten 2d`, `{ $prefix }warten 3at` (Arbeitstage), `{ $prefix }warten lieferant bis morgen 14 Uhr`; `{ $prefix }warten nutzer` allein wartet auf den Melder.
wait-is-over = ⏰ Die Wartezeit ist vorbei: { $changed }
wait-asked = { $person } **{ $id }** wartet auf dich: Bitte antworte hier. Erinnert wirst du { $until }.
wait-reminded = { $person } **{ $id }** wartet noch auf dich: Bitte antworte hier. Ohne Antwort wird es geschlossen, und zwar { $until }.
wait-reminded-inside = ⏰ { $name } wurde an **{ $id }** erinnert. Ohne Antwort wird es geschlossen, und zwar { $until }.
wait-unanswered = { $person } **{ $id }** wurde geschlossen, weil keine Antwort kam. Ist es noch wichtig, schreib hier, was los ist.
wait-unanswered-inside = **{ $id }** wurde geschlossen: Von { $name } kam keine Antwort.
wait-answered = ▶️ { $name } hat geantwortet: { $changed }
ticket-waits-already = { $id } wartet schon auf den Melder.
reopened-by-reply = 🔁 **{ $id }** ist wieder offen, und wer daran arbeitet, weiß es.
reopen-too-late =
    { $id } ist schon länger vorbei als { $days ->
        [0] die Zeit, in der es wieder zu öffnen ist.
        [one] einen Tag; wieder öffnen geht nicht mehr.
       *[other] { $days } Tage; wieder öffnen geht nicht mehr.
    }
reopen-too-late-hint = Schreib in seinen Thread, was los ist: Das legt ein neues Ticket an, das dieses fortsetzt.
ticket-continued = { $id } geht in { $next } weiter.
ticket-continued-hint = Mach dort weiter: `{ $prefix }zeigen` und die Nummer zeigt es.
continued-inside = { $name } hat wieder geschrieben. **{ $next }** setzt **{ $id }** fort.
left-continued = **{ $id }** ist vorbei und geht in diesem Thread als **{ $next }** weiter.

verb-ticket-plan-usage = T-7 Fr 14 Uhr
verb-ticket-plan-what = plant, wann an einem Ticket gearbeitet wird
verb-ticket-plan-more = `Fr 14 Uhr`, `morgen` (um 8 Uhr), `2d`, `3at` (Arbeitstage). Wer es hat, sonst du, erfährt, wenn es so weit ist.
verb-ticket-wait-usage = T-7 nutzer 2d
verb-ticket-wait-what = lässt ein Ticket warten (⏸ auf den Melder)
verb-ticket-wait-more = `2d`, `4h`, `3at` (Arbeitstage), `bis morgen 14 Uhr`. Es kommt von selbst zurück, und wer es hat, erfährt davon. `nutzer` bittet den Melder um Antwort, erinnert ihn zu dieser Zeit und schließt das Ticket, wenn keine kommt; was er schreibt, holt es zurück. `lieferant` wartet auf Dritte.
