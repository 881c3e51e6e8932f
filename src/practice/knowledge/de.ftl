## Wissen

kb-and = { $before } · { $next }
kb-said = { $text }
kb-state =
    { $state ->
        [draft] Entwurf
        [retired] außer Gebrauch
       *[published] { $audience ->
            [internal] für Bearbeiter
           *[public] für alle
        }
    }
kb-owner = verantwortlich: { $name }
kb-review-on = zu prüfen bis { $day }
kb-review-overdue = ⚠️ zu prüfen war er am { $day }
kb-symptoms = *Symptome:* { $text }
kb-also-in =
    { $language ->
        [de] Auch auf Deutsch: `!wissen { $id } sprache:de`
       *[en] Auch auf Englisch: `!wissen { $id } sprache:en`
    }
kb-page = Seite { $page } von { $pages } · ⬅️ ➡️
kb-footer = 👍 hat geholfen · 👎 nicht
kb-footer-draft = Noch erfährt niemand davon. ✅ veröffentlicht ihn · `!wissen bearbeiten { $id }` ändert ihn
kb-footer-retired = Er ist außer Gebrauch und stimmt vielleicht nicht mehr.
kb-row = **{ $id }** { $title } – { $excerpt }
kb-row-bare = **{ $id }** { $title }
kb-row-hidden = **{ $id }** (für Bearbeiter)
kb-row-more = { $row } `!wissen { $id }` zeigt alles.
kb-whole = **{ $id }** *{ $title }*
    { $solution }
kb-how =
    `{ $prefix }wissen` und wonach du suchst findet, was aufgeschrieben ist: `{ $prefix }wissen vpn`. `{ $prefix }wissen KB-12` zeigt einen Artikel; 👍 oder 👎 darunter sagt, ob er geholfen hat.
kb-how-agent =
    `{ $prefix }wissen` und wonach du suchst findet, was aufgeschrieben ist: `{ $prefix }wissen vpn`. `{ $prefix }wissen KB-12` zeigt einen Artikel; 👍 oder 👎 darunter sagt, ob er geholfen hat.
    `{ $prefix }wissen neu aus T-7` macht aus einem Ticket einen Artikel, `{ $prefix }wissen neu` mit einem Titel einen eigenen; `bearbeiten`, `veröffentlichen`, `prüfen`, `zurückziehen` und `verlauf` nehmen seine Nummer. `{ $prefix }wissen prüfen` zeigt, was zu prüfen ist, `{ $prefix }wissen überarbeiten`, was besser sein sollte.
kb-my-drafts = Deine Entwürfe:
kb-my-due = Deine, und zu prüfen:
kb-found = Gefunden zu „{ $text }“:
kb-found-more = Es gibt mehr; mehr Wörter finden es.
kb-nothing = Zu „{ $text }“ ist nichts aufgeschrieben. { $hint }
kb-nothing-hint = `!ticket` und was nicht geht fragt jemanden.
kb-nothing-agent = `!wissen neu` mit einem Titel beginnt einen Artikel.

kb-unknown = Einen Artikel { $id } gibt es nicht.
kb-not-here = { $id } ist für Bearbeiter, und hier lesen andere mit.
kb-not-here-hint = Frag mich im Direktchat oder im Raum deines Teams.
kb-which = Welcher Artikel?
kb-no-id = „{ $text }“ ist kein Artikel.
kb-which-hint = Nenn ihn, wie in `KB-12`, oder antworte auf die Nachricht, die ihn zeigt. `!wissen` mit einem Wort findet ihn.
kb-verb-first = Ich weiß nicht, was „{ $text }“ hier soll.
kb-language-unknown = Die Sprache „{ $text }“ kenne ich nicht.
kb-language-hint = Es gibt `sprache:de` und `sprache:en`.
kb-no-page = Eine solche Seite hat { $id } nicht.
kb-no-page-hint =
    { $pages ->
        [1] Er hat eine Seite.
       *[other] Er hat { $pages } Seiten.
    }
kb-already =
    { $state ->
        [published] { $id } ist schon veröffentlicht.
        [draft] { $id } ist schon ein Entwurf.
       *[retired] { $id } ist schon außer Gebrauch.
    }
kb-is-retired = { $id } ist außer Gebrauch.
kb-is-retired-hint = `!wissen veröffentlichen { $id }` nimmt ihn wieder in Gebrauch.
kb-is-draft = { $id } ist ein Entwurf, auf den sich noch niemand verlässt.
kb-is-draft-hint = `!wissen veröffentlichen { $id }` veröffentlicht ihn.
kb-incomplete =
    { $part ->
        [title] { $id } hat in einer seiner Sprachen keinen Titel.
       *[solution] { $id } hat in einer seiner Sprachen keine Lösung.
    }
kb-incomplete-hint =
    { $part ->
        [title] `!wissen bearbeiten { $id } titel:…` gibt ihm einen; `sprache:de` oder `sprache:en` sagt, in welcher Sprache.
       *[solution] `!wissen bearbeiten { $id } lösung:…` gibt ihm eine; `sprache:de` oder `sprache:en` sagt, in welcher Sprache.
    }

kb-empty = Ein Artikel worüber?
kb-empty-hint = `!wissen neu aus T-7` macht einen aus einem Ticket. Oder schreib seinen Titel und in die Zeilen darunter die Lösung: `!wissen neu VPN bricht ab`.
kb-from-what = „{ $text }“ ist kein Ticket.
kb-from-private = { $id } ist vertraulich, und ein Artikel würde es offenlegen.
kb-from-private-hint = Schreib einen in eigenen Worten: `!wissen neu` mit einem Titel.
kb-draft = 📝 { $id } ist ein Entwurf. Antworte in diesem Thread; „später“ hört auf, `!wissen bearbeiten { $id }` macht weiter.
kb-ask =
    { $part ->
        [title] Worum geht es, in einer Zeile, nach der man suchen würde?
        [symptoms] Wie zeigt es sich, in den Worten derer, die es betrifft?
        [solution] Was tut man dagegen, Schritt für Schritt?
       *[audience] Wer darf ihn lesen? 1️⃣ alle · 2️⃣ Bearbeiter
    }
kb-ask-keep =
    { $part ->
        [title] ✅ behält diesen Titel; oder schreib einen anderen.
        [symptoms] ✅ behält das; oder schreib es neu.
       *[solution] ✅ behält das; oder schreib es neu.
    }
kb-ask-skip = „weiter“ lässt es weg.
kb-asks-later = { $id } wartet als Entwurf. `!wissen bearbeiten { $id }` macht weiter.
kb-asks-another = { $id } schreibt gerade jemand anderes. `!wissen bearbeiten { $id }` fragt dich.
kb-text-empty =
    { $part ->
        [title] Ein Artikel braucht einen Titel.
       *[solution] Ein Artikel braucht eine Lösung.
    }
kb-text-empty-hint =
    { $part ->
        [title] Schreib ihn hinter `titel:`.
       *[solution] Schreib sie hinter `lösung:`, in so vielen Zeilen, wie du magst.
    }
kb-too-long = Das ist zu lang: { $length } Byte, höchstens { $most } gehen.
kb-too-long-hint = Teil es in mehrere Artikel, oder verweise darauf, wo es steht.
kb-audience-unclear = „{ $text }“ sagt nicht, wer ihn lesen darf.
kb-audience-hint = Es gibt `leser:alle` und `leser:intern` (Bearbeiter).
kb-owner-missing = Wer ist verantwortlich?
kb-owner-hint = Schreib `verantwortlich:@name` oder `verantwortlich:ich`.
kb-edit-what = Ich weiß nicht, welcher Teil „{ $text }“ sein soll.
kb-edit-keys = Sag es mit einem Schlüssel: { $keys } `!wissen bearbeiten KB-12` allein fragt nach jedem.
kb-unchanged = So steht es in { $id } schon.
kb-edited = ✏️ { $name } ist geändert (Version { $version }).
kb-published =
    { $audience ->
        [internal] 📗 { $name } ist für Bearbeiter veröffentlicht. Zu prüfen bis { $day }.
       *[public] 📗 { $name } ist für alle veröffentlicht. Zu prüfen bis { $day }.
    }
kb-retired = 📕 { $name } ist außer Gebrauch. `!wissen veröffentlichen { $id }` nimmt das zurück.
kb-reviewed = 📗 { $name } ist geprüft. Das nächste Mal bis { $day }.
kb-one-at-a-time = Einer nach dem anderen; wozu ist „{ $text }“?

kb-history =
    { $all ->
        [one] **{ $id }** { $title }: { $all } Version
       *[other] **{ $id }** { $title }: { $all } Versionen
    }
kb-history-row = { $version } · { $at } · { $name } · { $act ->
        [new] geschrieben
        [draft] entworfen
        [publish] veröffentlicht
        [retire] außer Gebrauch genommen
        [review] geprüft
        [import] eingelesen
       *[edit] geändert
    }
kb-history-row-why = { $version } · { $at } · { $name } · { $act ->
        [new] geschrieben
        [draft] entworfen
        [publish] veröffentlicht
        [retire] außer Gebrauch genommen
        [review] geprüft
        [import] eingelesen
       *[edit] geändert
    }: { $why }
kb-version = Version { $version }, wie sie war:
kb-no-version = Eine solche Version hat { $id } nicht.
kb-no-version-hint = Die neueste ist { $last }.

kb-suggest-one =
    💡 { $article }
    Hat das geholfen? ✅ ja, gelöst · ❌ nein
kb-suggest-row = { $sign } { $row }
kb-suggest-several =
    💡 Eins davon hilft vielleicht (`!wissen` mit der Nummer zeigt alles):
    { $rows }
    Hat eins geholfen? Tipp seine Nummer an, dann ist es gelöst · ❌ keins
kb-for-team =
    💡 Für alle, die daran arbeiten:
    { $rows }
kb-used-in = { $row } (half bei { $tickets })
kb-suggest-not-yours = Nur wer { $id } gemeldet hat, kann sagen, ob es damit gelöst ist.
kb-suggest-retired = { $id } ist inzwischen außer Gebrauch: Es war vielleicht nicht der richtige Rat.
kb-suggest-retired-hint = Wenn trotzdem alles gut ist, beende das Ticket mit `!lösen`; sonst kümmert sich jemand.
kb-solved =
    ✅ { $row }
    { $id } ist damit gelöst. Nimm dein ✅ zurück, wenn nicht.
kb-solved-inside = { $name } hat { $id } mit { $article } gelöst.
kb-unsolved = { $id } ist wieder offen.
kb-unsolved-inside = { $id } ist wieder offen: Der Artikel hat doch nicht geholfen.
kb-rejected = Danke für den Hinweis. { $id } bleibt offen; jemand kümmert sich.

kb-rework-none = Kein Artikel muss überarbeitet werden.
kb-rework-heading =
    { $all ->
        [0] Keinen fanden seine Leser mangelhaft.
        [one] { $all } Artikel half seinen Lesern nicht:
       *[other] { $all } Artikel halfen ihren Lesern nicht, der schlechteste zuerst:
    }
kb-rework-row = { $row } · 👍 { $helpful } 👎 { $unhelpful }
kb-unused-heading =
    { $all ->
        [one] { $all } Artikel, den seit { $days } Tagen niemand geöffnet hat:
       *[other] { $all } Artikel, die seit { $days } Tagen niemand geöffnet hat:
    }
kb-rework-told =
    ✏️ **{ $id }** { $title } hilft seinen Lesern nicht: 👍 { $helpful } 👎 { $unhelpful }. Bitte überarbeite ihn: `!wissen bearbeiten { $id }`.

kb-due =
    📗 **{ $id }** { $title } ist am { $day } zu prüfen. Stimmt er noch?
    ✅ ja · `!wissen bearbeiten { $id }` ändert ihn · `!wissen zurückziehen { $id }` nimmt ihn außer Gebrauch
kb-due-again =
    📗 **{ $id }** { $title } ist seit { $day } zu prüfen und wird irgendwann nicht mehr vorgeschlagen. Stimmt er noch?
    ✅ ja · `!wissen bearbeiten { $id }` ändert ihn · `!wissen zurückziehen { $id }` nimmt ihn außer Gebrauch
kb-due-managers = 📗 **{ $id }** { $title } ist lange nicht geprüft worden, obwohl { $owner } mehrmals erinnert wurde. `!wissen bearbeiten { $id } verantwortlich:@name` gibt ihn jemand anderem.
kb-owner-new = 📗 { $old }, verantwortlich für **{ $id }** { $title }, ist nicht mehr da. Das bist jetzt du; `!wissen bearbeiten { $id } verantwortlich:@name` gibt ihn jemand anderem.
kb-owner-first = 📗 Für **{ $id }** { $title } ist niemand verantwortlich. Das bist jetzt du; `!wissen bearbeiten { $id } verantwortlich:@name` gibt ihn jemand anderem.
kb-due-none = Kein Artikel ist zu prüfen.
kb-due-heading =
    { $all ->
        [one] { $all } Artikel ist zu prüfen:
       *[other] { $all } Artikel sind zu prüfen, der älteste zuerst:
    }
kb-due-since = seit { $day }

kb-report = **Wissen** { $from } – { $to }
kb-report-deflection = Tickets: { $raised } · mit einem Artikel beantwortet: { $offered } · damit gelöst: { $solved } ({ $of-offered } % der beantworteten, { $of-raised } % von allen) · half nicht: { $rejected }
kb-report-hint = `!bericht wissen woche` (auch tag, monat, quartal, jahr), `!bericht wissen 2026-03`, `!bericht wissen 2026-03-01..2026-03-15`
kb-report-used = Am meisten gebraucht:
kb-report-used-row = { $row } · geöffnet { $opened } · gelöst { $solved }
kb-report-unfound = Gesucht und nicht gefunden:
kb-report-unfound-row = „{ $words }“ ({ $often })

verb-kb-usage = vpn
verb-kb-what = findet, was aufgeschrieben ist
verb-kb-more = Wonach du suchst, in deinen Worten; auch Verschriebenes wird gefunden. `!wissen KB-12` zeigt einen Artikel, `seite:2` seine zweite Seite, `sprache:en` ihn auf Englisch. Darunter sagen 👍 und 👎, ob er geholfen hat.
verb-kb-new-usage = aus T-7
verb-kb-new-what = beginnt einen Artikel
verb-kb-new-more = Aus einem Ticket: Was darin steht und was es gelöst hat, wird ein Entwurf, den ich mit dir durchgehe. Oder mit einem Titel und der Lösung in den Zeilen darunter. Schlüssel: `titel:` `symptome:` `lösung:` `leser:alle` `dienst:` `verantwortlich:` `prüfdatum:` `sprache:`.
verb-kb-edit-usage = KB-12 lösung:…
verb-kb-edit-what = ändert einen Artikel
verb-kb-edit-more = Schlüssel: `titel:` `symptome:` `lösung:` `leser:` `dienst:` `verantwortlich:` `prüfdatum:` `warum:`; `sprache:en` mit Titel und Lösung fügt eine Übersetzung hinzu. Ein Wert reicht bis zum nächsten Schlüssel, über so viele Zeilen, wie du magst. Ohne Schlüssel frage ich nach jedem Teil.
verb-kb-publish-usage = KB-12
verb-kb-publish-what = lässt andere einen Artikel lesen
verb-kb-publish-more = Von da an wird er gefunden und vorgeschlagen: allen oder nur Bearbeitern, wie es seine `leser:` sagen.
verb-kb-retire-usage = KB-12 Grund
verb-kb-retire-what = nimmt einen Artikel außer Gebrauch
verb-kb-retire-more = Er wird nicht mehr gefunden und vorgeschlagen; wer seine Nummer kennt, liest ihn noch. `!wissen veröffentlichen` nimmt das zurück.
verb-kb-review-usage = KB-12
verb-kb-review-what = sagt, dass ein Artikel noch stimmt
verb-kb-review-more = Das nächste Mal ist er nach einem Jahr zu prüfen, oder wie eingestellt. Ohne Artikel: die, die zu prüfen sind.
verb-kb-history-usage = KB-12
verb-kb-history-what = zeigt, wer einen Artikel geändert hat
verb-kb-history-more = Mit einer Nummer dahinter diese Version, wie sie war: `!wissen verlauf KB-12 3`.
verb-kb-rework-usage = { "" }
verb-kb-rework-what = zeigt Artikel, die besser sein sollten
verb-kb-rework-more = Die mehr Lesern nicht geholfen haben als geholfen, und die niemand öffnet.
verb-kb-report-usage = monat
verb-kb-report-what = zeigt, wie viel Artikel lösen
verb-kb-report-more = Wie viele Tickets mit einem Artikel beantwortet und damit gelöst wurden, welche am meisten gebraucht werden, was vergeblich gesucht wurde und was zu prüfen ist. Für `woche`, `monat`, `quartal`, `jahr`, einen Monat wie `2026-03` oder Tage wie `2026-03-01..2026-03-15`.
