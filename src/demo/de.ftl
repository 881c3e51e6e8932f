demo-welcome = __Lotse auf einem echten Heimserver__, alles auf diesem Rechner.
demo-installs = Synapse { $version } wird von PyPI installiert; das dauert etwa eine Minute, und nur beim ersten Mal.
demo-fetched = {"  "}{ $done } von { $count } Paketen
demo-unpacks = {"  "}alle Pakete sind da und kommen an ihren Platz
demo-homeserver-starts = Der Heimserver startet …
demo-rooms-open = Anna, Bernd und Dora bekommen ihre Räume, und Lotse kommt dazu …

demo-open =
    {""}
    __Öffne es in einem beliebigen Matrix-Programm.__ Wähle einen anderen Heimserver (nicht matrix.org):

    {"  "}{ $url }

    und melde dich als eine dieser Personen an, mit dem Passwort neben dem Namen:
    {""}

demo-employee = Anna braucht Hilfe: sie schreibt Tickets
demo-agent = Bernd hilft: 👀 nimmt ein Ticket, ✅ löst es
demo-operator = Dora betreibt Lotse: ihr wird gesagt, wenn etwas misslingt
demo-bot = der Bot

demo-clients =
    {""}
    Alle sind in den Räumen „{ $plain }“ und „{ $encrypted }“. Schreib dort { $prefix }ticket, oder { $prefix }hilfe.
    Programme wie Element Desktop, nheko oder Fractal nehmen die Adresse, wie sie ist. Element im Browser
    (app.element.io) nimmt sie in Firefox und in Chrome; das fragt, ob die Seite auf diesen Rechner zugreifen darf:
    erlaube es. Safari lässt keine https-Seite auf eine http-Adresse. Von außerhalb ist der Heimserver nicht erreichbar.
    Im verschlüsselten Raum liest ein Programm, was nach seiner Anmeldung gesagt wird, nicht das davor.

demo-enter = __Eingabetaste__ spielt eine Szene mit Anna und Bernd; sieh ihr in deinem Programm zu. __Strg-C__ beendet.
demo-runs = Die Demo läuft, bis sie beendet wird (Strg-C).
demo-bye = Die Demo ist beendet; `lotse demo` bringt dieselben Räume zurück, `lotse demo --fresh` neue.

demo-room-plain = IT-Hilfe
demo-room-encrypted = IT-Hilfe, verschlüsselt

demo-scene-plain =
    {""}
    __In „IT-Hilfe“__
demo-scene-encrypted =
    {""}
    __In „IT-Hilfe, verschlüsselt“__: der Heimserver sieht weder die Worte noch das Ticket
demo-scene-takes = {"  "}→ Bernd tippt { $sign } auf der Karte an: er nimmt das Ticket
demo-scene-resolves = {"  "}→ Bernd tippt { $sign } auf der Karte an: es ist erledigt
demo-scene-printer =
    { $prefix }ticket Drucker im 3. Stock druckt nicht
    Seit heute früh blinkt das rote Licht.
demo-scene-printer-note = Bin unterwegs, das klingt nach leerem Toner.
demo-scene-printer-thanks = Danke! Um zwölf müssen die Rechnungen raus.
demo-scene-printer-solution = Neuen Toner eingesetzt und eine Testseite gedruckt
demo-scene-password = { $prefix }ticket Mein Konto ist gesperrt prio:hoch
demo-scene-password-solution = { $prefix }lösen Konto entsperrt, neues Passwort per Telefon
demo-scene-end =
    {""}
    __Das war die Szene.__ Beide Tickets sind gelöst, und alles steht in den Räumen.
