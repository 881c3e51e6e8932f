demo-welcome = __Lotse on a real homeserver__, all of it on this machine.
demo-installs = Installing Synapse { $version } from PyPI; that takes about a minute, and only the first time.
demo-fetched = {"  "}{ $done } of { $count } packages
demo-unpacks = {"  "}all packages are here and are put in their places
demo-homeserver-starts = The homeserver starts …
demo-rooms-open = Anna, Bernd and Dora get their rooms, and Lotse comes in …

demo-open =
    {""}
    __Open it in any Matrix client.__ Choose another homeserver (not matrix.org):

    {"  "}{ $url }

    and log in as one of these, with the password beside the name:
    {""}

demo-employee = Anna needs help: she writes tickets
demo-agent = Bernd helps: 👀 takes a ticket, ✅ resolves it
demo-operator = Dora runs Lotse: she is told when something fails
demo-bot = the bot

demo-clients =
    {""}
    Everybody is in the rooms “{ $plain }” and “{ $encrypted }”. Write { $prefix }ticket there, or { $prefix }help.
    Programs such as Element Desktop, nheko or Fractal take the address as it is. Element in the browser
    (app.element.io) does in Firefox and in Chrome, which asks whether the page may reach this machine: allow it.
    Safari lets no https page reach an http address. Nobody outside of this machine reaches the homeserver.
    In the encrypted room a client reads what is said after its login, not before.

demo-enter = __Enter__ plays a scene with Anna and Bernd; watch it in your client. __Ctrl-C__ ends the demo.
demo-runs = The demo runs until it is stopped (Ctrl-C).
demo-bye = The demo has ended; `lotse demo` brings the same rooms back, `lotse demo --fresh` new ones.

demo-room-plain = IT help
demo-room-encrypted = IT help, encrypted

demo-scene-plain =
    {""}
    __In “IT help”__
demo-scene-encrypted =
    {""}
    __In “IT help, encrypted”__: the homeserver sees neither the words nor the ticket
demo-scene-takes = {"  "}→ Bernd taps { $sign } on the card: he takes the ticket
demo-scene-resolves = {"  "}→ Bernd taps { $sign } on the card: it is done
demo-scene-printer =
    { $prefix }ticket Printer on the 3rd floor does not print
    The red light has been blinking since this morning.
demo-scene-printer-note = I am on my way, that sounds like an empty toner.
demo-scene-printer-thanks = Thank you! The invoices have to go out at noon.
demo-scene-printer-solution = Put in new toner and printed a test page
demo-scene-password = { $prefix }ticket My account is locked prio:high
demo-scene-password-solution = { $prefix }resolve Unlocked the account, new password by phone
demo-scene-end =
    {""}
    __That was the scene.__ Both tickets are resolved, and all of it is in the rooms.
