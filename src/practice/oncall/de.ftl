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
oncall-ended = Vertretung { $number } ist zurückgenommen.
oncall-gap-ahead = ⚠️ **{ $title }**: { $from } – { $to } hat niemand Bereitschaft. `!bereitschaft vertretung @…` füllt die Lücke.

## Alarme

page-what = Was soll denen gesagt werden, die geweckt werden?
page-hint = Schreib `!alarmieren it Mail ist ausgefallen`, oder `!alarmieren` im Thread eines Tickets.
page-chain-unknown = Eine Kette „{ $text }“ kenne ich nicht.
page-nobody-configured = Es gibt niemanden, der geweckt werden könnte.
page-nobody-hint = Nenne jemanden: `!alarmieren @bernd Mail ist ausgefallen`; oder richte [[schedules]] ein.
page-runs = Dafür wird schon jemand geweckt.
page-runs-hint = 🔼 oder `!eskalieren` weckt den Nächsten.
page-over = **{ $id }** ist vorbei.
page-card =
    { $state ->
        [open] 📟 **{ $title }** (seit { $at })
        [unanswered] 📟 { $title } · niemand hat geantwortet
       *[other] 📟 { $title }
    }
page-card-ticket =
    { $state ->
        [open] 📟 **{ $id } { $title }** (seit { $at })
        [unanswered] 📟 { $id } { $title } · niemand hat geantwortet
       *[other] 📟 { $id } { $title }
    }
page-actions = ✅ ich habe es · 🔼 den Nächsten wecken · oder `!quittieren`
page-acked = ✅ { $name } hat es · 🔼 weckt den Nächsten
page-ended = Es ist nichts mehr zu tun.
page-unanswered-card = Alle wurden geweckt.
page-to = { $person } { $what }
page-woken = 📟 Geweckt: { $names }. Ohne Antwort wird in { $minutes } Min. der Nächste geweckt.
page-woken-later = 📟 { $names } erfährt davon um { $at }, zusammen mit dem, was bis dahin noch kommt.
page-chat-only = { $names } ist nur im Chat zu erreichen.
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
page-unanswered = 🚨 Niemand hat geantwortet, und es gibt niemanden mehr zu wecken: { $id } { $title }. Bitte kümmert euch darum oder ruft jemanden an.
page-acked-told = ✅ { $name } hat es.
page-acked-yours = ✅ Es ist deins. 👀 auf der Karte nimmt das Ticket; solange es offen ist, erinnere ich dich.
page-yours-already = Es ist schon deins.
page-acked-already = { $name } hat es schon.
page-over-already = Es ist nichts mehr zu tun.
page-unacked = { $name } hat es doch nicht.
page-escalated = 🔼 { $name } lässt den Nächsten wecken.
page-resumed = 📟 Es war quittiert, aber seitdem ist nichts geschehen. Ich mache weiter.
page-remind = ⏰ Du hast { $id } { $title }, und es ist noch offen. Ohne dich mache ich weiter und wecke den Nächsten.
page-none = Für nichts, das offen ist, wurde jemand geweckt.
page-none-hint = Schreib `!quittieren T-7`, oder antworte dort, wo gefragt wurde.
page-none-of = Für { $id } wurde niemand geweckt.
page-not-yours = Das ist für die, die geweckt wurden, und für die, die daran arbeiten.
page-not-yours-hint = `!bereitschaft` zeigt, wer Bereitschaft hat.
page-line-open = 📟 jemand wird geweckt
page-line-acked = 📟 { $name } hat geantwortet
page-line-unanswered = 🚨 niemand hat geantwortet

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
