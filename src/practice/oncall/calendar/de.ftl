## Kalender

oncall-calendar-own = Bereitschaft: { $title }
oncall-calendar-learns = Lernt mit: { $title }
oncall-calendar-of = Bereitschaft: { $name }
oncall-calendar-posted = 📅 Die Schichten von **{ $title }** in den nächsten 90 Tagen, für dein Kalenderprogramm:
oncall-calendar-posted-own = 📅 Die Schichten von { $name } in den nächsten 90 Tagen, für dein Kalenderprogramm:
oncall-calendar-or-link = Eine Adresse, die dein Programm abonniert, gibt es mit `!bereitschaft kalender link`.
oncall-calendar-not-served = Eine Adresse zum Abonnieren gibt es nicht: Niemand hat sie eingerichtet.
oncall-calendar-not-served-hint = Wer mich betreut, setzt `listen` und `public_url` in [ops]. `!bereitschaft kalender` gibt eine Datei.
oncall-calendar-link = 📅 Die Schichten von **{ $title }** zum Abonnieren: { $link } Wer diese Adresse kennt, kann mitlesen. `!bereitschaft kalender widerrufen` macht sie wertlos, eine neue ersetzt sie.
oncall-calendar-link-own = 📅 Deine Schichten zum Abonnieren: { $link } Wer diese Adresse kennt, kann mitlesen. `!bereitschaft kalender widerrufen` macht sie wertlos, eine neue ersetzt sie.
oncall-calendar-link-sent = Ich habe dir die Adresse allein geschrieben: Sie ist geheim.
oncall-calendar-none = Du hast keine Adresse, die man widerrufen könnte.
oncall-calendar-revoked = Deine Adressen sind widerrufen: Niemand kann mehr damit lesen.

## Hilfe

verb-oncall-calendar-usage = meine
verb-oncall-calendar-what = gibt Schichten an dein Kalenderprogramm
verb-oncall-calendar-more = `!bereitschaft kalender it` die eines Plans, `meine` deine eigenen, als Datei für 90 Tage. `!bereitschaft kalender link it` macht eine Adresse zum Abonnieren, wo sie eingerichtet ist, und schreibt sie dir allein; `!bereitschaft kalender widerrufen` macht alle deine wertlos.
