## Was nicht getan wurde, und warum

refusal = ⛔ { $reason }
refusal-hint =
    ⛔ { $reason }
    { $hint }
unclear = ❓ { $reason }
unclear-hint =
    ❓ { $reason }
    { $hint }
apology = ⛔ Bei uns ist etwas schiefgegangen, das wurde nicht ausgeführt (Kennung { $reference }).
burial = ⚠️ Ein Ereignis von { $sender } ist zu oft fehlgeschlagen und wurde beiseitegelegt (Kennung { $reference }): { $error }
command-unknown = `{ $word }` kenne ich nicht.
command-did-you-mean = War { $near } gemeint?
command-see-help = `{ $prefix }hilfe` zeigt, was ich kann; `{ $prefix }ticket …` meldet eine Störung.
not-permitted =
    { $act ->
        [ticket-take] Tickets nehmen dürfen nur Bearbeiter.
        [ticket-release] Tickets freigeben dürfen nur Bearbeiter.
        [ticket-priority] Die Priorität setzen dürfen nur Bearbeiter.
        [ticket-wait] Tickets warten lassen dürfen nur Bearbeiter.
        [ticket-plan] Tickets planen dürfen nur Bearbeiter.
        [ticket-assign] Tickets zuweisen dürfen nur Bearbeiter.
        [ticket-urgent] { $who ->
            [lead] Tickets dringend machen dürfen nur Teamleiter.
           *[agent] Tickets dringend machen dürfen nur Bearbeiter; sag ihnen im Thread, warum es eilt.
        }
        [tickets-open] Die Liste aller offenen Tickets ist für Bearbeiter.
        [ticket-from-message] Aus Nachrichten machen hier nur Bearbeiter Tickets.
        [lotse-language] Die Sprache eines ganzen Raums setzen nur Bearbeiter.
       *[other] { $who ->
            [agent] Das dürfen nur Bearbeiter.
            [lead] Das dürfen nur Teamleiter.
            [manager] Das dürfen nur Manager.
            [operator] Das dürfen nur Betreuer.
           *[involved] Dieses Ticket gehört jemand anderem.
        }
    }
not-permitted-hint =
    { $who ->
        [agent] Bearbeiter sind die Leute eines Teams und wer in der Konfiguration genannt ist; in einem Raum, den die Konfiguration nicht nennt, seine Moderatoren.
        [lead] Teamleiter sind in der Konfiguration genannt.
        [manager] Manager sind in der Konfiguration genannt.
        [operator] Betreuer sind in der Konfiguration genannt.
       *[involved] Melder und Bearbeiter dürfen es.
    }

## Tickets

ticket-card =
    {""}**{ $id }** { $title }
    { $line }
ticket-card-for =
    { $card }
    für { $person }
ticket-card-solution =
    { $card }
    💡 { $solution }
ticket-card-continues =
    { $card }
    setzt **{ $earlier }** fort
ticket-card-actions =
    { $card }
    { $actions }
ticket-card-about =
    { $card }
    { $about }
ticket-from = von { $name }
ticket-and = { $before } · { $what }
ticket-about-private = 🔒 { $about }
ticket-about-origin =
    { $about }
    { $origin }
ticket-actions-requester =
    { $state ->
        [resolved] 🔁 es ist nicht gelöst
        [closed] 🔁 es ist nicht gelöst
        [asked] Wir warten auf deine Antwort: Schreib sie in diesen Thread.
       *[other] Was du in diesen Thread schreibst, erreicht alle, die daran arbeiten.
    }
private-needs-team = Ein vertrauliches Ticket braucht ein Team, und hier ist keines, das es bekäme.
private-needs-team-hint = Schreib mir im Direktchat: Was dort gemeldet wird, wird in Räumen nicht gezeigt.
ticket-goes-private-for = 🔒 Das ist vertraulich, deshalb geht es im Direktchat mit { $name } weiter. Was du hier geschrieben hast, ist hier noch zu lesen; lösche es, wenn es das nicht sein soll.
ticket-goes-direct = **{ $id }** ist unterwegs. { $name } liest hier nicht mit und weiß es aus dem Direktchat.
note-read-here = 📝 Bei **{ $id }** aufgehoben und an das Team weitergegeben. Wer in diesem Thread liest, hat es allerdings hier gelesen.
edit-runs-nothing = ✋ Was dort zuerst stand, hat schon gewirkt, und eine Bearbeitung führt nichts noch einmal aus. War etwas anderes gemeint, schreibe es bitte neu.
solution-asked-inside = **{ $id }** ist gelöst. Was war die Lösung, { $name }? Die nächste Zeile, die du hier schreibst, bekommt der Melder zu sehen.
ticket-goes-private = 🔒 Das ist vertraulich, deshalb geht es im Direktchat mit dir weiter. Was du hier geschrieben hast, ist hier noch zu lesen; lösche es, wenn es das nicht sein soll.
resolved-told = { $person } **{ $id }** ist gelöst. Falls nicht: 🔁 an der Karte, oder sag es hier.
resolved-told-solution =
    { $person } **{ $id }** ist gelöst. Falls nicht: 🔁 an der Karte, oder sag es hier.
    💡 { $solution }
resolved-inside = **{ $id }** wurde von { $name } gelöst.
reopened-inside = **{ $id }** wurde von { $name } wieder geöffnet.
closed-inside = **{ $id }** wurde von { $name } geschlossen.
inside-to = { $person } { $what }
passed-on = **{ $name }**: { $text }
passed-on-file = **{ $name }**: 📎 { $file }
passed-on-with-file = **{ $name }**: { $text } 📎 { $file }
reply-too-long = Eine Antwort mit { $length } Zeichen würde abgeschnitten: { $most } kommen an.
reply-too-long-hint = Schicke sie in Teilen oder als Datei.
reply-empty = Eine Antwort braucht Worte: `{ $prefix }antwort Wir sind dran`.
reply-sent = ✉️ An { $name } geschickt.
reply-read-here = Bei **{ $id }** aufgehoben. { $name } liest in diesem Thread mit, deshalb war nichts zu schicken.
note-empty = Eine Notiz braucht Worte: `{ $prefix }notiz Toner ist bestellt`.
note-kept = 📝 Bei **{ $id }** aufgehoben, nur für das Team.
note-nowhere = { $id } hat keinen eigenen Thread eines Teams, also ist niemand da, für den eine Notiz aufzuheben wäre.
note-nowhere-hint = Notizen sind für Teams, die in einem eigenen Raum arbeiten; schreibe stattdessen in den Thread des Tickets.
service-unknown = Einen Service „{ $text }“ kenne ich nicht.
category-unknown = Eine Kategorie „{ $text }“ kenne ich nicht.
level-unknown = Eine Stufe „{ $text }“ kenne ich nicht.
level-hint = Es gibt: { $levels }.
level-name =
    { $level ->
        [high] hoch
        [low] niedrig
       *[medium] mittel
    }
level-own = { $name }
level-and = { $before }, { $name }
name-near = War { $names } gemeint?
nothing-configured = In der Konfiguration ist nichts davon eingerichtet.
ticket-title = { $title }
ticket-hidden = (aus einem Direktchat)
ticket-private = { $id } wurde in einem Direktchat gemeldet und wird hier nicht gezeigt.
ticket-private-hint = Frage mich in einem Direktchat.
ticket-taken-back = (Nachricht zurückgezogen)
ticket-line = { $priority } · { $state } · { $who }
ticket-line-wanted = { $line } · gewünscht bis { $wanted }
ticket-line-due =
    { $of ->
        [response] { $late ->
            [yes] { $line } · Antwort überfällig seit { $at }
           *[no] { $line } · Antwort bis { $at }
        }
       *[resolution] { $late ->
            [yes] { $line } · Lösung überfällig seit { $at }
           *[no] { $line } · Lösung bis { $at }
        }
    }
ticket-nobody = noch niemand
raised-late = Dringender, weil die zugesagte Zeit abläuft: { $changed }
ticket-assignee = { $name }
ticket-priority =
    { $priority ->
        [critical] Kritisch
        [high] Hoch
        [medium] Mittel
        [low] Niedrig
       *[planning] Planung
    }
ticket-state =
    { $state ->
        [new] Neu
        [assigned] Zugewiesen
        [resolved] Gelöst
        [withdrawn] Zurückgezogen
        [unanswered] Ohne Antwort geschlossen
        [approval] Wartet auf Genehmigung
        [request-new] Bereit zur Erfüllung
        [request-assigned] In Erfüllung
        [request-resolved] Erfüllt
        [request-withdrawn] Unerfüllt geschlossen
       *[closed] Geschlossen
    }
ticket-state-planned = Geplant für { $at }
ticket-state-pending =
    { $on ->
        [user] Wartend auf den Melder bis { $until }
        [user-reminded] Wartend auf den Melder bis { $until }
        [vendor] Wartend auf Dritte bis { $until }
       *[time] Wartend bis { $until }
    }
ticket-actions =
    { $state ->
        [new] 👀 nehmen · ✅ lösen
        [assigned] ✅ lösen
        [planned] ✅ lösen
        [pending] ✅ lösen
        [waiting-unassigned] 👀 nehmen · ✅ lösen
        [approval] Vor der Genehmigung ist nichts zu tun
        [request-over] Bei Bedarf neu beantragen
        [resolved] 🔁 wieder öffnen
       *[closed] 🔁 wieder öffnen
    }
ticket-actions-urgent = { $actions } · 🚨 dringend
ticket-row = **{ $id }** { $title } · { $line }
ticket-changed = **{ $id }** · { $line }
ticket-reopened = { $holder } **{ $id }** wurde von { $name } wieder geöffnet.
ticket-how = Um etwas zu melden, schreibe `{ $prefix }ticket` und was los ist, zum Beispiel `{ $prefix }ticket Drucker druckt nicht prio:hoch`.
ticket-empty = In diesem Ticket steht nichts.
ticket-empty-hint = Schreibe in ein paar Worten, was los ist: `{ $prefix }ticket Drucker druckt nicht`.
ticket-one-at-a-time = Bitte ein Ticket nach dem anderen.
ticket-which = Welches Ticket? Schreibe den Befehl in den Thread des Tickets, oder nenne es: `{ $prefix }nehmen T-7`.
ticket-bare-number = Ist { $id } gemeint? Dann bitte so schreiben.
ticket-which-of = Zu diesem Thread gehören mehrere Tickets. Nenne eines von { $ids }.
ticket-unknown = Ein Ticket { $id } gibt es nicht.
ticket-is-already =
    { $id } ist schon { $from ->
        [resolved] gelöst
       *[closed] geschlossen
    }.
ticket-is-over =
    { $id } ist { $from ->
        [resolved] gelöst
       *[closed] geschlossen
    }{ $to ->
        [assigned] , es kann nicht genommen werden.
        [new] , es kann nicht freigegeben werden.
        [pending] , es kann nicht warten.
        [planned] , es kann nicht geplant werden.
        [moved] , es kann nicht an ein anderes Team gehen.
        [urgent] , es kann nicht dringend sein.
       *[priority] , die Priorität bleibt.
    }
ticket-is-over-hint = 🔁 an der Karte oder `{ $prefix }wiedereröffnen` öffnet es wieder.
ticket-still-open =
    { $id } ist { $from ->
        [new] neu
        [assigned] zugewiesen
        [planned] geplant
       *[pending] wartend
    } und kann { $to ->
        [closed] noch nicht geschlossen werden.
       *[other] nicht wieder geöffnet werden.
    }
ticket-still-open-hint =
    { $to ->
        [closed] Erst lösen: ✅ oder `{ $prefix }lösen` und eine Zeile Lösung.
       *[other] Es ist noch offen.
    }
ticket-taken-by = { $name } hat { $id } schon.
ticket-yours-already = Du hast { $id } schon.
ticket-not-yours = { $id } ist nicht deins und kann von dir nicht freigegeben werden.
ticket-solved-already = { $id } hat schon eine Zeile Lösung.
solution-asked = **{ $id }** ist gelöst. Was war die Lösung, { $name }? Die nächste Zeile, die du hier schreibst, wird dazu aufgehoben.
solution-asked-elsewhere = **{ $id }** ist gelöst. Was war die Lösung, { $name }? Schreibe `{ $prefix }lösen { $id }` und die Lösung, oder sage sie im Thread des Tickets.
solution-kept = 💡 Bei **{ $id }** aufgehoben.
time-is-past = Diese Zeit ist schon vorbei.
time-unclear = Die Zeit „{ $text }“ verstehe ich nicht.
time-hint = Zum Beispiel `bis:morgen`, `bis:"Fr 14 Uhr"`, `bis:24.12.`
priority-missing = Welche Priorität?
priority-unknown = Die Priorität „{ $text }“ kenne ich nicht.
priority-hint = kritisch, hoch, mittel, niedrig oder Planung; auch 1 bis 5.
person-unknown = „{ $text }“ kenne ich hier nicht.
person-unknown-hint = Nenne jemanden in diesem Raum, oder schreibe das ganze Konto: `@anna:example.org`.
person-near = War { $people } gemeint?
person-ambiguous = „{ $text }“ kann { $people } sein. Bitte schreibe das ganze Konto.

## Listen

page-unclear = „{ $text }“ ist keine Seitenzahl.
history-heading =
    { $total ->
        [one] **{ $id }** · ein Eintrag
       *[other] **{ $id }** · { $total } Einträge
    }
history-line-of-nobody = { $at } · { $what }
history-line = { $at } · { $name }: { $what }
history-text = { $text }
history-edited = { $text } *(bearbeitet)*
history-redacted = *(Nachricht zurückgezogen)*
history-internal = 🔒 { $what }
history-act =
    { $act ->
        [approved] ✅ genehmigt{ $detail }
        [rejected] ❌ abgelehnt
        [withdrawn] ↩️ hat die Stimme zurückgenommen
        [routed] ⚙️ zugeteilt durch „{ $detail }“
        [merged] 🔀 { $detail } ging darin auf
        [parted] 🔀 wieder getrennt von { $detail }
        [moved] ⚙️ an das Team { $detail } gegeben
        [classified] ⚙️ eingeordnet unter { $detail }
        [duplicate] ⚙️ Duplikat von { $detail }
        [ticked] ☑️ { $detail }
        [unticked] ⬜ wieder offen: { $detail }
        [submitted] 📨 eingereicht
        [reworked] ✏️ geändert: { $detail }
        [overridden] 🔓 aufgehoben: { $detail }
        [begun] ▶️ begonnen
        [finished] 🏁 fertig
        [rolled-back] ↩️ zurückgerollt
        [failed] ✖ fehlgeschlagen
        [reviewed] 📋 nachgeprüft
        [affected] ⚙️ noch jemand ist betroffen: { $detail }
       *[prioritised] ⚙️ Priorität { $detail }
    }
history-impact = { $priority }: Auswirkung { $level }
history-urgency = { $priority }: Dringlichkeit { $level }
history-of = { $id }: { $what }
history-attachment = 📎 { $file }
history-with-file = { $what } · { $file }
history-file =
    { $state ->
        [kept] { $file } ({ $size })
        [coming] { $file } ({ $size })
       *[too-large] { $file } ({ $size }, nicht aufgehoben)
    }
history-file-unknown =
    { $state ->
        [coming] { $file }
        [kept] { $file }
       *[too-large] { $file } (nicht aufgehoben)
    }
history-more = … frühere: `{ $prefix }verlauf { $id } { $page }`

## Der Bot

greeting = Hallo, ich bin Lotse, der Service-Desk. Schreibe `{ $prefix }ticket` und was los ist, dann lege ich ein Ticket an. `{ $prefix }hilfe` zeigt den Rest.
greeting-direct = Hallo, ich bin Lotse, der Service-Desk. Schreibe `{ $prefix }ticket` und was los ist, hier ebenso wie im Raum. `{ $prefix }hilfe` zeigt den Rest.
language-now =
    Ich spreche Deutsch mit dir. `{ $prefix }lotse sprache en` ändert das, mit `{ $prefix }lotse sprache auto` richte ich mich nach deinen Worten.
language-set =
    { $language ->
        [auto] Ich antworte in der Sprache, in der du schreibst.
       *[de] Ab jetzt spreche ich Deutsch mit dir.
    }
language-set-here =
    { $language ->
        [auto] In diesem Raum bekommt jeder die Antwort in seiner Sprache.
        [en] In diesem Raum spreche ich Englisch mit allen, die keine Sprache gewählt haben.
       *[de] In diesem Raum spreche ich Deutsch mit allen, die keine Sprache gewählt haben.
    }
language-unknown = „{ $text }“ spreche ich nicht.
language-hint = `{ $prefix }lotse sprache de`, `{ $prefix }lotse sprache en` oder `{ $prefix }lotse sprache auto`; mit `hier` am Ende für den ganzen Raum.
zone-now = Deine Uhr ist die von { $zone }: Es ist { $now }. `{ $prefix }lotse zone Europe/Lisbon` ändert das, mit `{ $prefix }lotse zone auto` gilt wieder die des Hauses.
zone-set = Ab jetzt lese und schreibe ich Zeiten für dich nach der Uhr von { $zone }: Es ist { $now }. Karten, die alle lesen, behalten die des Hauses.
zone-unknown = Die Zeitzone „{ $text }“ kenne ich nicht.
zone-hint = Zum Beispiel `{ $prefix }lotse zone Europe/Berlin`, oder eine große Stadt: `{ $prefix }lotse zone lisbon`.
role-now =
    { $role ->
        [operator] Du bist **Betreuer**: Du kümmerst dich um den Bot und darfst alles, was Bearbeiter dürfen.
        [manager] Du bist **Manager**: Du siehst die Tickets aller Teams außer den vertraulichen und darfst, was Teamleiter dürfen.
        [lead] Du bist hier **Teamleiter**: Du darfst, was Bearbeiter dürfen, und freigeben, was jemand anders hat.
        [agent] Du bist hier **Bearbeiter**: Du darfst Tickets nehmen, lösen und priorisieren.
       *[requester] Du bist hier **Melder**: Du darfst Tickets anlegen und deine eigenen verfolgen, lösen und wieder öffnen.
    }
status =
    { $open ->
        [one] Lotse { $version } · läuft · ein offenes Ticket
       *[other] Lotse { $version } · läuft · { $open } offene Tickets
    }
status-queues = zu bearbeiten { $open } · zu senden { $waiting } · beiseitegelegt { $buried } · vom Chatserver abgelehnt { $refused }
status-instance =
    { $state ->
        [holds] { $host }, Prozess { $process }: liest und sendet
        [silent] { $host }, Prozess { $process }: gibt kein Lebenszeichen
       *[stands-by] { $host }, Prozess { $process }: steht bereit
    }

lotse-hint = `{ $prefix }lotse status`, `{ $prefix }lotse sprache`, `{ $prefix }lotse rolle`

## Das Prüfprotokoll

witness =
    🔏 Prüfprotokoll: { $acts ->
        [0] keine neuen Einträge
        [one] ein neuer Eintrag
       *[other] { $acts } neue Einträge
    } seit der letzten Meldung. Damit vergleichen: `lotse audit verify --head { $head }`
witness-first =
    🔏 Prüfprotokoll: { $acts ->
        [one] bisher ein Eintrag
       *[other] bisher { $acts } Einträge
    }. Damit vergleichen: `lotse audit verify --head { $head }`
witness-room-unknown = Ich bin nicht im Raum { $room } (`witness_room` in der Konfiguration), deshalb geht das an die Betreuer. Lade mich dorthin ein.

## Hilfe

help-heading = **Was du schreiben kannst**
help-line = `{ $command }` – { $what }
help-footer = `{ $prefix }hilfe ticket` erklärt einen Befehl. Im Thread eines Tickets braucht es keine Nummer, und Englisch geht auch.
help-unknown = Einen Befehl „{ $word }“ gibt es nicht.
help-verb =
    {""}**`{ $command }`** – { $what }
    { $more }
    { $who }
    Namen: { $names }
help-who =
    { $who ->
        [anyone] Alle dürfen das.
        [involved] Melder und Bearbeiter dürfen das.
        [agent] Bearbeiter dürfen das.
        [lead] Teamleiter dürfen das.
        [manager] Manager dürfen das.
       *[operator] Betreuer dürfen das.
    }

## Was zu jedem Befehl gesagt wird

verb-ticket-new-usage = was los ist
verb-ticket-new-what = legt ein Ticket an
verb-ticket-new-more = Die erste Zeile ist der Titel, der Rest die Beschreibung. `prio:hoch` setzt die Priorität, `bis:"Fr 14 Uhr"` sagt, wann du es gern hättest, `für @anna` am Anfang meldet es für jemand anderen, `vertraulich` hält es zwischen dir und dem Team, und `service:`, `kat:`, `auswirkung:` und `dringlichkeit:` sagen mehr darüber. Antworten kommen im Thread unter deiner Nachricht; was dort geschrieben wird, gehört zum Ticket.
verb-ticket-show-usage = T-7
verb-ticket-show-what = zeigt ein Ticket
verb-ticket-show-more = Zeigt die Karte noch einmal, wo du auch bist.
verb-ticket-take-usage = T-7
verb-ticket-take-what = nimmt ein Ticket (👀)
verb-ticket-take-more = Von da an ist es dein Ticket. Wer das 👀 zurücknimmt, gibt es frei.
verb-ticket-release-usage = T-7
verb-ticket-release-what = gibt ein Ticket frei
verb-ticket-release-more = Danach hat es niemand, und andere können es nehmen.
verb-ticket-resolve-usage = T-7 Lösung
verb-ticket-resolve-what = löst ein Ticket (✅)
verb-ticket-resolve-more = Was folgt, wird als Lösung aufgehoben. Ohne Text ist es die nächste Zeile, die der Bearbeiter im Thread schreibt.
verb-ticket-reopen-usage = T-7
verb-ticket-reopen-what = öffnet ein Ticket wieder (🔁)
verb-ticket-reopen-more = Wer es hatte, hat es wieder und erfährt davon.
verb-ticket-close-usage = T-7
verb-ticket-close-what = schließt ein gelöstes Ticket oder zieht das eigene zurück
verb-ticket-close-more = Auch ein geschlossenes Ticket lässt sich wieder öffnen.
verb-ticket-reply-usage = T-7 Wir sind dran
verb-ticket-reply-what = antwortet dem Melder
verb-ticket-reply-more = Aus dem Thread des Teams erreicht es den Melder in seinem; was im Thread des Teams ohne diesen Befehl geschrieben wird, bleibt dort.
verb-ticket-note-usage = T-7 Toner ist bestellt
verb-ticket-note-what = hebt eine Notiz im Team auf
verb-ticket-note-more = Sie steht im Thread des Teams und in dem Verlauf, den das Team sieht, und erreicht den Melder nie.
verb-ticket-history-usage = T-7
verb-ticket-history-what = zeigt, was zu einem Ticket gesagt wurde
verb-ticket-history-more = Die neuesten zehn Einträge; mit einer Zahl am Ende blätterst du.
verb-help-usage = {""}
verb-help-what = zeigt dies
verb-help-more = `{ $prefix }hilfe` und ein Befehl erklärt diesen Befehl.
verb-lotse-language-usage = en
verb-lotse-language-what = stellt deine Sprache ein
verb-lotse-language-more = `de`, `en` oder `auto`, um mich nach deinen Worten zu richten. `{ $prefix }lotse sprache de hier` gilt für den ganzen Raum, was Bearbeiter dürfen.
verb-lotse-zone-usage = Europe/Lisbon
verb-lotse-zone-what = stellt deine Zeitzone ein
verb-lotse-zone-more = Zeiten, die du schreibst, und die in Antworten an dich gelten nach ihrer Uhr. Mit `auto` gilt wieder die des Hauses; allein sagt es, welche gilt.
verb-lotse-role-usage = {""}
verb-lotse-role-what = sagt, was du hier darfst
verb-lotse-role-more = Eine Rolle hängt vom Raum ab und kann sich ändern.
verb-lotse-status-usage = {""}
verb-lotse-status-what = sagt, wie es dem Bot geht
verb-lotse-status-more = Betreuer sehen auch, was zu bearbeiten oder zu senden ist und was aufgegeben wurde.

## Was nicht zu lesen war

unread =
    🔒 Diese Nachricht kann ich nicht lesen: Der Schlüssel dazu ist nicht bei mir angekommen. Bis er kommt, gilt das für alles, was du hier schreibst. War es nicht für mich bestimmt, ist nichts zu tun.
    Sonst warte ein wenig oder schick es noch einmal. Hilft das nicht: Schick in Element am Rechner erst `/discardsession` und dann die Nachricht; und sieh in Elements Sicherheitseinstellungen nach, ob Nachrichten auch an nicht verifizierte Sitzungen gehen dürfen.
    Kommt der Schlüssel, erledige ich, worum du gebeten hast, und zwar nur einmal.
unread-read = 🔓 Der Schlüssel ist da: Was ich erst nicht lesen konnte, habe ich jetzt gelesen. Du brauchst nichts mehr zu tun.
unread-gone = 🔓 Die Nachricht, die ich nicht lesen konnte, wurde zurückgenommen.
unread-said-again = Das kann ich jetzt lesen. Du hast inzwischen dasselbe noch einmal geschickt, also erledige ich es dort und nur einmal.

## Eine Sicherung der Datenbank wurde eingespielt

restored =
    ⚠️ Meine Datenbank ist älter als das, was ich als { $account } getan habe: Sie weiß nichts, was nach { $from } kam, und gearbeitet habe ich bis etwa { $until }. Vermutlich wurde eine Sicherung eingespielt.
    Was seitdem geschrieben wurde, lese ich noch einmal und führe es noch einmal aus. Was ich schon gesagt habe, sage ich nicht noch einmal, und Tickets bekommen die Nummern, die sie hatten; nur wo in mehreren Räumen im selben Augenblick geschrieben wurde, kann eine Nummer von der im Raum abweichen.
    Was ich nicht wissen kann: Was inzwischen allein die Zeit gebracht hat, etwa das Ende einer Wartezeit, kann noch einmal gemeldet werden; zurückgenommene Reaktionen und Nachrichten sind, als hätte es sie nie gegeben; was am Terminal getan wurde, ist verloren, und ebenso, was in Räumen gesagt wurde, die ich seitdem verlassen habe. Befehle, die älter als { $age } sind, führe ich nicht mehr aus.
    Bitte vergleich die Tickets dieser Zeit mit den Räumen.
restored-unknown =
    ⚠️ Diese Datenbank weiß nichts von { $account }, aber ich habe mit diesem Konto bis etwa { $until } auf einer anderen Datenbank gearbeitet. Was davor war, ist hier nicht bekannt: Tickets und Threads von damals werden nicht weitergeführt, und die Nummern beginnen von vorn.
    Ist das nicht gewollt, halt mich an und spiel die andere Datenbank wieder ein.
