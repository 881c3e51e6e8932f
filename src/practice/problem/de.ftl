## Probleme

problem-state =
    { $state ->
        [new] neu
        [analysing] in Analyse
        [known-error] bekannter Fehler
        [in-solution] Lösung in Arbeit
        [solved] gelöst
       *[unsolved] ohne Lösung geschlossen
    }
problem-actions =
    { $state ->
        [new] 👀 sucht die Ursache · `!problem ursache` · `!problem umgehung` · `!problem hinzufügen T-9`
        [analysing] `!problem ursache` · `!problem umgehung` · `!problem bekannter-fehler` · `!problem lösung CHG-8`
        [known-error] `!problem lösung CHG-8` · `!problem umgehung` · `!problem schließen`
       *[in-solution] Die Änderung löst es. `!problem umgehung` · `!problem schließen`
    }
problem-incidents =
    { $count ->
        [one] 🎫 { $count } Ticket: { $ids }
       *[other] 🎫 { $count } Tickets: { $ids }
    }
problem-incidents-more = { $incidents } und { $more } weitere
problem-of = 🧩 Gehört zu **{ $id }** { $title }
problem-of-mine = 🧩 Was dahintersteckt, wird gesucht: **{ $id }**
problem-cause-line = 🔍 Ursache: { $text }
problem-cause-of-kind = { $cause } ({ $kind })
problem-cause-kind =
    { $kind ->
        [software] Software
        [hardware] Hardware
        [configuration] Konfiguration
        [capacity] Kapazität
        [supplier] Lieferant
       *[people] Menschen und Abläufe
    }
problem-cause-unknown = Ursache noch nicht bekannt
problem-workaround-line = 🩹 Umgehungslösung: { $text }
problem-fix-line = 🔧 Lösung: { $change }
problem-reason-line = Geschlossen: { $reason }
# Was Menschen für Leser jeder Sprache geschrieben haben: Jede Datei nimmt das Ihre.
problem-text =
    { $en ->
       *[other] { $de }
    }
problem-row = **{ $id }** { $title } · { $state }
problem-more = … und weitere.

## Melden

problem-how =
    {""}**Probleme**: `{ $prefix }problem aus T-7 T-9` macht eines aus Tickets, `{ $prefix }problem Das WLAN bricht ab` eines ohne.
    Dann `{ $prefix }problem ursache` · `umgehung` · `bekannter-fehler` · `lösung CHG-8` · `schließen`. `{ $prefix }problem muster` zeigt, was immer wieder kommt.
problem-none = Du hast mit keinem offenen Problem zu tun.
problem-open = Offen:
problem-no-title = Was ist das Problem?
problem-no-title-hint = Schreib es in ein paar Worten: `!problem Das WLAN bricht ab`, oder `!problem aus T-7 T-9`.
problem-no-such = `!problem { $word }` kenne ich nicht.
problem-from-what = Aus welchen Tickets?
problem-from-hint = Nenne sie: `!problem aus T-7 T-9`, dahinter gern ein Titel; oder schreib es in den Thread eines Tickets.
problem-too-many = Das ist zu viel auf einmal: höchstens { $most } Tickets.
problem-also = Diese gehören noch zu einem anderen Problem: { $ids }.
problem-is-none = { $id } ist kein Problem.
problem-is-none-hint = Probleme heißen PRB-1; `!problem` zeigt die offenen.
problem-no-incident = { $id } ist kein Ticket, das jemand gemeldet hat, weil etwas nicht geht.
problem-no-incident-hint = Solche Tickets heißen T-1. `!problem lösung CHG-8` nennt die Änderung, die ein Problem löst, `!verknüpfen` verbindet alles andere.
problem-private = **{ $id }** ist vertraulich, und wer von dem Problem liest, darf nichts davon wissen.
problem-private-hint = `!vertraulich aus` in seinem Thread macht es öffentlich, wo das sein darf.
problem-part-of = **{ $id }** ist ein Teil von **{ $of }**.
problem-part-of-hint = Nenne stattdessen { $of }.
problem-itself = **{ $id }** kann nicht zu sich selbst gehören.
problem-of-problem = Ein Problem kann nicht zu einem anderen gehören: Nur eines kann gemeint sein, und { $id } ist das erste.
problem-which = Welches Problem?
problem-which-hint = Nenne es: `!problem hinzufügen PRB-4 T-7`, `!problem lösung PRB-4 CHG-8`; oder schreib es in seinen Thread.
problem-which-incident = Welche Tickets?
problem-which-incident-hint = `!problem hinzufügen PRB-4 T-7 T-9`, im Thread des Problems `!problem hinzufügen T-7`.
problem-linked = Sie gehören alle schon zu **{ $id }**.
problem-unlinked = Keines davon gehört zu **{ $id }**.
problem-added = 🧩 Gehört jetzt zu **{ $id }**: { $ids }.
problem-removed = Gehört nicht mehr zu **{ $id }**: { $ids }.

## Sein Weg

problem-over =
    { $state ->
        [solved] **{ $id }** ist gelöst und damit vorbei.
       *[unsolved] **{ $id }** wurde geschlossen und ist vorbei.
    }
problem-over-hint = `!problem aus T-7` beginnt ein neues.
problem-already =
    { $state ->
        [known-error] **{ $id }** ist schon ein bekannter Fehler.
       *[in-solution] **{ $id }**: Diese Änderung soll es schon lösen.
    }
problem-nothing-known = Von **{ $id }** ist weder die Ursache noch eine Umgehungslösung bekannt.
problem-nothing-known-hint = `!problem ursache` fragt nach der einen, `!problem umgehung …` sagt die andere.
problem-own-way = **{ $id }** ist ein Problem und hat eigene Befehle.
problem-own-way-hint = `!problem lösung CHG-8` löst es durch eine Änderung, `!problem schließen` mit einem Grund beendet es ohne.
problem-text-long = Das ist zu lang: { $length } Zeichen, höchstens { $most }.
problem-text-long-hint = Sag es in ein paar Sätzen und verweise auf den Rest.
problem-known = **{ $id }** ist jetzt ein bekannter Fehler.
problem-known-without = **{ $id }** ist jetzt ein bekannter Fehler. `!problem umgehung …` sagt denen, die warten, was sie so lange tun können.
problem-fix-what = Welche Änderung?
problem-fix-hint = `!problem lösung CHG-8`; `!change` plant eine.
problem-no-change = { $id } ist keine Änderung.
problem-change-over =
    { $how ->
        [failed] **{ $id }** ist fehlgeschlagen.
        [rejected] **{ $id }** wurde abgelehnt.
        [retracted] **{ $id }** wurde zurückgezogen.
       *[cancelled] **{ $id }** wurde abgebrochen.
    }
problem-change-over-hint = `!change` plant eine neue.
problem-fix-set = 🔧 **{ $change }** soll **{ $id }** lösen; wenn sie erfolgreich ist, wird das Problem geschlossen.
problem-change-told = 🧩 Soll **{ $id }** { $title } lösen.
problem-change-bad =
    { $how ->
        [failed] ✖️ **{ $change }**, die **{ $id }** lösen sollte, ist fehlgeschlagen.
        [rejected] ✖️ **{ $change }**, die **{ $id }** lösen sollte, wurde abgelehnt.
        [retracted] ✖️ **{ $change }**, die **{ $id }** lösen sollte, wurde zurückgezogen.
       *[cancelled] ✖️ **{ $change }**, die **{ $id }** lösen sollte, wurde abgebrochen.
    } { $state ->
        [known-error] Es ist wieder ein bekannter Fehler.
       *[analysing] Es ist wieder in Analyse.
    }
problem-solved-here =
    { $count ->
        [one] ✅ **{ $id }** ist durch **{ $change }** gelöst. Wer das Ticket gemeldet hat, hört davon.
       *[other] ✅ **{ $id }** ist durch **{ $change }** gelöst. Wer seine { $count } Tickets gemeldet hat, hört davon.
    }
problem-close-why = Warum wird es ohne Lösung geschlossen?
problem-close-hint = Schreib `!problem schließen` und den Grund; wer wartet, liest ihn.
problem-closed =
    { $count ->
        [one] **{ $id }** ist geschlossen. Wer das Ticket gemeldet hat, hört davon.
       *[other] **{ $id }** ist geschlossen. Wer seine { $count } Tickets gemeldet hat, hört davon.
    }
problem-solved = ✅ Was hinter **{ $id }** steckte, ist gelöst ({ $problem }). Wenn es wiederkommt, sag es mir hier.
problem-solved-inside = ✅ **{ $problem }** ist durch **{ $change }** gelöst: **{ $id }** ist es vielleicht auch.
problem-unsolved = **{ $problem }**, zu dem **{ $id }** gehört, ist ohne Lösung geschlossen: { $reason }
problem-unsolved-inside = **{ $problem }** ist ohne Lösung geschlossen: { $reason }

## Umgehungslösung

problem-workaround-what = Was können die Leute so lange tun?
problem-workaround-hint = `!problem umgehung Starte den Router neu`; in beiden Sprachen: `!problem umgehung de: … en: …`.
problem-workaround-same = Das sagt die Umgehungslösung von **{ $id }** schon.
problem-workaround-set =
    { $count ->
        [0] 🩹 **{ $id }**: gemerkt. Neue Tickets, die passen, erfahren es sofort.
        [one] 🩹 **{ $id }**: Wer das offene Ticket gemeldet hat, erfährt es.
       *[other] 🩹 **{ $id }**: Wer die { $count } offenen Tickets gemeldet hat, erfährt es.
    }
problem-workaround-changed =
    { $count ->
        [0] 🩹 **{ $id }**: gemerkt. Neue Tickets, die passen, erfahren es sofort.
        [one] 🩹 **{ $id }**: Wer das offene Ticket gemeldet hat, erfährt, was daran neu ist.
       *[other] 🩹 **{ $id }**: Wer die { $count } offenen Tickets gemeldet hat, erfährt, was daran neu ist.
    }
problem-to = { $person } { $what }
problem-told = 🩹 Die Ursache von **{ $id }** wird gesucht ({ $problem }). Bis dahin hilft: { $text }
problem-told-again = 🩹 Für **{ $id }** gibt es jetzt etwas Besseres ({ $problem }): { $text }
problem-told-inside = 🩹 Bekannter Fehler **{ $problem }**. Wer **{ $id }** gemeldet hat, hat gelesen: { $text }

## Ursache

problem-question = { $number }/{ $all } { $ask }
problem-ask =
    { $part ->
        [why] Warum ist das passiert?
        [why-again] Und warum war das so?
        [timeline] Was ist wann geschehen?
        [contributing] Was hat noch dazu beigetragen?
        [cause] Was ist die Grundursache?
       *[kind] Von welcher Art ist sie? 1️⃣ Software · 2️⃣ Hardware · 3️⃣ Konfiguration · 4️⃣ Kapazität · 5️⃣ Lieferant · 6️⃣ Menschen und Abläufe
    }
problem-ask-how = Antworte in diesem Thread. „-“ lässt eine Frage aus, „später“ hört auf; `!problem ursache` macht weiter.
problem-said =
    { $part ->
        [why] Warum? { $text }
        [why-again] Warum ({ $number })? { $text }
        [timeline] Zeitachse: { $text }
       *[contributing] Hat beigetragen: { $text }
    }
problem-cause-what = Was steckt dahinter?
problem-cause-hint = Sag es in ein paar Worten. `!problem ursache` allein fragt nacheinander.
problem-cause-set = 🔍 **{ $id }**: Die Ursache ist gemerkt.
problem-cause-known = 🔍 **{ $id }**: Alles ist gemerkt. `!problem bekannter-fehler` sagt, dass die Ursache bekannt ist, `!problem lösung CHG-8`, welche Änderung sie behebt.
problem-cause-open = **{ $id }** hat noch keine Ursache. `!problem ursache` fragt wieder.
problem-asks-later = Ich frage nicht weiter. `!problem ursache` macht mit **{ $id }** weiter.
problem-kind-unknown = Die Art „{ $text }“ kenne ich nicht.

## Was immer wieder kommt

problem-proposal =
    { $count ->
        [one] 🧩 { $count } Ticket in { $within }: { $common }
       *[other] 🧩 Immer wieder dasselbe? { $count } Tickets in { $within }: { $common }
    }
problem-common-service = { $service } · „{ $terms }“
problem-common-words = „{ $terms }“
problem-common-category = Kategorie { $category }
problem-proposal-row = **{ $id }** { $title }
problem-proposal-more = … und { $more } weitere.
problem-proposal-how = 👍 macht daraus ein Problem · 👎 ich sage { $quiet } lang nichts mehr davon
problem-proposal-quiet = 🔕 Bis { $until } sage ich nichts davon.
problem-proposal-taken = ➡️ **{ $id }**
problem-proposal-over = Das Problem ist vorbei.
problem-pattern-taken = Daraus ist schon **{ $id }** geworden.
problem-pattern-over = Das ist vorbei.
problem-pattern-none-left = Diese Tickets gehören inzwischen alle zu etwas anderem.
problem-pattern-left = Nicht verknüpft, weil sie inzwischen zu etwas anderem gehören: { $ids }.
problem-pattern-silent = Davon sage ich schon nichts mehr, bis { $until }.
problem-silenced = 🔕 Bis { $until } sage ich nichts davon. Nimm 👎 zurück, dann schon; `!problem muster` zeigt es.
problem-unsilenced = 🔔 Wenn mehr davon kommen, sage ich es wieder.
problem-given-back = **{ $id }** ist geschlossen, und seine Tickets stehen wieder für sich.
problem-given-back-reason = zurückgenommen
problem-give-back-late = An **{ $id }** wird schon gearbeitet.
problem-give-back-late-hint = `!problem schließen` mit einem Grund beendet es.
problem-offer = 🧩 Gehört es zu **{ $id }** { $title }? Es ist von derselben Kategorie. 👍 verknüpft es.
problem-patterns = Was immer wieder kommt:
problem-patterns-none = Ich schlage nichts vor, und nichts ist stummgeschaltet.
problem-pattern-quiet = 🔕 { $common } · { $count } · still bis { $until } ({ $name })
problem-pattern-proposed = 🧩 { $common } · { $count } · vorgeschlagen { $at }

## Bericht

problem-report = **Probleme** { $from } – { $to }
problem-report-counts = { $opened } gemeldet · { $solved } gelöst · { $unsolved } ohne Lösung geschlossen · { $open } jetzt offen
problem-report-none = Kein Ticket dieser Zeit gehört zu einem Problem.
problem-report-all = Tickets von Problemen: { $incidents } · Probleme: { $problems } · Aufwand { $spent } · offen { $open }
problem-report-cause = 🔍 { $name } · Tickets: { $incidents } · Probleme: { $problems } · Aufwand { $spent } · offen { $open }
problem-report-service = { $name } · Tickets: { $incidents } · Probleme: { $problems } · Aufwand { $spent } · offen { $open }
problem-report-known = Bekannte Fehler, die nicht gelöst sind:
problem-report-error =
    { $days ->
        [one] **{ $id }** { $title } · seit { $since } ({ $days } Tag) · { $count } Tickets
       *[other] **{ $id }** { $title } · seit { $since } ({ $days } Tage) · { $count } Tickets
    }
problem-report-hint = Schreib woche, monat, quartal, jahr, einen Monat wie `2026-03` oder Tage wie `2026-03-01..2026-03-15`.

## Hilfe

verb-problem-new-usage = Das WLAN bricht ab
verb-problem-new-what = meldet ein Problem: was hinter Tickets steckt, die immer wieder kommen
verb-problem-new-more = Allein zeigt es die offenen. Ein Problem geht von neu über Analyse und bekannten Fehler zur Lösung; `!problem aus T-7 T-9` macht eines aus Tickets.
verb-problem-from-usage = T-7 T-9
verb-problem-from-what = macht ein Problem aus Tickets
verb-problem-from-more = Dahinter kann ein Titel stehen, sonst ist es der des ersten. Im Thread eines Tickets musst du keines nennen. Weitere Tickets desselben Dienstes mit denselben Worten werden von selbst verknüpft.
verb-problem-show-usage = PRB-4
verb-problem-show-what = zeigt ein Problem, und wie seine Ursache gefunden wurde
verb-problem-show-more = Die fünf Warum, was wann geschah, und was dazu beigetragen hat.
verb-problem-add-usage = PRB-4 T-9
verb-problem-add-what = verknüpft Tickets mit einem Problem
verb-problem-add-more = Ein Ticket kann zu mehreren gehören. Es erfährt sofort, was so lange hilft.
verb-problem-remove-usage = PRB-4 T-9
verb-problem-remove-what = nimmt Tickets aus einem Problem
verb-problem-remove-more = Von selbst werden sie nicht wieder damit verknüpft.
verb-problem-cause-usage = PRB-4 das Kabel ist zu lang
verb-problem-cause-what = sagt, was dahintersteckt
verb-problem-cause-more = Allein frage ich nacheinander: fünfmal warum, was wann geschah, was beigetragen hat, die Grundursache und ihre Art. „-“ lässt eine Frage aus.
verb-problem-workaround-usage = PRB-4 de: Starte den Router neu
verb-problem-workaround-what = sagt, was so lange hilft
verb-problem-workaround-more = Alle offenen Tickets des Problems erfahren es einmal, jedes in der Sprache dessen, der es liest, wenn es Worte darin gibt: `de: … en: …`. Was sich ändert, erfahren sie noch einmal. Allein zeigt es, was jetzt gesagt wird.
verb-problem-known-error-usage = PRB-4
verb-problem-known-error-what = sagt, dass der Fehler bekannt ist
verb-problem-known-error-more = Dazu muss die Ursache bekannt sein oder eine Umgehungslösung. Eine Umgehungslösung allein sagt das auch.
verb-problem-fix-usage = PRB-4 CHG-8
verb-problem-fix-what = nennt die Änderung, die ein Problem löst
verb-problem-fix-more = Ist die Änderung erfolgreich, wird das Problem geschlossen, und wer seine Tickets gemeldet hat, hört davon. Ist sie es nicht, ist das Problem wieder ein bekannter Fehler.
verb-problem-close-usage = PRB-4 benutzt niemand mehr
verb-problem-close-what = schließt ein Problem ohne Lösung
verb-problem-close-more = Mit einem Grund, den alle lesen, die seine Tickets gemeldet haben.
verb-problem-patterns-usage = { "" }
verb-problem-patterns-what = zeigt, was immer wieder kommt
verb-problem-patterns-more = Was ich vorschlage, und wovon ich nichts sage, weil jemand 👎 getippt hat.
verb-problem-report-usage = quartal
verb-problem-report-what = sagt, was immer wieder kommt und was es kostet
verb-problem-report-more = Nach Art der Ursache und nach Dienst: Tickets, Aufwand und offene Zeit; und die bekannten Fehler, die nicht gelöst sind. `woche`, `monat`, `quartal`, `jahr`, `2026-03`, `2026-03-01..2026-03-15`.
