## Stunden

oncall-hours-period = „{ $text }“ ist kein Zeitraum, den ich verstehe.
oncall-hours-hint = Schreib `!bereitschaft stunden it letzter Monat`, `2026-10`, `2026` oder `2026-03-01..2026-03-15`; höchstens 13 Monate.
oncall-hours-long = Das ist länger als 13 Monate.
oncall-hours-heading = 🕒 **{ $title }**: Stunden in Bereitschaft, { $from } – { $to }
oncall-hours-name = Name
oncall-hours-total = Stunden
oncall-hours-night = Nacht
oncall-hours-weekend = Wochenende
oncall-hours-holiday = Feiertag
oncall-hours-shifts = Schichten
oncall-hours-more = ±
oncall-hours-remark =
    { $holidays ->
        [known] Wer sich abwechselt, hat im Schnitt { $mean } Stunden; ± ist, was jemand mehr oder weniger hat. Nacht: { $night }. Feiertage: { $calendar }.
       *[unknown] Wer sich abwechselt, hat im Schnitt { $mean } Stunden; ± ist, was jemand mehr oder weniger hat. Nacht: { $night }. Feiertage sind nicht eingerichtet.
    }
oncall-hours-planned = Was noch kommt, zählt, wie es geplant ist.

## Hilfe

verb-oncall-hours-usage = it letzter Monat
verb-oncall-hours-what = rechnet zusammen, wer wie lange Bereitschaft hatte
verb-oncall-hours-more = Nächte, Wochenenden und Feiertage für sich, und wer mehr hat als andere; mit einer Tabelle für die, die es bezahlen. Ohne Zeitraum dieser Monat; auch `2026-10`, `2026` oder `2026-03-01..2026-03-15`. Gezählt wird nach dem Plan, wie er jetzt eingerichtet ist, und nach dem, was jemand geändert hat.
