## Rufbereitschaft

oncall-nothing = Niemand hat Bereitschaft: Kein Plan ist eingerichtet.
oncall-schedule-unknown = Einen Plan „{ $text }“ kenne ich nicht.
oncall-now = **{ $title }**: { $people }
oncall-nobody = **{ $title }**: Niemand hat Bereitschaft
oncall-until = { $line }, bis { $until }
oncall-shadows = lernt mit: { $people }
oncall-next = { $from } – { $to }: { $people }
oncall-gap = { $from } – { $to }: niemand
oncall-standing =
    { $which ->
        [replace] { $number }. { $from } – { $to }: { $add } statt { $remove }
        [remove] { $number }. { $from } – { $to }: nicht { $remove }
       *[add] { $number }. { $from } – { $to }: { $add } zusätzlich
    }
oncall-time =
    { $which ->
        [backwards] „{ $text }“ endet, bevor es beginnt.
        [open] „{ $text }“ hat kein Ende.
        [past] „{ $text }“ ist vorbei.
        [long] „{ $text }“ ist länger als drei Monate.
       *[unclear] „{ $text }“ ist keine Zeit, die ich verstehe.
    }
oncall-time-hint = Schreib es wie `Fr 18:00 - Mo 8:00` oder `Sa 8-20`.
oncall-not-yours = Zu „{ $title }“ gehörst du nicht.
oncall-not-yours-hint = Ändern können ihn, die dazugehören, ihr Team und Manager.
oncall-who = Wer, und von wann bis wann?
oncall-override-hint = Schreib `!bereitschaft vertretung @carla Fr 18:00 - Mo 8:00`; `für:@bernd`, wenn es nicht für dich ist.
oncall-not-on-call = { $name } hat dann keine Bereitschaft.
oncall-is-already = { $name } hat dann schon Bereitschaft.
oncall-instead = 🔁 { $title }: { $add } statt { $remove }, { $from } – { $to }. `!bereitschaft ende { $number }` nimmt es zurück.
oncall-besides = ➕ { $title }: { $add } zusätzlich, { $from } – { $to }. `!bereitschaft ende { $number }` nimmt es zurück.
oncall-told = { $name }: { $what }
oncall-cover-sought = ✋ { $name } sucht jemanden für { $title }, { $from } – { $to }. Wer übernimmt, tippt auf ✋.
oncall-cover-asked = Ich habe das Team gefragt.
oncall-cover-gone = Das hat schon jemand übernommen.
oncall-cover-late = Diese Zeit ist vorbei.
oncall-cover-own = Das muss jemand anders übernehmen.
oncall-end-which = Welche? Die Nummer steht bei `!bereitschaft`.
oncall-end-hint = Schreib `!bereitschaft ende 3`.
oncall-end-unknown = Eine Vertretung { $number }, die gilt, gibt es nicht.
oncall-ended = ↩️ { $title }: zurückgenommen ist { $line }
oncall-gap-ahead = ⚠️ **{ $title }**: { $from } – { $to } hat niemand Bereitschaft. `!bereitschaft vertretung @…` füllt die Lücke.

## Alarme

page-what = Was soll denen gesagt werden, die geweckt werden?
page-hint = Schreib `!alarmieren it Mail ist ausgefallen`, oder `!alarmieren` im Thread eines Tickets.
page-chain-unknown = Eine Kette „{ $text }“ kenne ich nicht.
page-nobody-configured = Es gibt niemanden, der geweckt werden könnte.
page-nobody-hint = Nenne jemanden: `!alarmieren @bernd Mail ist ausgefallen`; oder richte [[schedules]] ein.
page-runs = Dafür wird schon jemand geweckt.
page-runs-hint = 🔼 oder `!eskalieren` weckt den Nächsten.
page-begun = 📟 **{ $id }**: Jemand wird geweckt.
page-escalated-yours = 🔼 **{ $id }**: Der Nächste wird geweckt.
page-over = **{ $id }** ist vorbei.
page-card =
    { $state ->
        [open] 📟 **{ $id } { $title }** (seit { $at })
        [unanswered] 📟 { $id } { $title } · niemand hat geantwortet
       *[other] 📟 { $id } { $title }
    }
page-actions = ✅ ich habe es · 🔼 den Nächsten wecken · oder `!quittieren`
page-acked =
    { $of ->
        [page] ✅ { $name } hat es · 🔼 weckt den Nächsten · 🏁 es ist vorbei
       *[ticket] ✅ { $name } hat es · 🔼 weckt den Nächsten
    }
page-ended = Es ist nichts mehr zu tun.
page-ended-by = 🏁 { $name } sagt, dass es vorbei ist.
page-unanswered-card = Alle wurden geweckt. ✅ ich übernehme doch noch
page-to = { $person } { $what }
page-woken =
    { $then ->
        [last] 📟 Geweckt: { $names }. Ohne Antwort heißt es in { $wait }, dass niemand mehr übrig ist.
       *[next] 📟 Geweckt: { $names }. Ohne Antwort wird in { $wait } der Nächste geweckt.
    }
page-woken-later = 📟 Später geweckt: { $names } ({ $at }), zusammen mit dem, was bis dahin noch kommt.
page-chat-only =
    { $count ->
        [one] { $names } ist nur im Chat zu erreichen.
       *[other] { $names } sind nur im Chat zu erreichen.
    }
page-and = { $one } { $more }
page-bundle = 📟 **{ $count } Alarme**
page-bundle-line =
    { $state ->
        [open] • **{ $id } { $title }**
        [acked] • { $id } { $title } · ✅ { $name }
        [unanswered] • { $id } { $title } · niemand hat geantwortet
       *[ended] • { $id } { $title } · erledigt
    }
page-bundle-actions = ✅ ich übernehme alle · 🔼 den Nächsten wecken · oder `!quittieren T-7` für einen davon
page-all-yours =
    { $count ->
        [one] ✅ Einer gehört dir.
       *[other] ✅ { $count } gehören dir.
    }
page-step-nobody = 📟 Hier ist niemand zu wecken ({ $target }); der Nächste wird geweckt.
page-unanswered =
    { $who ->
        [nobody] 🚨 Niemand war da, der geweckt werden konnte: { $id } { $title }. Bitte kümmert euch darum oder ruft jemanden an.
       *[somebody] 🚨 Niemand hat geantwortet, und es gibt niemanden mehr zu wecken: { $id } { $title }. Bitte kümmert euch darum oder ruft jemanden an.
    }
page-acked-told = ✅ { $name } hat es.
page-acked-yours =
    { $of ->
        [page] ✅ Es ist deins. Wenn es vorbei ist: 🏁 auf dieser Nachricht oder `{ $prefix }alarm ende { $id } was es war`; bis dahin erinnere ich dich.
       *[ticket] ✅ Es ist deins. 👀 auf der Karte nimmt das Ticket; solange es offen ist, erinnere ich dich.
    }
page-yours-already = Es ist schon deins.
page-acked-already = { $name } hat es schon.
page-all-woken = Alle wurden schon geweckt. ✅ oder `!quittieren`, wer es doch noch übernimmt.
page-which = Ich weiß nicht, welcher Alarm „{ $text }“ ist.
page-not-me = Ich bin sowieso wach und kann nichts daran tun.
page-over-already = Es ist nichts mehr zu tun.
page-unacked = { $name } hat es doch nicht.
page-escalated = 🔼 { $name } lässt den Nächsten wecken.
page-resumed = 📟 Es war quittiert, aber seitdem ist nichts geschehen. Ich mache weiter.
page-remind =
    { $of ->
        [page] ⏰ Du hast { $id } { $title }. Ist es vorbei? 🏁 auf der Nachricht oder `{ $prefix }alarm ende { $id }`. Ohne dich mache ich weiter und wecke den Nächsten.
       *[ticket] ⏰ Du hast { $id } { $title }, und es ist noch offen. Ohne dich mache ich weiter und wecke den Nächsten.
    }
page-none = Für nichts, das offen ist, wurde jemand geweckt.
page-none-hint = Schreib `!quittieren T-7`, oder antworte dort, wo gefragt wurde.
page-none-of = Für { $id } wurde niemand geweckt.
page-not-yours = Das ist für die, die geweckt wurden, und für die, die daran arbeiten.
page-not-yours-hint = `!bereitschaft` zeigt, wer Bereitschaft hat.
page-line-open = 📟 jemand wird geweckt
page-line-acked = 📟 { $name } hat geantwortet
page-line-unanswered = 🚨 niemand hat geantwortet

## Alarme ohne Ticket

page-named = **{ $id }** { $what }
page-ended-told =
    { $how ->
        [bare] 🏁 { $name } sagt, dass es vorbei ist: { $title }
       *[said] 🏁 { $name } sagt, dass es vorbei ist: { $title } ({ $outcome })
    }
page-end-ticket = Was für { $id } begonnen hat, endet mit { $id }.
page-end-ticket-hint = Nimm es (`{ $prefix }nehmen { $id }`) oder löse es (`{ $prefix }lösen { $id } …`).
page-list = **Wer geweckt wird, und wer es hat**
page-list-open = 📟 **{ $id }** { $title } · seit { $since } · noch hat niemand geantwortet
page-list-acked = ✅ **{ $id }** { $title } · seit { $since } · { $name } hat es, seit { $acked }
page-list-more = … und { $more } weitere
page-list-none = Niemand wird gerade geweckt.
page-person-left = { $name } ist nicht mehr im Unternehmen.
page-beside =
    { $who ->
        [named] 🔧 { $id } { $title } wird gerade an diesem Dienst durchgeführt ({ $name }).
       *[nobody] 🔧 { $id } { $title } wird gerade an diesem Dienst durchgeführt.
    }

## Bericht

page-report = **Alarme { $from } bis { $to }**
page-report-none = In dieser Zeit wurde niemand geweckt.
page-report-all =
    { $all ->
        [one] Ein Alarm, { $unanswered } ohne Antwort ({ $percent } %)
       *[other] { $all } Alarme, { $unanswered } ohne Antwort ({ $percent } %)
    }
page-report-times =
    { $which ->
        [notified] Bis jemand geweckt war: Median { $median } · 95 % in { $most }
        [answered] Bis zur Antwort: Median { $median } · 95 % in { $most }
       *[resolved] Bis es vorbei war: Median { $median } · 95 % in { $most }
    }
page-report-service =
    { $of ->
        [none] zu keinem Dienst: { $all }, { $unanswered } ohne Antwort ({ $percent } %)
       *[service] { $title }: { $all }, { $unanswered } ohne Antwort ({ $percent } %)
    }
page-report-person = { $name }: { $woken } × geweckt, davon { $nights } × nachts (22–6 Uhr) · { $answered } × zuerst geantwortet
page-report-unclear = In „{ $text }“ verstehe ich weder eine Zeit noch einen Plan.
page-report-hint = `{ $prefix }bericht bereitschaft monat it` (auch tag, woche, quartal, jahr), `{ $prefix }bericht bereitschaft 2026-03`, `{ $prefix }bericht bereitschaft 2026-03-01..2026-03-15`; mit Plan oder ohne.

## Stummschaltungen

silence-what = Was soll stumm sein?
silence-unknown = Einen Dienst, ein Team, einen Plan oder eine Kette „{ $text }“ kenne ich nicht.
silence-hint = Schreib `{ $prefix }stumm lan 2h neue Switches` oder `{ $prefix }stumm lan Sa 22:00 - So 4:00 neue Switches`.
silence-time =
    { $which ->
        [missing] Wie lange, oder von wann bis wann, und warum?
        [backwards] „{ $text }“ endet, bevor es beginnt.
        [open] „{ $text }“ hat kein Ende.
        [past] „{ $text }“ ist vorbei.
        [long] „{ $text }“ ist länger als 31 Tage.
       *[unclear] „{ $text }“ beginnt nicht mit einer Zeit, die ich verstehe.
    }
silence-why = Warum? Wer nachts nach dem Grund sucht, soll ihn finden.
silence-stands = Stummschaltung { $number } gibt es schon: { $title }, { $from } – { $to }.
silence-stands-hint = `{ $prefix }stumm ende { $number }` beendet sie; dann schreib sie neu.
silence-added =
    { $when ->
        [now] 🔕 Stummschaltung { $number }: Bis { $to } wecke ich von selbst niemanden { $kind ->
                [service] für { $title }
                [team] für Tickets von { $title }
                [schedule] nach dem Plan { $title }
               *[chain] mit der Kette { $title }
            } ({ $reason }). Für das, was dann noch neu ist, wecke ich dann. `{ $prefix }stumm ende { $number }` beendet sie.
       *[later] 🔕 Stummschaltung { $number }: { $from } – { $to } wecke ich von selbst niemanden { $kind ->
                [service] für { $title }
                [team] für Tickets von { $title }
                [schedule] nach dem Plan { $title }
               *[chain] mit der Kette { $title }
            } ({ $reason }). Für das, was dann noch neu ist, wecke ich dann. `{ $prefix }stumm ende { $number }` beendet sie.
    }
silence-told = { $name }: { $what }
silence-none = Nichts ist stumm, und nichts ist geplant.
silence-heading = **Stummschaltungen**
silence-line =
    { $when ->
        [now] 🔕 { $number }. **{ $title }** bis { $to } · { $reason } · { $name }
       *[later] { $number }. **{ $title }** { $from } – { $to } · { $reason } · { $name }
    }
silence-line-waiting =
    { $waiting ->
        [one] { $line } · ein Ticket wartet
       *[other] { $line } · { $waiting } Tickets warten
    }
silence-more = … und { $more } weitere
silence-which = Welche? Die Nummer steht bei `{ $prefix }stumm`.
silence-end-hint = Schreib `{ $prefix }stumm ende 3`; `{ $prefix }stumm` zeigt alle.
silence-end-unknown = Eine Stummschaltung { $number }, die gilt oder geplant ist, gibt es nicht.
silence-ended =
    { $waiting ->
        [0] 🔔 Stummschaltung { $number } ({ $title }) ist vorbei.
        [one] 🔔 Stummschaltung { $number } ({ $title }) ist vorbei. Ein Ticket hat darauf gewartet.
       *[other] 🔔 Stummschaltung { $number } ({ $title }) ist vorbei. { $waiting } Tickets haben darauf gewartet.
    }
silence-despite = 🔕 Stummschaltung { $number } ({ $title }) gilt bis { $to }; geweckt wird trotzdem, weil es jemand will.
page-held-silence = 🔕 Niemand wurde geweckt: Stummschaltung { $number } von { $name } ({ $reason }), bis { $until }. Dann wecke ich, wenn es bis dahin niemand hat; `{ $prefix }alarmieren` weckt sofort.
page-held-change = 🔕 Niemand wurde geweckt: { $change } wird gerade an diesem Dienst durchgeführt, bis { $until }. Dann wecke ich, wenn es bis dahin niemand hat; `{ $prefix }alarmieren` weckt sofort.
page-held-over = 🔔 Es steht nichts mehr im Weg.
page-line-held = 🔕 niemand wird geweckt bis { $until }

## Hilfe

verb-oncall-usage = it
verb-oncall-what = zeigt, wer jetzt Bereitschaft hat, bis wann, und wer danach
verb-oncall-more = Ohne Namen alle Pläne. Was jemand geändert hat, steht darunter, mit Nummern.
verb-oncall-override-usage = @carla Fr 18:00 - Mo 8:00
verb-oncall-override-what = lässt jemanden vertreten
verb-oncall-override-more = An deiner Stelle, oder `für:@bernd`; hat diese Person dann keine Bereitschaft, zusätzlich. `plan:it`, wo es mehrere gibt. Die Personen und das Team erfahren es.
verb-oncall-cover-usage = Sa 8-20
verb-oncall-cover-what = fragt, wer deine Schicht übernimmt
verb-oncall-cover-more = Im Raum des Teams: Wer zuerst auf ✋ tippt, übernimmt sie.
verb-oncall-end-usage = 3
verb-oncall-end-what = nimmt eine Vertretung zurück
verb-oncall-end-more = Ihre Nummer steht bei `!bereitschaft it`.
verb-page-usage = it Mail ist ausgefallen
verb-page-what = weckt, wer Bereitschaft hat, und den Nächsten, bis jemand antwortet
verb-page-more = `!alarmieren @bernd`, `!alarmieren kette:urgent`; im Thread eines Tickets oder mit seiner Nummer geht es darum. 🔼 auf der Karte tut dasselbe.
verb-page-ack-usage = T-7
verb-page-ack-what = sagt, dass du hast, wofür du geweckt wurdest
verb-page-ack-more = ✅ auf der Nachricht tut dasselbe, sie zurückzunehmen macht es rückgängig. Wer das Ticket dann nicht nimmt, wird erinnert, und danach wird der Nächste geweckt.
verb-page-escalate-usage = T-7
verb-page-escalate-what = lässt jetzt den Nächsten wecken
verb-page-escalate-more = 🔼 auf der Nachricht tut dasselbe.
verb-page-list-usage = { "" }
verb-page-list-what = zeigt, wofür gerade jemand geweckt wird, und wer es hat
verb-page-list-more = Das Älteste zuerst.
verb-page-end-usage = A-3 loses Kabel
verb-page-end-what = beendet, wofür ohne Ticket jemand geweckt wurde
verb-page-end-more = 🏁 auf der Nachricht tut dasselbe. Was für ein Ticket begonnen hat, endet, wenn jemand das Ticket nimmt oder löst.
verb-silence-usage = lan 2h neue Switches
verb-silence-what = lässt mich eine Zeit lang von selbst niemanden wecken, für einen Dienst, ein Team, einen Plan oder eine Kette
verb-silence-more = Auch im Voraus: `lan Sa 22:00 - So 4:00 neue Switches`, höchstens 31 Tage. Ohne Angabe zeigt es, was stumm und was geplant ist. Wo ein Name mehreres sein kann: `dienst:`, `team:`, `plan:`, `kette:` davor. Am Ende wecke ich für das, was noch neu ist; `{ $prefix }alarmieren` und 🔼 wecken jederzeit.
verb-silence-end-usage = 3
verb-silence-end-what = beendet eine Stummschaltung
verb-silence-end-more = Was darauf gewartet hat, weckt jetzt. Die Nummer steht bei `{ $prefix }stumm`.
verb-page-report-usage = monat it
verb-page-report-what = zeigt, wie oft Leute geweckt wurden, wie schnell sie geantwortet haben und was daraus wurde
verb-page-report-more = Nach Dienst und nach Person, auch wie oft nachts; mit einer Tabelle (CSV) aller Alarme. Ohne Zeit der letzte Monat; mit dem Namen eines Plans nur, was dessen Leute weckt.
