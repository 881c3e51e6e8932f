## Tausch

oncall-left = { $name } ist nicht mehr im Unternehmen.
oncall-stands = Dort gilt schon: { $line }. `!bereitschaft ende { $number }` nimmt das zurück.
oncall-besides-stands = Dort gilt außerdem: { $line }
oncall-swap-who = Wer tauscht mit wem?
oncall-swap-when = Welche Zeiten werden getauscht?
oncall-swap-hint = Schreib `!bereitschaft tauschen @carla Sa 8-20 gegen So 8-20`. Bei nur einer Zeit suche ich, was du dafür bekommen kannst.
oncall-swap-self = Getauscht wird mit jemand anderem.
oncall-swap-not-all = { $name } hat nicht während dieser ganzen Zeit Bereitschaft.
oncall-swap-also = { $name } hat dann schon Bereitschaft.
oncall-swap-overlap = Die beiden Zeiten überschneiden sich.
oncall-swap-begun = Diese Zeit hat schon begonnen und lässt sich nicht mehr tauschen.
oncall-swap-nothing = Ich finde in den nächsten Wochen keine Zeit, die { $name } dafür geben könnte. Nenne eine.
oncall-swap-twice = Das ist schon gefragt.
oncall-swap-card = 🔄 **{ $title }**: ein Tausch, vorgeschlagen von { $by }
oncall-swap-half = { $from } – { $to }: { $add } statt { $remove }
oncall-swap-actions = ✅ einverstanden · ❌ nein
oncall-swap-waits = Es fehlt noch: { $names }. ❌ nimmt es zurück.
oncall-swap-state =
    { $state ->
        [done] ✅ Getauscht.
        [declined] ❌ { $name } möchte nicht.
        [withdrawn] { $name } hat es zurückgenommen.
        [expired] ⌛ Es haben nicht beide rechtzeitig zugestimmt.
       *[void] Der Plan ist inzwischen ein anderer.
    }
oncall-swap-others = Das ist für die beiden, die tauschen.
oncall-swap-over =
    { $state ->
        [done] Es ist getauscht. Die Vertretungen stehen bei `!bereitschaft`; `!bereitschaft ende` nimmt jede zurück.
       *[other] Das ist schon vorbei.
    }
oncall-swap-schedule-gone = Diesen Plan gibt es nicht mehr.
oncall-swap-agreed-already = Du hast schon zugestimmt.
oncall-swap-unagreed = Du hast noch nicht zugestimmt. ✅ stimmt zu, ❌ lehnt ab.
oncall-swap-noted = Notiert: Es wird nicht getauscht. Die anderen wissen Bescheid.
oncall-swapped = 🔄 **{ $title }** getauscht. { $first }; { $second }. `!bereitschaft ende { $one }` und `!bereitschaft ende { $other }` nehmen es zurück.
oncall-swap-off =
    { $state ->
        [declined] ❌ Kein Tausch bei { $title }: { $name } möchte nicht. ({ $first }; { $second })
        [withdrawn] Kein Tausch bei { $title }: { $name } hat es zurückgenommen. ({ $first }; { $second })
        [expired] ⌛ Kein Tausch bei { $title }: Es haben nicht beide rechtzeitig zugestimmt. ({ $first }; { $second })
       *[void] Kein Tausch bei { $title }: Der Plan ist inzwischen ein anderer. ({ $first }; { $second })
    }

## Hilfe

verb-oncall-swap-usage = @carla Sa 8-20 gegen So 8-20
verb-oncall-swap-what = tauscht Schichten mit jemandem, der zustimmen muss
verb-oncall-swap-more = Deine Zeit gegen die andere; bei nur einer Zeit suche ich, was du dafür bekommen kannst. Gefragt wird im Einzelchat, ✅ stimmt zu. `!bereitschaft tauschen @bernd @carla …` schlägt es für zwei andere vor, dann müssen beide zustimmen. `plan:it`, wo es mehrere gibt.
