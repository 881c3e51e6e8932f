## Major Incidents

incident-state =
    { $state ->
        [triage] in Prüfung
        [active] aktiv
        [mitigated] eingedämmt
        [resolved] behoben
        [reviewed] nachbereitet
        [declined] abgelehnt
       *[merged] zusammengeführt
    }
incident-state-into = geht als { $into } weiter
incident-state-stage = { $state }, { $stage }
incident-actions =
    { $state ->
        [triage] ✅ nimmt ihn an · `!annehmen sev2` · `!ablehnen Grund` · `!zusammenführen INC-3` · `!leitung`
        [active] 👀 übernimmt die Leitung · `!lage` · `!zeitachse` · `!aufgabe @name …` · `!alarmieren` · `!schwere 1` · `!eingedämmt` · `!behoben`
        [led] `!lage` · `!zeitachse` · `!aufgabe @name …` · `!alarmieren` · `!schwere 1` · `!eingedämmt` · `!behoben`
        [mitigated] `!lage` · `!zeitachse` · `!aufgabe @name …` · `!behoben` · `!wiedereröffnen`
        [resolved] `!nachbereitung` · `!folgeaufgabe @name …` · `!wiedereröffnen`
       *[over] `!zeitachse`
    }
incident-severity-unknown = Schweregrad unbekannt
# Wie die Firma es nennt: jede Wortdatei nimmt den Titel in ihrer Sprache.
incident-severity =
    { $en ->
       *[other] { $name } ({ $de })
    }
incident-role-name =
    { $en ->
       *[other] { $de }
    }
incident-public-text =
    { $en ->
       *[other] { $de }
    }
incident-lead-name = Leitung: { $name }
incident-lead-none = keine Leitung
incident-topic = { $severity } · { $state } · { $lead }
incident-topic-drill = ÜBUNG · { $line }
incident-row = **{ $id }** { $title } · { $line }
incident-counts =
    { $tickets ->
        [one] 🎫 { $tickets } Ticket
       *[other] 🎫 { $tickets } Tickets
    } · { $people ->
        [one] { $people } Person betroffen
       *[other] { $people } Personen betroffen
    }
incident-told-line = 📣 { $text } ({ $at })
incident-next = ⏰ Nächste Lagemeldung: { $at }
incident-severity-line = 🚨 { $severity } · seit { $at }
incident-drill-line = 🧪 Eine Übung: sie läuft wie ein Ernstfall und zählt nirgends.
incident-restricted-line = 🔒 Nur wer beteiligt ist, kann ihn sehen.
incident-role-line = { $role }: { $name }
incident-article-line = 📖 Nachbereitung: { $article }
incident-of =
    { $state ->
        [resolved] 🚨 Gehörte zu **{ $id }** { $title }
        [reviewed] 🚨 Gehörte zu **{ $id }** { $title }
       *[other] 🚨 Gehört zu **{ $id }** { $title }
    }
incident-of-mine =
    { $state ->
        [resolved] 🚨 Das gehörte zu einem Ausfall: **{ $id }** { $title }
        [reviewed] 🚨 Das gehörte zu einem Ausfall: **{ $id }** { $title }
       *[other] 🚨 Das gehört zu einem Ausfall, an dem wir arbeiten: **{ $id }** { $title }
    }
incident-to = { $person } { $what }
incident-about = **{ $id }**: { $what }
incident-by = { $what } ({ $name })

## Meldungen in anderen Räumen

incident-post =
    { $open ->
        [yes] 🚨
        [merged] 🔀
       *[no] ✅
    } **{ $id }** { $title }
    { $line }
incident-post-since = Seit { $at }
incident-post-service = { $service }, seit { $at }
incident-post-told = 📣 { $text } ({ $at })
incident-post-over = Vorbei seit { $at }.
incident-post-join = ✋ kommt in den Raum.

## Ausrufen

incident-declared =
    🚨 **{ $id }** { $title } · { $line }
    Ich habe einen Raum dafür eröffnet und lade dich ein und wer Bereitschaft hat.
incident-declared-triage =
    🚨 **{ $id }** { $title } · { $line }
    Ich habe einen Raum dafür eröffnet und lade dich ein und wer Bereitschaft hat. Dort muss ihn jemand annehmen, bevor andere davon erfahren: `!annehmen sev2`.
incident-declared-restricted =
    🔒 **{ $id }** { $title } · { $line }
    Ich habe einen Raum dafür eröffnet, von dem nur weiß, wer darin ist. Lade dort ein, wen du brauchst.
incident-no-title = Was ist los?
incident-no-title-hint = Schreib es in ein paar Worten: `!vorfall neu sev2 Mail geht nicht dienst:mail`, oder `!ausrufen` im Thread eines Tickets.
incident-is-one = Das ist schon ein Vorfall.
incident-is-one-hint = `!schwere 1` macht ihn schwerer, `!zusammenführen INC-3` sagt, dass er derselbe ist wie ein anderer.
incident-of-already = **{ $id }** gehört schon zu **{ $incident }**.
incident-join-command = `!vorfall beitreten { $id }` lässt dich hinein.
incident-same =
    {""}**{ $id }** { $title } hat gerade eben { $name } ausgerufen ({ $line }).
    ✋ kommt in den Raum · ▶️ ruft trotzdem einen weiteren aus
incident-since-unclear = „{ $text }“ verstehe ich nicht als vergangene Zeit.
incident-since-hint = Schreib `seit:13:40`, `seit:"gestern 23:10"`, oder später `!vorfall seit 13:40`.
incident-since-late = Das ist nach seinem Ende.
incident-since-set = Der Ausfall zählt ab { $at }.
incident-how =
    {""}**Vorfälle**: `{ $prefix }vorfall neu sev2 Mail geht nicht dienst:mail` eröffnet einen Raum, ruft Leute und sagt den anderen Bescheid.
    `{ $prefix }ausrufen` im Thread eines Tickets macht einen aus dem Ticket. Vor dem Titel können `übung` und `vertraulich` stehen.
incident-open = Offen:
incident-none = Es ist nichts los, wovon du wissen darfst.
incident-more = … und weitere.
incident-no-such = `!vorfall { $word }` kenne ich nicht.
incident-is-none = **{ $id }** ist kein Vorfall.
incident-is-none-hint = `!ausrufen { $id }` macht einen daraus; `!vorfall` zeigt, welche offen sind.

## Sein Raum

incident-room-refused = Der Chatserver verweigert einen Raum für **{ $id }**: { $error }. Ich versuche es noch einmal; bis dahin geht es hier weiter, mit der Kennung: `!lage { $id } …`.
incident-room-given-up = Der Chatserver verweigert weiterhin einen Raum für **{ $id }**: { $error }. Es geht ohne weiter, mit der Kennung: `!lage { $id } …`. `!vorfall raum { $id }` versucht es noch einmal.
incident-uninvited = { $account } konnte ich nicht einladen: { $error }. Ich versuche es noch einmal.
incident-uninvited-again = { $account } kann ich nicht einladen: { $error }. Jemand muss sie auf anderem Weg dazuholen.
incident-room-lost = **{ $id }** { $title } hat seinen Raum verloren: ich bin nicht mehr darin. Der Vorfall geht mit seiner Kennung weiter; `!vorfall raum { $id }` eröffnet einen neuen.
incident-room-there = **{ $id }** hat seinen Raum. Ich lade dich ein, falls du nicht darin bist.
incident-room-again = Ich eröffne wieder einen Raum für **{ $id }**.
incident-room-closed = Der Raum von **{ $id }** ist geschlossen: er wird nur noch gelesen.
incident-no-room = **{ $id }** hat keinen Raum.
incident-no-room-hint = `!vorfall raum { $id }` eröffnet einen.
incident-joins = Ich lade dich in den Raum von **{ $id }** ein.
incident-joins-other = Ich lade { $name } in den Raum von **{ $id }** ein.
incident-join-whom = Wer ist „{ $text }“?
incident-join-hint = `!vorfall beitreten INC-3` lässt dich hinein, `!vorfall beitreten INC-3 @anna` jemand anderen.
incident-brief =
    🚨 Du kommst in den Raum von **{ $id }** { $title }
    { $line }, seit { $at }
incident-archived = 🗄️ Dieser Raum ist jetzt geschlossen: er bleibt lesbar, aber niemand schreibt hier mehr.

## Wie es weitergeht

incident-accepted = ✅ **{ $id }** ist ein Vorfall: { $line }
incident-declined = **{ $id }** ist kein Vorfall: { $line }. Tickets und Verlauf bleiben.
incident-decline-why = Warum ist es keiner?
incident-decline-hint = Ein paar Worte reichen: `!ablehnen nur eine Person ist betroffen`.
incident-merge-what = Zu welchem Vorfall gehört er?
incident-merge-hint = Schreib `!zusammenführen INC-3` in den Raum dessen, der aufgeht, oder `!vorfall zusammenführen INC-5 INC-3`.
incident-merge-drill = Einer davon ist eine Übung, der andere nicht. Sie bleiben getrennt.
incident-lead-agents = { $name } ist kein Bearbeiter, und nur Bearbeiter leiten.
incident-lead-agents-hint = Eine andere Rolle kann jeder haben: `!rolle scribe @anna`.
incident-role-bot = Ich helfe bei **{ $id }** und habe keine Rolle darin: gib sie jemandem, der entscheiden kann.
incident-drill-title = ÜBUNG: { $title }
incident-merge-itself = **{ $id }** kann nicht in sich selbst aufgehen.
incident-merge-restricted = Einen davon sehen nur Beteiligte, den anderen alle. Sie bleiben getrennt.
incident-merged = **{ $id }** geht als **{ $into }** weiter. Tickets und Leute kommen mit.
incident-merged-here = 🔀 **{ $id }** { $title } ist derselbe wie dieser. Tickets und Leute kommen hierher.
incident-mitigated = 🟡 **{ $id }**: es kann wieder gearbeitet werden. { $line }
incident-resolved = ✅ **{ $id }** ist nach { $lasted } behoben.
incident-resolved-review = { $resolved } Die Nachbereitung ist fällig am { $at }: `!nachbereitung` entwirft sie.
incident-reopened = 🔁 **{ $id }** ist nicht vorbei: { $line }
incident-severity-set = **{ $id }**: { $line }
incident-severity-is = { $severity }. Es gibt: { $names }.
incident-severity-already = Es ist schon { $severity }.
incident-severity-none = Den Schweregrad „{ $text }“ gibt es nicht.
incident-severity-hint = Es gibt: { $names }.
incident-may-not-lower = Herabstufen oder ablehnen kann ihn nur, wer ihn leitet, oder wer ein Team leitet und darüber.
incident-may-not-lower-ask = Frag { $name }.
incident-may-not-lower-hint = Noch leitet ihn niemand: `!leitung` übernimmt.
incident-no-stages = Hier gibt es keine weiteren Phasen.
incident-no-stages-hint = Der Betrieb kann welche einrichten: `[[incident_stages]]`.
incident-stage-unknown = Die Phase „{ $text }“ gibt es nicht.
incident-stage-active = Phasen hat nur ein aktiver Vorfall.
incident-already =
    { $state ->
        [active] **{ $id }** ist schon angenommen.
        [mitigated] **{ $id }** ist schon eingedämmt.
        [resolved] **{ $id }** ist schon behoben.
        [reviewed] **{ $id }** ist schon nachbereitet.
       *[other] **{ $id }** ist schon so.
    }
incident-unaccepted = Noch hat niemand gesagt, dass **{ $id }** ein Vorfall ist.
incident-unaccepted-hint = `!annehmen sev2` sagt es, `!ablehnen Grund`, dass es keiner ist.
incident-over =
    { $state ->
        [resolved] **{ $id }** ist behoben.
        [reviewed] **{ $id }** ist vorbei und nachbereitet.
        [declined] **{ $id }** wurde abgelehnt.
        [merged] **{ $id }** geht als ein anderer weiter.
       *[other] **{ $id }** ist vorbei.
    }
incident-over-hint = Falls er doch nicht vorbei ist: `!wiedereröffnen`.
incident-not-over = **{ $id }** ist nicht vorbei.
incident-own-way = **{ $id }** ist ein Vorfall und geht seinen eigenen Weg.
incident-own-way-hint =
    { $state ->
        [triage] Weiter geht es mit `!annehmen sev2` oder `!ablehnen Grund`.
        [active] Weiter geht es mit `!eingedämmt` oder `!behoben`.
        [mitigated] Weiter geht es mit `!behoben` oder `!wiedereröffnen`.
       *[other] `!wiedereröffnen` öffnet ihn wieder.
    }

## Wer was tut

incident-role-given = { $role }: { $name }
incident-role-free = { $role }: niemand
incident-role-already = Das hat { $name } schon ({ $role }).
incident-role-nobody = Das hat niemand ({ $role }).
incident-role-unknown = Die Rolle „{ $text }“ gibt es nicht.
incident-role-hint = Es gibt: { $names }. `!rolle scribe @anna` gibt eine, `!rolle scribe niemand` macht sie frei.
incident-role-whom = Wer ist „{ $text }“?
incident-role-whom-hint = Schreib @ und den Namen von jemandem in diesem Raum, oder das ganze Konto.
incident-role-left = { $name } ist nicht mehr in der Firma.
incident-role-taken = Deine Rolle in **{ $id }** ({ $role }) hat jetzt jemand anderes.
incident-role-gone = { $name } hat den Raum verlassen und hatte eine Rolle: { $role }. Wer übernimmt? `{ $command }`
incident-duties =
    { $en ->
       *[other]
        Du hast eine Rolle in **{ $id }** { $title }: { $role }
        { $de }
    }
incident-nudge =
    { $missing ->
        [both] Noch leitet niemand, und niemand hat gesagt, wie schlimm es ist. `!leitung` übernimmt, `!schwere 2` sagt es.
        [lead] Noch leitet niemand. `!leitung` übernimmt, `!leitung @name` gibt sie jemandem.
       *[severity] Wie schlimm ist es? `!schwere 2` sagt es.
    }{ $triage ->
        [yes] { " " }Ist es überhaupt ein Vorfall? `!annehmen` oder `!ablehnen Grund`.
       *[no] { "" }
    }
incident-quiet =
    { $state ->
        [triage] Hier ist seit { $idle } nichts geschehen. Ist es ein Vorfall? `!annehmen`, `!ablehnen Grund` oder `!zusammenführen INC-3`.
        [mitigated] Hier ist seit { $idle } nichts geschehen. Ist er vorbei? `!behoben`, oder sag, was noch getan wird: `!lage`.
       *[active] Hier ist seit { $idle } nichts geschehen. Läuft er noch? `!lage`, `!eingedämmt` oder `!behoben`.
    }

## Lagemeldungen

incident-update-kept = 📣 Lagemeldung { $number } zu **{ $id }**
incident-update-changed = 📣 Lagemeldung { $number } zu **{ $id }**, geändert
incident-update-known = Was wir wissen: { $text }
incident-update-doing = Was wir tun: { $text }
incident-update-public =
    { $tickets ->
        [0] Nach außen gesagt: { $text }
        [one] Nach außen gesagt und in { $tickets } Ticket: { $text }
       *[other] Nach außen gesagt und in { $tickets } Tickets: { $text }
    }
incident-update-template =
    Eine Lagemeldung sagt, was wir wissen, was wir tun und wann mehr gesagt wird. Was andere lesen dürfen, steht für sich:
    `{ $prefix }lage Die Platte von mx1 ist voll tun: wir schaffen Platz nächste:30m öffentlich: Mail kommt gerade verspätet an.`
incident-update-what = Was wissen wir, und was tun wir?
incident-update-hint = `!lage Die Platte ist voll tun: wir schaffen Platz nächste:30m öffentlich: Mail kommt verspätet an.`
incident-update-long = Das sind { $length } Zeichen; mehr als { $most } liest bei einem Ausfall niemand.
incident-update-old = Es gibt eine neuere Lagemeldung. Schreib eine weitere.
incident-next-unclear = „{ $text }“ verstehe ich nicht als kommende Zeit.
incident-next-hint = Schreib `nächste:30m` oder `nächste:14:30`.
incident-update-owed = ⏰ Für { $at } war eine Lagemeldung versprochen: `!lage …`. Später: 1️⃣ in 30 Minuten · 2️⃣ in 60 · 3️⃣ in 90
incident-snoozed = Die nächste Lagemeldung kommt { $at }.
incident-update-told = 📣 { $text }
incident-end-told = ✅ Der Ausfall hinter **{ $id }** ist vorbei. Falls es bei dir noch nicht geht, schreib es hier.

## Tickets

incident-offer = **{ $id }** { $title } könnte dazugehören. 🔗 hängt es an · ❌ es ist etwas anderes
incident-attached = 🔗 { $ids } gehört jetzt zu **{ $id }**. { $people ->
        [one] { $people } Person ist betroffen.
       *[other] { $people } Personen sind betroffen.
    }
incident-detached = { $ids } gehört nicht mehr zu **{ $id }**.
incident-attached-already = Sie gehören alle schon zu **{ $id }**.
incident-not-attached = Keins davon gehört zu **{ $id }**.
incident-attach-what = Welche Tickets, zu welchem Vorfall?
incident-attach-hint = Im Raum eines Vorfalls `!anhängen T-7 T-9`, im Thread eines Tickets `!anhängen INC-3`.
incident-attach-private = **{ $id }** ist privat. Ein Vorfall, den alle sehen, darf es nicht zeigen.
incident-solve-offer =
    { $open ->
        [one] { $open } Ticket dazu ist offen. ✅ löst es.
       *[other] { $open } Tickets dazu sind offen. ✅ löst sie alle.
    }
incident-solved-all =
    { $count ->
        [one] { $count } Ticket ist gelöst.
       *[other] { $count } Tickets sind gelöst.
    }
incident-solution = Der Ausfall ist vorbei ({ $id } { $title }).

## Aufgaben und was danach zu tun ist

incident-task-given = 📝 { $title }
incident-task-given-to = 📝 { $name }: { $title }
incident-task-until = { $task } · bis { $at }
incident-task-what = Was ist zu tun?
incident-task-hint = `!aufgabe @bernd Edge-Router neu starten bis 14:30`
incident-followup-made = 📝 **{ $id }** { $title }
incident-followup-for = { $made } · { $name }
incident-followup-what = Was ist danach zu tun?
incident-followup-hint = `!folgeaufgabe @bernd Platte tauschen bis Fr`
incident-followup-yours = 📝 **{ $id }** { $title } ist deins: es ist nach **{ $incident }** zu tun.
incident-followup-due =
    { $when ->
        [before] 📝 **{ $id }** { $title } (nach **{ $incident }**) ist fällig { $at }.
        [at] 📝 **{ $id }** { $title } (nach **{ $incident }**) ist jetzt fällig.
       *[after] 📝 **{ $id }** { $title } (nach **{ $incident }**) war fällig { $at } und ist nicht getan.
    }
incident-review-owed = 📖 Die Nachbereitung von **{ $id }** { $title } war fällig am { $at }. `!nachbereitung { $id }` entwirft sie.

## Zeitachse

timeline-head =
    { $count ->
        [one] 🕒 **{ $id }**: { $count } Eintrag
       *[other] 🕒 **{ $id }**: { $count } Einträge
    }
timeline-line = { $number }. { $at } · { $what }
timeline-line-by = { $number }. { $at } · { $what } ({ $name })
timeline-more = Seite { $page } von { $pages }: `!zeitachse 2`
timeline-empty = Da steht noch nichts.
timeline-no-page =
    { $pages ->
        [one] Es gibt { $pages } Seite.
       *[other] Es gibt { $pages } Seiten.
    }
timeline-noted = 🕒 Eintrag { $number }, { $at }
timeline-what = Was ist geschehen, und wann?
timeline-hint = `!zeitachse 14:05 mx1 neu gestartet`, oder 📌 auf eine Nachricht. `!zeitachse entfernen 7` nimmt einen weg.
timeline-remove-what = Welchen Eintrag?
timeline-unknown = Einen Eintrag { $number } gibt es nicht.
timeline-own = Eintrag { $number } habe ich selbst geschrieben: das ist geschehen.
timeline-own-hint = Nur was Leute dort vermerkt haben, kann weggenommen werden.
timeline-removed = Eintrag { $number } ist weggenommen.
timeline-gone = Diese Nachricht wurde zurückgenommen. Da ist nichts für die Zeitachse.
timeline-refused = Der Chatserver zeigt mir diese Nachricht nicht.
timeline-unreadable = Diese Nachricht konnte ich nicht lesen: mir fehlt der Schlüssel.
timeline-unreadable-hint = Vermerke sie mit `!zeitachse 14:05 …`.
timeline-nothing = Das sagt nichts, was auf der Zeitachse stehen könnte.
note-declared = ausgerufen
note-state-detail = { $state }: { $detail }
note-severity = Schweregrad: { $from } → { $to }
note-severity-first = Schweregrad: { $to }
note-stage = Phase: { $stage }
note-role = { $role }: { $name }
note-role-none = { $role }: niemand
note-update = Lagemeldung { $number }: { $text }
note-paged = 📟 gerufen: { $target }
note-answered = 📟 { $name } hat geantwortet
note-unanswered = 📟 niemand hat geantwortet
note-task = 📝 { $title }
note-task-of = 📝 { $name }: { $title }
note-done = ☑️ { $title }
note-attached = 🔗 { $id }
note-detached = { $id } war etwas anderes
note-room-lost = kein Raum
note-room-opened = ein Raum ist wieder eröffnet
note-uninvited = { $account } konnte nicht eingeladen werden
note-said = { $text }

## Hilfe

verb-incident-list-usage = { "" }
verb-incident-list-what = zeigt, welche Vorfälle offen sind
verb-incident-list-more = Nur die, von denen du wissen darfst. Mit einer Kennung zeigt es diesen.
verb-incident-new-usage = sev2 Mail geht nicht dienst:mail
verb-incident-new-what = ruft einen Vorfall aus
verb-incident-new-more = Eröffnet einen Raum, lädt ein, wer Bereitschaft hat, das Team und dich, und sagt den Räumen Bescheid, die davon erfahren. Vor dem Titel können der Schweregrad, `übung` und `vertraulich` stehen (nur Beteiligte wissen davon); `seit:13:40` sagt, wann es begann, `team:it`, wessen Sache es ist. Im Thread eines Tickets oder mit dessen Kennung wird er daraus gemacht. Was niemand angenommen hat, ist in Prüfung, und niemand erfährt davon.
verb-incident-accept-usage = sev2
verb-incident-accept-what = sagt, dass es ein Vorfall ist
verb-incident-accept-more = Von da an zählt er, andere erfahren davon, und Lagemeldungen sind fällig. Für Bearbeiter.
verb-incident-decline-usage = nur eine Person ist betroffen
verb-incident-decline-what = sagt, dass es kein Vorfall ist
verb-incident-decline-more = Mit einem Grund. Tickets und Verlauf bleiben; er zählt nirgends. Im Raum tut `!ablehnen` dasselbe.
verb-incident-merge-usage = INC-3
verb-incident-merge-what = sagt, dass er derselbe ist wie ein anderer
verb-incident-merge-more = Im Raum dessen, der aufgeht. Tickets und Leute kommen mit. `!zusammenführen` tut dort dasselbe.
verb-incident-severity-usage = 1
verb-incident-severity-what = sagt, wie schlimm es ist
verb-incident-severity-more = Herabstufen kann, wer ihn leitet, oder wer ein Team leitet und darüber. Allein sagt es, wie schlimm es ist.
verb-incident-stage-usage = identified
verb-incident-stage-what = sagt, in welcher weiteren Phase er ist
verb-incident-stage-more = Welche es gibt, ist eingerichtet.
verb-incident-since-usage = 13:40
verb-incident-since-what = sagt, wann der Ausfall begann
verb-incident-since-more = Ab da zählt seine Dauer.
verb-incident-lead-usage = @bernd
verb-incident-lead-what = sagt, wer den Vorfall leitet
verb-incident-lead-more = Allein übernimmst du selbst, wie 👀 auf der Karte. Wer leitet, erfährt im Direktchat, was dazugehört.
verb-incident-role-usage = scribe @anna
verb-incident-role-what = gibt jemandem eine Rolle im Vorfall
verb-incident-role-more = Allein zeigt es, wer welche hat. `!rolle scribe niemand` macht eine frei.
verb-incident-update-usage = Die Platte ist voll tun: wir schaffen Platz nächste:30m öffentlich: Mail kommt verspätet an.
verb-incident-update-what = sagt, wie es steht
verb-incident-update-more = Was wir wissen; `tun:` was wir tun; `nächste:` wann mehr gesagt wird; `öffentlich:` was andere lesen dürfen, wenn du magst in Sprachen: `öffentlich: de: … en: …`. Das kommt in die Meldungen und in den Thread jedes Tickets dazu. Allein zeigt es, wie man eine schreibt.
verb-incident-timeline-usage = 14:05 mx1 neu gestartet
verb-incident-timeline-what = zeigt, was wann geschah, oder ergänzt es
verb-incident-timeline-more = Das meiste schreibt sich selbst; 📌 auf eine Nachricht vermerkt sie dort, mit ihrer eigenen Zeit. `!zeitachse 2` zeigt Früheres, `!zeitachse entfernen 7` nimmt einen weg.
verb-incident-task-usage = @bernd Edge-Router neu starten bis 14:30
verb-incident-task-what = gibt jemandem etwas zu tun
verb-incident-task-more = Es steht auf der Liste des Vorfalls; was am Ende noch offen ist, geht als Ticket weiter.
verb-incident-attach-usage = T-7 T-9
verb-incident-attach-what = sagt, dass Tickets zum Vorfall gehören
verb-incident-attach-more = In seinem Raum, oder im Thread eines Tickets mit der Kennung des Vorfalls. Wer sie gemeldet hat, erfährt, was andere erfahren.
verb-incident-detach-usage = T-7
verb-incident-detach-what = sagt, dass Tickets nicht zum Vorfall gehören
verb-incident-detach-more = Sie erfahren nichts mehr davon.
verb-incident-mitigate-usage = Mail läuft über mx2
verb-incident-mitigate-what = sagt, dass wieder gearbeitet werden kann
verb-incident-mitigate-more = Die Ursache ist noch zu beseitigen.
verb-incident-resolve-usage = die Platte ist getauscht
verb-incident-resolve-what = sagt, dass der Vorfall vorbei ist
verb-incident-resolve-more = Wer ein Ticket dazu gemeldet hat, erfährt es; ✅ löst danach alle diese Tickets. In seinem Raum tut `!resolve` dasselbe.
verb-incident-reopen-usage = es ist wieder da
verb-incident-reopen-what = sagt, dass er doch nicht vorbei ist
verb-incident-reopen-more = In seinem Raum tut `!wiedereröffnen` dasselbe.
verb-incident-join-usage = INC-3
verb-incident-join-what = lässt dich in den Raum eines Vorfalls
verb-incident-join-more = Mit einem Namen dahinter jemand anderen.
verb-incident-room-usage = INC-3
verb-incident-room-what = eröffnet einen neuen Raum für einen Vorfall, der seinen verloren hat
verb-incident-room-more = Hat er einen, lässt es dich hinein.
verb-incident-followup-usage = @bernd Platte tauschen bis Fr
verb-incident-followup-what = macht ein Ticket aus dem, was danach zu tun ist
verb-incident-followup-more = Wer es hat, wird vor seinem Tag erinnert, an ihm und danach.

## Der Bericht

incident-report = **Vorfälle** { $from } – { $to }
incident-report-none = In dieser Zeit hat kein Vorfall begonnen.
incident-report-how = Mittelwerte ab Beginn des Ausfalls, Mediane in Klammern: wie lange es dauerte, bis sich jemand kümmerte (MTTA), alle wieder arbeiten konnten (MTTM), es vorbei war (MTTR).
incident-report-all = **Alle: { $count }**{ $open ->
        [0] {""}
       *[other] , davon noch offen: { $open }
    }
incident-report-before = Ebenso lange davor: { $count }
incident-report-group = { $name }: { $count }
incident-report-service = { $name }
incident-report-no-service = Zu keinem Dienst
incident-report-took = { $line } · { $of ->
        [acked] MTTA
        [mitigated] MTTM
       *[resolved] MTTR
    } { $mean } ({ $median })
incident-report-left-out = Nicht gezählt{ $declined ->
        [0] {""}
       *[other] { " · abgelehnt " }{ $declined }
    }{ $merged ->
        [0] {""}
       *[other] { " · mit anderen zusammengeführt " }{ $merged }
    }{ $triage ->
        [0] {""}
       *[other] { " · noch in Prüfung " }{ $triage }
    }{ $drills ->
        [0] {""}
       *[other] { " · Übungen " }{ $drills }
    }
incident-report-reviews = 📖 Nachbereitungen: in dieser Zeit geschrieben { $done } · jetzt ausstehend { $owed }, davon überfällig { $late }
incident-report-followups = 📌 Folgeaufgaben: jetzt offen { $open }, davon überfällig { $overdue }
incident-report-mean = { $mean }
incident-report-chart = Mittlere Dauer, bis es vorbei war (MTTR), nach dem Beginn des Ausfalls, je { $step ->
        [day] Tag
        [week] Woche
        [month] Monat
       *[year] Jahr
    }
incident-report-hint = Schreib woche, monat, quartal, jahr, einen Monat wie `2026-03` oder Tage wie `2026-03-01..2026-03-15`.
verb-incident-report-usage = quartal
verb-incident-report-what = sagt, wie viele Vorfälle es gab und wie lange sie dauerten
verb-incident-report-more = Nach Schweregrad und nach Dienst, und daneben dieselbe Zeitspanne davor; mit Diagramm und Tabelle (CSV). Übungen, vertrauliche und was keiner war, zählen nicht. `woche`, `monat`, `quartal`, `jahr`, `2026-03`, `2026-03-01..2026-03-15`.

## Nachbereitung

review-title = Nachbereitung von { $id }: { $title }
review-drill = Das war eine Übung.
review-what = Was geschehen ist
review-what-ask = Was ist geschehen, in zwei Sätzen, die jeder versteht?
review-impact = Auswirkung
review-severity = Schweregrad: { $severity }
review-services = Dienste: { $services }
review-span = Von { $from } bis { $to }: { $lasted }
review-since = Seit { $from }
review-times = Wie lange es gedauert hat
review-detect = Bis er ausgerufen war: { $span }
review-acknowledge = Von da an, bis sich jemand kümmerte: { $span }
review-mitigate = Vom Beginn an, bis wieder gearbeitet werden konnte: { $span }
review-resolve = Vom Beginn an, bis er vorbei war: { $span }
review-roles = Wer was getan hat
review-timeline = Zeitachse
review-updates = Was gesagt wurde
review-public = Nach außen gesagt: { $text }
review-cause = Ursache
review-cause-ask = Warum konnte es geschehen? Frag weiter, bis die Antwort etwas ist, das sich ändern lässt.
review-well = Was gut lief
review-well-ask = Was hat geholfen und soll wieder so sein?
review-badly = Was nicht gut lief
review-badly-ask = Was hat Zeit gekostet oder es schlimmer gemacht?
review-learnt = Was wir daraus lernen
review-learnt-ask = Was wissen wir jetzt, das wir vorher nicht wussten?
review-followups = Was zu tun ist
review-followups-ask = Was ist zu tun, damit es nicht wieder geschieht, von wem und bis wann?
review-until = bis { $day }
review-done = ☑️ erledigt
review-links = Changes und Probleme, die damit zu tun haben
review-more = … und { $more } weitere
review-transcript = Was im Raum gesagt wurde
review-was-edited = bearbeitet
review-taken-back = zurückgenommen

review-drafted = 📖 Die Nachbereitung von **{ $id }** ist als { $article } entworfen, für alle, die hier arbeiten: `!wissen bearbeiten { $article }` schreibt sie weiter.
review-drafted-here = 📖 Die Nachbereitung von **{ $id }** ist entworfen. Weil nur Beteiligte davon wissen dürfen, steht sie allein hier und wird kein Artikel.
review-edited = 📖 Die Nachbereitung von **{ $id }**, wie sie in { $article } steht. Daran wurde schon gearbeitet, darum lasse ich sie, wie sie ist: `!wissen bearbeiten { $article }` ändert sie.
review-open =
    { $count ->
        [one] ❓ { $count } Frage ist offen: { $names }
       *[other] ❓ { $count } Fragen sind offen: { $names }
    }
review-then = Wenn alles gesagt ist, schließt `!nachbereitung fertig` sie ab.
review-in-room = 📖 Die Nachbereitung von **{ $id }** steht in seinem Raum.
review-alone = 📖 **{ $id }** hat keinen Raum mehr: du findest die Nachbereitung in unserem Direktchat.
review-ended = 📖 **{ $id }** ist nachbereitet: { $line }
review-unclear = „{ $text }“ verstehe ich hier nicht.
review-unclear-hint = `!nachbereitung` entwirft die Nachbereitung, `!nachbereitung fertig` schließt sie ab. Ihre Worte änderst du in ihrem Artikel, mit `!wissen bearbeiten`.

review-week =
    { $count ->
        [one] 📖 { $count } Nachbereitung eines Vorfalls steht aus:
       *[other] 📖 { $count } Nachbereitungen von Vorfällen stehen aus:
    }
review-week-row =
    { $overdue ->
        [yes] **{ $id }** { $title } · ⚠️ war fällig { $at } · { $name }
       *[no] **{ $id }** { $title } · fällig { $at } · { $name }
    }
review-week-hidden =
    { $overdue ->
        [yes] **{ $id }** · vertraulich · ⚠️ war fällig { $at }
       *[no] **{ $id }** · vertraulich · fällig { $at }
    }
review-week-followups =
    { $count ->
        [one] 📝 { $count } Sache, die nach einem zu tun war, ist nicht getan:
       *[other] 📝 { $count } Sachen, die nach einem zu tun waren, sind nicht getan:
    }
review-week-followup = **{ $id }** { $title } · nach **{ $incident }** · war fällig { $at } · { $name }
review-week-followup-hidden = **{ $id }** · vertraulich · nach **{ $incident }** · war fällig { $at }

verb-incident-review-usage = { "" }
verb-incident-review-what = entwirft die Nachbereitung eines Vorfalls, der vorbei ist
verb-incident-review-more = Aus Zeitachse, Rollen, Lagemeldungen, Tickets und Zeiten, mit den Fragen, die noch offen sind. Sie wird ein Artikel für alle, die hier arbeiten; noch einmal aufgerufen, bringt es ihn auf den Stand, solange niemand daran gearbeitet hat. `!nachbereitung fertig` schließt sie ab. Die eines vertraulichen Vorfalls steht allein in seinem Raum.
