## Serviceanfragen

catalog-heading =
    { $total ->
        [one] 📦 **Katalog** · ein Eintrag
       *[other] 📦 **Katalog** · { $total } Einträge
    }
catalog-heading-found =
    { $total ->
        [one] 📦 **Katalog** · ein Eintrag zu „{ $text }“
       *[other] 📦 **Katalog** · { $total } Einträge zu „{ $text }“
    }
catalog-line = `{ $name }` · **{ $title }**
catalog-line-about = `{ $name }` · **{ $title }** · { $about }
catalog-more = … und { $left } weitere: ➡️
catalog-how = Bestellen mit `{ $prefix }antrag NAME`, für jemand anderen mit `für:@kollegin`.
catalog-empty = Es gibt nichts, was du bestellen könntest.

request-how = Bestelle mit `{ $prefix }antrag laptop`; ich frage, was ich wissen muss. Alles in einer Zeile: `{ $prefix }antrag laptop für:@kollegin modell:14"`. Was es gibt: `{ $prefix }katalog`.
request-none = Du hast nichts bestellt, was noch offen ist.
request-open = **Deine offenen Anfragen**
request-row = **{ $id }** { $title } · { $phase }
request-phase =
    { $phase ->
        [waiting] Wartet auf Genehmigung
        [approved] Genehmigt
        [fulfilment] In Erfüllung
        [fulfilled] Erfüllt
        [rejected] Nicht genehmigt
        [cancelled] Zurückgezogen
        [expired] Abgelaufen: niemand hat rechtzeitig entschieden
        [impossible] Niemand war da, der es genehmigen könnte
       *[closed] Erledigt
    }
request-unknown = Es gibt nichts zu bestellen, was „{ $text }“ heißt.
request-unknown-hint = `{ $prefix }katalog` zeigt, was es gibt.
request-not-for-you = „{ $title }“ kann nur die Gruppe { $group } bestellen.
request-in-private = „{ $title }“ ist vertraulich, und hier lesen andere mit.
request-in-private-hint = Bestelle es im Direktchat mit mir.
request-open-here = In diesem Thread ist ein Formular offen: „{ $title }“.
request-open-here-hint = Beantworte die Frage, oder schreibe `abbrechen`.
request-elsewhere = Zu „{ $title }“ habe ich Fragen, und in diesem Thread geht es um ein Ticket.
request-elsewhere-hint = Bestelle es außerhalb dieses Threads, oder alles in einer Zeile.
request-item-gone = „{ $item }“ wird nicht mehr angeboten.
request-title-for = { $title } für { $name }
request-line = ▸ { $line }
request-note-long = Das ist zu lang für eine Notiz: { $length } Zeichen, höchstens { $most }. Schick es als Datei.

request-begins = 📝 **{ $title }**
request-begins-for = 📝 **{ $title }** für { $name }
request-question = { $number }/{ $total } · **{ $ask }**
request-choice = { $sign } { $choice }
request-default = `-` für: { $default }
request-optional = `-` lässt es offen
request-form-how = Antworte einfach hier. `zurück` geht zur Frage davor, `abbrechen` beendet es.
request-said = { $text }
request-today = heute
request-flag =
    { $is ->
        [yes] ja
       *[no] nein
    }
request-answer = { $ask } { $value }
request-changed = ✏️ { $answer }
request-answer-gone = ✏️ Diese Antwort ist weg.
request-first-question = Das ist die erste Frage.
request-form-cancelled = Abgebrochen. Es wurde nichts bestellt.
request-abandoned = ⌛ „{ $title }“ wurde nicht bestellt: das Formular blieb einen Tag lang offen. `{ $command }` beginnt neu.

request-wrong = ❓ { $reason }
request-wrong-key = `{ $key }:` { $reason }
request-wrong-person = { $reason } { $hint }
request-wrong-empty = Da steht nichts.
request-wrong-short =
    { $least ->
        [one] Das ist zu kurz: mindestens ein Zeichen.
       *[other] Das ist zu kurz: mindestens { $least } Zeichen.
    }
request-wrong-long = Das ist zu lang: { $length } Zeichen, höchstens { $most }.
request-wrong-number = Ich brauche eine ganze Zahl, etwa 3.
request-wrong-less = Es muss mindestens { $least } sein.
request-wrong-more = Es darf höchstens { $most } sein.
request-wrong-day = Das kann ich nicht als Tag lesen. Schreibe `1.12.`, `morgen`, `Montag` oder `2026-12-01`.
request-wrong-days = Ich brauche einen Tag, nicht mehrere.
request-wrong-past = Dieser Tag ist vorbei.
request-wrong-before = Das ist zu früh: frühestens { $day }.
request-wrong-after = Das ist zu spät: spätestens { $day }.
request-wrong-choice = Das steht nicht zur Auswahl.
request-wrong-choice-near = Das steht nicht zur Auswahl. Meinst du { $near }?
request-wrong-flag = Ich brauche ja oder nein.
request-wrong-file = Ich brauche eine Datei: häng sie hier an eine Nachricht.
request-wrong-needed = Das muss beantwortet werden.

request-stays-over = { $id } ist endgültig vorbei: { $phase }.
request-order-again = `{ $command }` bestellt es neu.
request-is-none = { $id } wurde nicht aus dem Katalog bestellt.
request-fixed = { $id } kann nicht mehr geändert werden: { $phase }.
request-fixed-hint = Sag es dem Team im Thread, oder bestelle neu mit `{ $command }`.
request-change-what = Was soll sich an { $id } ändern?
request-change-keys = Schreibe, was sich ändert, als Schlüssel mit Wert: { $keys }
request-change-needs = Dann muss ich auch wissen: { $ask }
request-changes-nothing = So ist es schon bestellt.
request-changed-order = ✏️ **{ $id }** wurde geändert und muss neu genehmigt werden.
    { $answers }
request-changed-by = { $name }: { $changed }

verb-catalog-usage = vpn
verb-catalog-what = zeigt, was du bestellen kannst
verb-catalog-more = Mit Wörtern zeigt es die Einträge, die damit zu tun haben, in beiden Sprachen.
verb-request-new-usage = laptop
verb-request-new-what = bestellt etwas aus dem Katalog
verb-request-new-more = Ich frage hier im Thread, was ich wissen muss: eine Frage je Nachricht. `zurück`, `überspringen` und `abbrechen` helfen. In einer Zeile, für Kundige: `für:@kollegin modell:14" bis:1.12.`. Allein zeigt es deine offenen Anfragen.
verb-request-change-usage = REQ-9 modell:16"
verb-request-change-what = ändert, was bestellt wurde
verb-request-change-more = Solange es auf Genehmigung wartet. Danach muss es neu genehmigt werden. Die Nachricht zu bearbeiten, mit der es bestellt wurde, tut dasselbe.
