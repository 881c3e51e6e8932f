## Wie dringend es ist

priority-why = Warum? Eine Priorität, die jemand setzt, braucht einen Grund.
priority-why-hint = Zum Beispiel `{ $prefix }prio hoch, weil der Laden steht`. `{ $prefix }auswirkung` und `{ $prefix }dringlichkeit` brauchen keinen: Da folgt die Priorität von selbst.
level-missing = Welche Stufe?
urgent-already = { $id } ist schon so dringend, wie es geht.
urgent-inside = 🚨 **{ $id }** wurde von { $name } dringend gemacht.

verb-ticket-priority-usage = T-7 hoch, weil der Laden steht
verb-ticket-priority-what = setzt die Priorität, mit einem Grund
verb-ticket-priority-more = kritisch, hoch, mittel, niedrig oder Planung; auch 1 bis 5. Der Grund steht im Verlauf.
verb-ticket-impact-usage = T-7 hoch
verb-ticket-impact-what = sagt, wie viel betroffen ist
verb-ticket-impact-more = Die Priorität folgt aus Auswirkung und Dringlichkeit, worauf sie auch vorher gesetzt war.
verb-ticket-urgency-usage = T-7 gering
verb-ticket-urgency-what = sagt, wie sehr es eilt (🚨 so sehr es geht)
verb-ticket-urgency-more = Die Priorität folgt aus Auswirkung und Dringlichkeit, worauf sie auch vorher gesetzt war. 🚨 senkt sie nie.
