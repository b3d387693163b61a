# The register of corrections: where this portal itself was wrong.
corrections-title = Register of corrections
corrections-of-year = Corrections of { $year }
corrections-lead = Where this portal itself was wrong: what was wrong, what is right, and when it was mended. Newest first.
corrections-corrected = Correction
corrections-in-error = Published in error
corrections-publisher = Published by
corrections-publisher-now = now { $name }
corrections-none = No correction yet
corrections-none-hint = When an entry is changed in substance, the change enters this register by itself.
corrections-to-front = To the front page
corrections-year = By year
corrections-all = All years
corrections-count = { $count ->
    [one] { $count } correction
   *[other] { $count } corrections
}
corrections-how = Where the register comes from
corrections-how-text = Nobody writes into it by hand. Whoever changes an entry in substance must tell readers what was changed; that note stands with the entry and enters the register. What was published in error and taken down enters it too, with the reason.
corrections-feed = Follow the corrections
corrections-method = How claims are checked
