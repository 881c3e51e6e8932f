attachment-answer =
    ⚠️ { $reason }
    { $limits }
attachment-not-kept =
    { $why ->
        [too-large] 📎 { $file } is too large to be kept with **{ $id }**.
        [wrong-type] 📎 { $file } is no kind of file that is kept with **{ $id }**.
       *[lost] 📎 { $file } could not be fetched from the chat server and is not kept with **{ $id }**.
    }
attachment-limits = Kept are { $kinds }, up to { $largest } each.
attachment-none = No files are kept at all.
attachment-send-again = Please send it once more.
attachment-kinds = { $before }, { $kind }
attachment-kind =
    { $kind ->
        [image] pictures
        [text] text
        [pdf] PDF
        [office] office documents
        [zip] ZIP archives
        [mail] e-mails
        [audio] sound
        [video] films
       *[any] all kinds of files
    }
attachment-kind-other = { $type }
file-not-sent = ⚠️ 📎 { $file } ({ $size }) was not taken by the chat server.
