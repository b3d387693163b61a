# The register of bodies at the desk: by day, recording a change, taking back one recorded in error.
bodies-title = Public bodies
bodies-note = A body keeps its key for ever; its names, kind, code and successors change with the days.
bodies-record = Record a change
bodies-do-merged = Merge bodies
bodies-do-renamed = Rename a body
bodies-do-split = Split a body
bodies-do-became = Change a body’s kind
bodies-do-transferred = Transfer a function
bodies-do-formed = Form a body
bodies-do-ended = Dissolve a body
bodies-do-record = Record it
bodies-day = The list of
bodies-bad-day = A day is missing or cannot be read. A day is written like 2025-03-01.
bodies-count = { $count ->
    [one] { $count } body at work on this day.
   *[other] { $count } bodies at work on this day.
}
bodies-name = Name
bodies-code = Code
bodies-from = At work from
bodies-until = Until before
bodies-verified = Checked
bodies-kind = Kind of body
bodies-parent = Part of
bodies-none = There are no bodies on that day.
bodies-none-text = Choose another day, or record the forming of the first body.
bodies-published = Entries under this name
bodies-public = Public page
bodies-rename = Record a new name
bodies-merge = Record a merger
bodies-no-events = No change has been recorded here.
bodies-take-back = Take back, recorded in error
bodies-reason = Why it is taken back
bodies-event-note = Look at what will change, then record it. Published entries and reports keep the name of their day.
bodies-before = Before the change
bodies-before-one = Body { $number }
bodies-after = After the change
bodies-after-one = Resulting body { $number }
bodies-choose = Choose
bodies-existing = A body of the register
bodies-existing-hint = Leave empty for a new body; then give its name and kind below.
bodies-new-one = A new body
bodies-new-name = New name ({ $language })
bodies-no-parent = Part of none
bodies-key = Key
bodies-key-hint = Taken from the name when empty. A key never changes.
bodies-share = Share it takes
bodies-function = The function transferred
bodies-function-name = Name of the function ({ $language })
bodies-function-hint = Such as external-information. Taken from the name when empty.
bodies-basis = Act and dates
bodies-citation = The act this rests on
bodies-citation-hint = Form, number, date and issuer in full.
bodies-legal-on = The act takes effect
bodies-operates-on = The bodies work so from
bodies-operates-hint = Names and successors change on this day.
bodies-remark = Remark
bodies-effects = What will change
bodies-effect-begins = is at work from { $date }.
bodies-effect-ends = ends; it is no longer there on { $date }.
bodies-effect-heir = its work passes to { $heir }.
bodies-effect-kept = { $count ->
    [one] { $count } entry keeps this name, with the present one beside it.
   *[other] { $count } entries keep this name, with the present one beside it.
}
bodies-effect-renamed = is called { $name } from { $date }; until then it stays { $old }.
bodies-effect-gives = no longer has the function { $function } from { $date }.
bodies-effect-takes = has the function { $function } from { $date }.
bodies-effect-goes-on = goes on and takes over the work.
bodies-look = See what changes
bodies-look-again = Look again
bodies-clash = Somebody has just recorded another change. Look again, then record yours.
bodies-followed = Something happened to one of these bodies later. Take that back first.
bodies-missing = This change came with a site folder or was taken back already; it cannot be taken back here.
bodies-no-reason = Say why it is taken back.
