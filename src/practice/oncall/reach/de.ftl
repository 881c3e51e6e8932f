## Wie Leute erreicht werden

notify-chat = Ich wecke dich immer im Chat mit dir allein. Außerdem:
notify-no-channels = Andere Wege sind nicht eingerichtet ([[channels]] in der Konfiguration).
notify-unknown = `benachrichtigung { $text }` kenne ich nicht.
notify-channel-unknown = Einen Weg „{ $text }“ kenne ich nicht.
notify-own =
    { $proved ->
        [yes] ✅ { $title }: { $address }
       *[no] ❔ { $title }: { $address }, noch nicht bestätigt. `!benachrichtigung test` schickt einen Code.
    }
notify-possible =
    { $kind ->
        [email] ▫️ { $title }: `!benachrichtigung per { $name } anna@example.org`
        [phone] ▫️ { $title }: `!benachrichtigung per { $name } +49 151 23456789`
       *[other] ▫️ { $title }: `!benachrichtigung per { $name } …`
    }
notify-at-once = { $title } sofort
notify-after = { $title } nach { $after }
notify-plan =
    { $which ->
        [urgent] Dringend: { $parts }
       *[normal] Nicht dringend: { $parts }
    }
notify-plan-chat =
    { $which ->
        [urgent] Dringend: nur im Chat
       *[normal] Nicht dringend: nur im Chat
    }
notify-none = Eine solche Adresse hast du nicht.
notify-add-what = Auf welchem Weg, und unter welcher Adresse?
notify-add-hint = Schreib `!benachrichtigung per sms +49 151 23456789`; `!benachrichtigung` zeigt, welche Wege es gibt.
notify-address-wrong =
    { $kind ->
        [email] { $title } braucht eine Adresse wie `anna@example.org`.
        [phone] { $title } braucht eine Nummer mit Ländervorwahl wie `+49 151 23456789`.
       *[other] { $title } braucht ein Thema aus Buchstaben, Ziffern, „-“ und „_“.
    }
notify-code-sent = { $title }: Ein Code ist unterwegs. `!benachrichtigung code 123456` bestätigt, dass er dich erreicht hat; bis dahin nutze ich den Weg nicht.
notify-code-what = Welcher Code?
notify-code-hint = Schreib `!benachrichtigung code 123456`, so wie er in der Nachricht an dich steht.
notify-code-none = Auf einen Code wird nicht gewartet: Er ist benutzt, älter als eine halbe Stunde, oder war zu oft falsch.
notify-code-again = `!benachrichtigung test` schickt einen neuen.
notify-code-wrong = ⛔ Das ist nicht der Code.
notify-proved = ✅ { $title } erreicht dich.
notify-not-proved = { $title } ist noch nicht bestätigt.
notify-test-sent = Ein Test ist unterwegs: { $titles }.
notify-test-failed = ⚠️ { $title } hat den Test nicht angenommen: { $error }
notify-test-title = Lotse: Test
notify-test-text = Das ist ein Test: So wirst du erreicht, wenn du geweckt wirst.
notify-code-text = Dein Code ist { $code }. Gib ihn dem Bot im Chat: `!benachrichtigung code { $code }`
notify-rules-hint = Schreib `!benachrichtigung dringend sms 2m, anruf 5m`; `!benachrichtigung dringend üblich` wie es war.
notify-after-wrong = „{ $text }“ ist keine Zeit bis vier Stunden.
notify-remove-what = Welche? `!benachrichtigung` zeigt sie.
notify-removed = { $name } wird nicht mehr benutzt.

reach-by = per { $title }
reach-by-chat = im Chat
reach-failed = ⚠️ { $name } wurde { $way } nicht erreicht ({ $error }), und einen anderen Weg gibt es nicht.
reach-failed-next = ⚠️ { $name } wurde { $way } nicht erreicht ({ $error }); jetzt per { $next }.
reach-program-failed = ⚠️ { $channel } wurde nicht benachrichtigt ({ $error }).
reach-letter =
    { $link ->
        [yes] { $title } – seit { $at }. Antworte im Chat oder über den Link:
       *[no] { $title } – seit { $at }. Antworte im Chat.
    }
reach-letter-several = { $count } Alarme

link-hello = Hallo { $name }, dafür wurdest du geweckt:
link-open = Noch hat niemand geantwortet.
link-have = ✅ Ich übernehme
link-next = 🔼 Den Nächsten wecken
link-noted = Das ist notiert. Lade diese Seite gleich noch einmal, dann siehst du, wie es steht.

## Hilfe

verb-notify-usage = {""}
verb-notify-what = zeigt, wie du erreicht wirst, wenn du geweckt wirst
verb-notify-more = Zuerst kommt immer der Chat; andere Wege erst, wenn ein Code von dort zurückgekommen ist.
verb-notify-add-usage = sms +49 151 23456789
verb-notify-add-what = fügt einen Weg hinzu, dich zu erreichen
verb-notify-add-more = Dorthin geht ein Code; `!benachrichtigung code` bestätigt, dass er dich erreicht hat.
verb-notify-test-usage = sms
verb-notify-test-what = schickt einen Test oder einen neuen Code
verb-notify-test-more = Ohne Namen an alle deine Adressen.
verb-notify-code-usage = 123456
verb-notify-code-what = bestätigt, dass eine Adresse deine ist
verb-notify-code-more = Ein Code gilt eine halbe Stunde.
verb-notify-urgent-usage = sms 2m, anruf 5m
verb-notify-urgent-what = sagt, welche Wege benutzt werden, wenn es dringend ist, und wann
verb-notify-urgent-more = So lange nach der Nachricht im Chat, solange niemand geantwortet hat; kritisch und hoch sind dringend. `üblich` nimmt es zurück.
verb-notify-normal-usage = email 15m
verb-notify-normal-what = sagt dasselbe für das, was nicht dringend ist
verb-notify-normal-more = Mittel und darunter.
verb-notify-remove-usage = sms
verb-notify-remove-what = nimmt einen Weg weg, dich zu erreichen
verb-notify-remove-more = Was mit `dringend` und `normal` dazu gesagt wurde, geht mit.
