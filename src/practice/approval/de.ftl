# Was die Leute von Genehmigungen sehen.

approval-title =
    { $state ->
        [open] ✋ **{ $id }** { $title }: bitte genehmigen oder ablehnen
        [approved] ✅ **{ $id }** { $title }: genehmigt
        [rejected] ❌ **{ $id }** { $title }: abgelehnt
        [expired] ⌛ **{ $id }** { $title }: nicht rechtzeitig entschieden
        [superseded] ✏️ **{ $id }** { $title }: wurde geändert, diese Karte zählt nicht mehr; du wirst neu gefragt
       *[cancelled] ✖️ **{ $id }** { $title }: wird nicht mehr gebraucht
    }
approval-from = von { $name }
approval-from-by = von { $name }, gestellt von { $by }
approval-until =
    { $needed ->
        [one] { $about } · noch eine Zustimmung nötig · bis { $until }
       *[other] { $about } · noch { $needed } Zustimmungen nötig · bis { $until }
    }
approval-stage = { $about } · Schritt { $stage } von { $stages }
approval-fallback = Wer das genehmigen müsste, war nicht zu finden; deshalb geht die Frage an die Verantwortlichen des Service Desks.
approval-fallback-told = **{ $id }**: wer das genehmigen müsste, war nicht zu finden; deshalb habe ich { $names } gefragt.
approval-actions = ✅ genehmigen · ❌ ablehnen (ich frage nach dem Grund) · oder `{ $prefix }genehmigen { $id }`
approval-actions-typed = Hier zählt nur Getipptes: `{ $prefix }genehmigen { $id }` oder `{ $prefix }ablehnen { $id } Grund`
approval-awaited = ⏳ { $name }
approval-awaited-or = ⏳ { $name } oder { $others }
approval-by = { $name }
approval-by-for = { $name } für { $person }
approval-yes = ✅ { $who }
approval-no = ❌ { $who }: { $reason }
approval-no-forgotten = ❌ { $who }
approval-and = { $before } · { $next }
approval-decided =
    { $state ->
        [approved] **{ $id }** ist genehmigt
        [rejected] **{ $id }** ist abgelehnt
       *[expired] { $kind ->
            [change] **{ $id }** wurde nicht rechtzeitig entschieden; auf der Karte steht, wie es weitergeht
           *[request] **{ $id }** wurde nicht rechtzeitig entschieden und ist vorbei; stelle den Antrag neu, wenn du es noch brauchst
        }
    }
approval-decided-by = { $decided } · { $voices }
approval-told = { $person } { $what }
approval-line =
    { $state ->
        [open] Genehmigung
        [approved] Genehmigt
       *[rejected] Abgelehnt
    }
approval-line-by = { $line }: { $voices }
approval-impossible =
    { $told ->
        [managers] ⛔ Es ist niemand zu finden, der **{ $id }** genehmigen darf; deshalb geht es nicht. Die Verantwortlichen wissen es; wenn sie es geklärt haben, stelle den Antrag neu.
       *[nobody] ⛔ Es ist niemand zu finden, der **{ $id }** genehmigen darf; deshalb geht es nicht. Bitte sag es denen, die diesen Dienst betreiben: es ist niemand eingetragen, dem ich es sagen könnte.
    }
approval-impossible-inside = ⛔ **{ $id }** { $title }: Es ist niemand zu finden, der das genehmigen darf. Trage im Verzeichnis Vorgesetzte ein, oder nenne in [roles] managers, die es nicht selbst beantragt haben.
approval-typed = **{ $id }** wird nur mit einem getippten Befehl genehmigt: `{ $prefix }genehmigen { $id }`.
approval-counted = ✅ **{ $id }**: deine Zustimmung zählt; andere müssen noch antworten.
approval-counted-last = ✅ **{ $id }** ist genehmigt.
approval-rejection-counted = ❌ **{ $id }**: deine Ablehnung zählt, mit ihrem Grund.
approval-none =
    { $kind ->
        [change] **{ $id }** ist nicht zur Genehmigung eingereicht.
       *[request] **{ $id }** braucht keine Genehmigung.
    }
approval-which = Mehrere Genehmigungen warten auf dich.
approval-which-hint = Sag, welche, zum Beispiel REQ-9; `{ $prefix }genehmigungen` zeigt sie.
approval-over =
    { $state ->
        [approved] **{ $id }** ist schon genehmigt; das ändert sich nicht mehr.
        [rejected] **{ $id }** ist schon abgelehnt; das ändert sich nicht mehr.
        [expired] **{ $id }** wurde nicht rechtzeitig entschieden und ist vorbei.
        [superseded] **{ $id }** wurde nach dieser Karte geändert; bitte stimme auf der neuen ab.
       *[cancelled] **{ $id }** wird nicht mehr gebraucht.
    }
approval-own =
    { $kind ->
        [change] **{ $id }** ist deine eigene Änderung.
       *[request] **{ $id }** hast du selbst beantragt, oder es ist für dich.
    }
approval-own-hint = Das muss jemand anders genehmigen.
approval-implementer = Wer **{ $id }** ausführt, kann es nicht genehmigen.
approval-not-yours = Ob **{ $id }** genehmigt wird, entscheiden andere.
approval-not-yours-hint = Gefragt sind: { $names }.
approval-why = { $person } Warum lehnst du **{ $id }** ab? Deine nächste Nachricht hier ist der Grund; mit ihm zählt die Ablehnung. Nimm ❌ zurück, wenn du doch nicht willst.
approval-why-words = Ich brauche den Grund in Worten; dann zählt deine Ablehnung von **{ $id }**.
approval-why-settled = **{ $id }**: du hast es zurückgenommen; nichts wurde gezählt.
approval-decided-stays = Was du zu **{ $id }** gesagt hast, ist gezählt; zurücknehmen ändert nichts mehr.
approval-copied = Das ist nicht die Karte von **{ $id }**: Stimmen zählen auf der Karte selbst, oder als `{ $prefix }genehmigen { $id }`.
approval-remind = { $person } **{ $id }** wartet noch auf deine Genehmigung, bis { $until }.
approval-instead =
    { $why ->
        [left] **{ $id }**: { $person } ist nicht mehr da; ich habe { $names } gefragt.
        [away] **{ $id }**: { $person } ist abwesend; ich habe auch { $names } gefragt.
       *[silent] **{ $id }**: { $person } hat nicht geantwortet; ich habe auch { $names } gefragt.
    }
approval-is-open = **{ $id }** ist noch nicht genehmigt; zuerst müssen antworten: { $names }.
approval-is-open-hint = Bis dahin kann ihn nur zurückziehen, wer ihn gestellt hat: `{ $prefix }schließen`.
approvals-none = Keine Genehmigung wartet auf dich.
approvals-heading =
    { $total ->
        [one] Eine Genehmigung wartet auf dich:
       *[other] { $total } Genehmigungen warten auf dich{ $more ->
            [0] :
           *[other] , die ältesten zuerst (danach noch { $more }):
        }
    }
approvals-elsewhere =
    { $count ->
        [one] Eine davon ist nicht für alle hier; ich habe sie dir allein geschickt.
       *[other] { $count } davon sind nicht für alle hier; ich habe sie dir allein geschickt.
    }
delegate-unclear =
    { $what ->
        [person] Ich erkenne nicht, wer dich vertreten soll.
        [from] Ich erkenne nicht, ab wann.
       *[until] Ich erkenne nicht, bis wann.
    }
delegate-hint = Zum Beispiel: `{ $prefix }vertreten durch @berta bis 24.12. Urlaub`, oder `von 20.12. bis 24.12.`; `{ $prefix }vertreten ende` beendet es.
delegate-yourself = Dich selbst brauchst du nicht zu vertreten.
delegate-past = Diese Zeit ist vorbei, oder sie endet, bevor sie beginnt.
delegate-circle = Du vertrittst { $name } in dieser Zeit, auch über andere; dann würde niemand antworten.
delegate-made = { $deputy } vertritt { $person } ({ $from } bis { $until }) und weiß davon. Bei Genehmigungen steht dabei, für wen.
delegate-told =
    { $waiting ->
        [0] { $deputy }, du vertrittst { $person } ({ $from } bis { $until }). Bei Genehmigungen steht dabei, für wen.
        [one] { $deputy }, du vertrittst { $person } ({ $from } bis { $until }). Eine Genehmigung wartet: `{ $prefix }genehmigungen`.
       *[other] { $deputy }, du vertrittst { $person } ({ $from } bis { $until }). { $waiting } Genehmigungen warten: `{ $prefix }genehmigungen`.
    }
delegate-begins =
    { $waiting ->
        [one] { $deputy }, ab jetzt vertrittst du { $person } (bis { $until }). Eine Genehmigung wartet: `{ $prefix }genehmigungen`.
       *[other] { $deputy }, ab jetzt vertrittst du { $person } (bis { $until }). { $waiting } Genehmigungen warten: `{ $prefix }genehmigungen`.
    }
delegate-replaced-told = An deiner Stelle vertritt { $deputy } { $person } ({ $from } bis { $until }).
delegate-because = { $what } Grund: { $reason }
delegate-line = { $deputy } für { $person } ({ $from } bis { $until }).
delegate-heading = Wer wen vertritt:
delegate-none-own = Dich vertritt niemand; es gibt nichts zu beenden. { $hint }
delegate-long = Das ist mehr als ein halbes Jahr, bis { $until }.
delegate-long-hint = Schreib das Jahr dazu, wie in `bis 1.12.{ $year }`, wenn du das meinst.
delegate-none = Niemand vertritt dich, und du vertrittst niemanden. { $hint }
delegate-ended = Erledigt: du antwortest wieder selbst.
delegate-ended-told = { $person } antwortet wieder selbst; danke.

verb-approvals-usage = { "" }
verb-approvals-what = zeigt, was auf deine Genehmigung wartet
verb-approvals-more = Jede mit ✅ und ❌ zum Antippen. Was nicht alle lesen dürfen, in deinem Direktchat.
verb-approve-usage = REQ-9
verb-approve-what = genehmigt, wonach du gefragt wurdest
verb-approve-more = Ohne Nummer, wo der Thread oder die Karte, auf die du antwortest, sagt, was gemeint ist. ✅ auf der Karte tut dasselbe. Bis zur Entscheidung zählt deine letzte Antwort.
verb-reject-usage = REQ-9 zu teuer
verb-reject-what = lehnt ab, wonach du gefragt wurdest, mit dem Grund
verb-reject-more = ❌ auf der Karte tut dasselbe, und ich frage nach dem Grund.
verb-delegate-usage = durch @berta bis 24.12. Urlaub
verb-delegate-what = lässt jemand anderen eine Zeit lang für dich antworten
verb-delegate-more = Allein zeigt es, wer wen vertritt. `von 20.12. bis 24.12.` beginnt später; `ende` beendet es.
