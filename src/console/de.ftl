console-welcome =
    __Lotse im Terminal.__ Du bist **anna** in **#it-help**. Schreib wie im Chat:
    {"  "}`!ticket Drucker druckt nicht`   eröffnet ein Ticket; Lotse antwortet im Thread
    {"  "}`/als bernd`                     macht dich zum Bearbeiter, der es übernimmt:
    {"  "}`/react 👀`                      oder `/react augen`, ohne Emoji zur Hand
    {"  "}`/hilfe`                         zeigt mehr; `!hilfe` fragt Lotse; Strg-D beendet
console-leave-hint = Noch einmal, oder Strg-D, um zu gehen.
console-bye = Auf Wiedersehen.

console-usage = So geht es: { $usage }
console-unknown = /{ $name } gibt es nicht. /hilfe zeigt, was es gibt.
console-unknown-near = /{ $name } gibt es nicht. Meintest du { $near }?
console-no-person = { $name } gibt es hier nicht. Du kannst { $names } sein.
console-no-room = Einen Raum { $name } gibt es nicht. Es gibt { $names }.
console-no-number = Eine Nachricht { $text } gibt es nicht. Die Nummern stehen links.
console-no-file = { $path } kann nicht gelesen werden: { $error }
console-no-sign = { $text } ist kein Emoji. Versuch /react 👀 oder /react augen.
console-no-reaction = { $sign } hast du dort nicht gesetzt.
console-nothing-of-bot = Lotse hat hier noch nichts gesagt.
console-nothing-called = Es gibt nichts mit dem Namen { $name }.
console-message-gone = Diese Nachricht wurde zurückgenommen.
console-not-yours = [{ $number }] ist die Nachricht von jemand anderem. Mit /als wirst du jemand anderes.
console-outside = { $name } ist nicht in { $room }. Mit /join { $room } kommst du hinein.
console-elsewhere = Diese Nachricht steht in { $room }. Geh zuerst dorthin: /raum { $room }

console-taken-back = hat diese Nachricht zurückgenommen
console-topic = Das Thema von { $room } ist jetzt: { $topic }
console-topic-here = Thema: { $topic }
console-pinned = { $name } hat [{ $number }] in { $room } angeheftet
console-pinned-here = Angeheftet: { $numbers }
console-read-only = { $room } kann man nur noch lesen, schreiben kann dort nur Lotse.
console-writable = In { $room } können wieder alle schreiben.
console-came = { $name } ist in { $room }
console-left = { $name } hat { $room } verlassen

console-role-bot = der Bot
console-role-admin = Leitung der IT-Hilfe
console-role-agent = bearbeitet Tickets
console-role-member = arbeitet in der Firma
console-role-elsewhere = nicht in diesem Raum

console-usage-as = /als NAME
console-help-as = jemand anderes sein: anna, bernd, carla
console-usage-react = /react ZEICHEN [N]
console-help-react = auf [N] oder Lotses letzte reagieren: /react haken
console-usage-unreact = /unreact ZEICHEN [N]
console-help-unreact = deine Reaktion zurücknehmen
console-usage-thread = /faden [N]
console-help-thread = in den Thread von [N] oder Lotses letzter gehen
console-usage-up = /hoch
console-help-up = den Thread verlassen
console-usage-reply = /antwort N TEXT
console-help-reply = auf Nachricht [N] antworten
console-usage-file = /datei PFAD [TEXT]
console-help-file = eine Datei schicken; ein Pfad mit Leerzeichen in "…"
console-usage-edit = /ändern N TEXT
console-help-edit = deine Nachricht [N] ändern
console-usage-delete = /löschen N
console-help-delete = deine Nachricht [N] zurücknehmen
console-usage-room = /raum NAME
console-help-room = in einen anderen Raum gehen
console-usage-rooms = /räume
console-help-rooms = die Räume zeigen
console-usage-join = /join [NAME]
console-help-join = in einen Raum kommen, in dem du noch nicht bist
console-usage-dm = /dm
console-help-dm = mit Lotse unter vier Augen reden
console-usage-people = /leute
console-help-people = die Leute zeigen
console-usage-history = /verlauf [ANZAHL]
console-help-history = das Gesagte noch einmal zeigen, Threads zusammen
console-usage-help = /hilfe [BEFEHL]
console-help-help = dies hier zeigen
console-usage-quit = /ende
console-help-quit = gehen (auch Strg-D)
console-help-more =
    Alles andere sagst du dem Raum; !hilfe fragt Lotse. Alt-Enter beginnt
    eine neue Zeile, Tab ergänzt; was mit / beginnt, sagst du mit einem
    Leerzeichen davor.
