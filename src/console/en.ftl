console-welcome =
    __Lotse in a terminal.__ You are **anna** in **#it-help**. Type as in the chat:
    {"  "}`!ticket Printer offline`   opens a ticket; Lotse answers in a thread
    {"  "}`/as bernd`                 makes you the agent, who takes it with one tap:
    {"  "}`/react 👀`                 or `/react eyes`, with no emoji at hand
    {"  "}`/help`                     shows the rest; `!help` asks Lotse; Ctrl-D leaves
console-leave-hint = Once more, or Ctrl-D, to leave.
console-bye = Good-bye.

console-usage = Like this: { $usage }
console-unknown = There is no /{ $name }. /help shows what there is.
console-unknown-near = There is no /{ $name }. Did you mean { $near }?
console-no-person = There is no { $name } here. You can be { $names }.
console-no-room = There is no room { $name }. There is { $names }.
console-no-number = There is no message { $text }. The numbers stand at the left.
console-no-file = { $path } cannot be read: { $error }
console-no-sign = { $text } is not an emoji. Try /react 👀 or /react eyes.
console-no-reaction = You have not put { $sign } there.
console-nothing-of-bot = Lotse has not said anything here yet.
console-nothing-called = There is nothing called { $name }.
console-message-gone = This message was taken back.
console-not-yours = [{ $number }] is somebody else's message. /as makes you another person.
console-outside = { $name } is not in { $room }. /join { $room } lets you in.
console-elsewhere = This message is in { $room }. Go there first: /room { $room }

console-taken-back = took this message back
console-topic = The topic of { $room } is now: { $topic }
console-topic-here = Topic: { $topic }
console-pinned = { $name } has pinned [{ $number }] in { $room }
console-pinned-here = Pinned: { $numbers }
console-read-only = { $room } is read-only: only Lotse can write there.
console-writable = Everybody can write in { $room } again.
console-came = { $name } is in { $room }
console-left = { $name } has left { $room }

console-role-bot = the bot
console-role-admin = head of the desk
console-role-agent = agent
console-role-member = employee
console-role-elsewhere = not in this room

console-usage-as = /as NAME
console-help-as = be somebody else: anna, bernd, carla
console-usage-react = /react SIGN [N]
console-help-react = react to [N] or Lotse's last: /react 👀, /react eyes
console-usage-unreact = /unreact SIGN [N]
console-help-unreact = take your reaction back
console-usage-thread = /thread [N]
console-help-thread = go into the thread of [N], or of Lotse's last message
console-usage-up = /up
console-help-up = leave the thread
console-usage-reply = /reply N TEXT
console-help-reply = answer message [N]
console-usage-file = /file PATH [TEXT]
console-help-file = send a file; "quote" a path with spaces
console-usage-edit = /edit N TEXT
console-help-edit = change your message [N]
console-usage-delete = /delete N
console-help-delete = take your message [N] back
console-usage-room = /room NAME
console-help-room = go to another room
console-usage-rooms = /rooms
console-help-rooms = list the rooms
console-usage-join = /join [NAME]
console-help-join = come into a room that you are not in yet
console-usage-dm = /dm
console-help-dm = chat with Lotse in private
console-usage-people = /people
console-help-people = list the people
console-usage-history = /history [COUNT]
console-help-history = show what was said here again, threads together
console-usage-help = /help [COMMAND]
console-help-help = show this
console-usage-quit = /quit
console-help-quit = leave (Ctrl-D too)
console-help-more =
    Everything else is said to the room; !help asks Lotse. Alt-Enter begins a
    new line, Tab completes, and a space in front says what begins with /.
