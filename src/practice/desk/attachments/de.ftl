attachment-answer =
    ⚠️ { $reason }
    { $limits }
attachment-not-kept =
    { $why ->
        [too-large] 📎 { $file } ist zu groß, um bei **{ $id }** aufgehoben zu werden.
        [wrong-type] 📎 { $file } ist keine Art von Datei, die bei **{ $id }** aufgehoben wird.
       *[lost] 📎 { $file } war vom Chat-Server nicht zu bekommen und ist nicht bei **{ $id }** aufgehoben.
    }
attachment-limits = Aufgehoben werden { $kinds }, jeweils bis { $largest }.
attachment-none = Dateien werden überhaupt nicht aufgehoben.
attachment-send-again = Bitte schicke sie noch einmal.
attachment-kinds = { $before }, { $kind }
attachment-kind =
    { $kind ->
        [image] Bilder
        [text] Text
        [pdf] PDF
        [office] Office-Dokumente
        [zip] ZIP-Archive
        [mail] E-Mails
        [audio] Ton
        [video] Filme
       *[any] alle Arten von Dateien
    }
attachment-kind-other = { $type }
file-not-sent = ⚠️ 📎 { $file } ({ $size }) hat der Chat-Server nicht angenommen.
