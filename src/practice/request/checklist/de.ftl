## Checklisten

checklist-heading = 📋 **{ $id }** { $title }: { $done } von { $all }
checklist-heading-own = 📋 **{ $id }** { $title }: von deinem Teil { $done } von { $all }
checklist-heading-over = { $heading } · beendet
checklist-open = ⬜ { $number }. { $title }
checklist-done = ☑️ { $number }. { $title }
checklist-and = { $before } · { $what }
checklist-done-by = { $name }, { $at }
checklist-shown = { $by } 📝
checklist-yours = du
checklist-owner = { $name }
checklist-fulfilling = denen, die daran arbeiten
checklist-orphaned = für die Führungskraft, aber keine ist bekannt
checklist-due = bis { $due }
checklist-late = ⏰ überfällig seit { $due }
checklist-after = nach { $numbers }
checklist-proof =
    { $proof ->
        [file] braucht eine Datei
       *[note] braucht eine Notiz
    }
checklist-optional = falls nötig
checklist-how-typed = `{ $prefix }abhaken { $number }` hakt es ab.
checklist-how = Die Nummer als Reaktion oder `{ $prefix }abhaken { $number }` hakt es ab.
checklist-line = 📋 Checkliste: { $done } von { $all }
checklist-ticked = ☑️ { $task } · { $done } von { $all }
checklist-unticked = ⬜ { $task } ist wieder offen · { $done } von { $all }
checklist-ask =
    { $proof ->
        [file] { $name }, was zeigt, dass „{ $title }“ erledigt ist? Schick die Datei hierher: Deine nächste innerhalb eines Tages wird dazu aufbewahrt.
       *[note] { $name }, was zeigt, dass „{ $title }“ erledigt ist? Was du hier als Nächstes schreibst, innerhalb eines Tages, wird dazu aufbewahrt.
    }
checklist-shown-no-more = ⬜ Was zeigte, dass { $number }. { $title } erledigt ist, wurde zurückgenommen: Der Punkt ist wieder offen.
checklist-complete =
    { $kind ->
        [change] 📋 Auf der Liste von **{ $id }** ist alles erledigt.
       *[request] 📋 Alles Nötige für **{ $id }** ist erledigt. ✅ auf der Karte oder `{ $prefix }lösen` löst es.
    }
checklist-complete-to = { $person } { $what }
checklist-overdue = ⏰ **{ $id }**: überfällig { $count ->
        [one] ist { $tasks }
       *[other] sind { $tasks }
    }
checklist-overdue-to = { $people } { $what }

checklist-none = { $id } hat keine Checkliste.
checklist-number = Welcher Punkt? Ich brauche seine Nummer.
checklist-number-hint = `{ $prefix }abhaken 3` oder `{ $prefix }abhaken 3 was es zeigt`; `{ $prefix }abhaken` allein zeigt die Liste.
checklist-tap-number = Hier ist mehreres offen: Die Nummer als Reaktion (1️⃣, 2️⃣ …) hakt einen Punkt ab.
checklist-unknown =
    { $all ->
        [one] Die Checkliste von { $id } hat nur die Nummer 1.
       *[other] Die Checkliste von { $id } hat die Nummern 1 bis { $all }.
    }
checklist-not-yours = „{ $title }“ abzuhaken ist Sache von { $doer }.
checklist-not-yours-hint = Wem der Punkt gehört, darf es, und die Bearbeiter des Tickets.
checklist-open-already = { $number }. { $title } ist offen.
checklist-done-already = { $number }. { $title } ist schon erledigt ({ $name }, { $at }).
checklist-done-already-hint = `{ $prefix }wieder offen { $number }` öffnet den Punkt wieder.
checklist-waits = { $number }. { $title } kommt später; zuerst: { $tasks }
checklist-needed = { $number }. { $title } bleibt erledigt, denn danach kam schon: { $tasks }
checklist-needed-hint = Öffne zuerst wieder, was danach kam.
checklist-frozen = { $id } ist beendet, und die Checkliste bleibt, wie sie ist.
checklist-frozen-hint = `{ $prefix }wiedereröffnen` öffnet beides wieder.
checklist-objection =
    { $count ->
        [one] { $id } ist noch nicht fertig. Offen ist { $tasks }
       *[other] { $id } ist noch nicht fertig. Offen sind { $tasks }
    }
checklist-objection-hint =
    { $kind ->
        [change] Hake ab, was erledigt ist. Was offen bleibt, gehört zu einem Rückfall oder einem Fehlschlag.
       *[request] Hake ab, was erledigt ist; wer es nicht mehr will, schließt es.
    }

verb-checklist-tick-usage = 3 was es zeigt
verb-checklist-tick-what = hakt einen Punkt einer Checkliste ab
verb-checklist-tick-more = Allein zeigt es die Liste. Die Nummer als Reaktion auf die Liste tut dasselbe. Was hinter der Nummer steht, wird zu dem Punkt aufbewahrt.
verb-checklist-untick-usage = 3
verb-checklist-untick-what = öffnet einen Punkt einer Checkliste wieder
verb-checklist-untick-more = Die Reaktion zurückzunehmen, die ihn abgehakt hat, tut dasselbe.
checklist-full = { $id } hat schon { $most } Aufgaben; länger wird keine Liste.
