# Fact checks: false claims answered with sources; the page of the method; the form.
factcheck-title = Fact checks
factcheck-about = False statements about the province and the country that were published are answered here, one by one, with sources for you to read yourself.
factcheck-all = All
factcheck-of-verdict = Fact checks: { $verdict }
factcheck-of-year = Fact checks of { $year }
factcheck-year = Year
factcheck-count = { $count ->
    [one] { $count } fact check
   *[other] { $count } fact checks
}
factcheck-none = No fact check yet
factcheck-none-hint = When a false statement needs an answer, it appears here with its sources.

factcheck-claim = What was published
factcheck-no-day = day not known
factcheck-original = original
factcheck-by-press = news outlet
factcheck-by-body = public body
factcheck-by-organisation = organisation
factcheck-verdict = Verdict
factcheck-how = How we check
factcheck-findings = What the sources say
factcheck-read-on = Read on
factcheck-copy = A copy is kept, SHA-256:
factcheck-context = Context
factcheck-reply = Reply of those who published it
factcheck-asked-on = Asked on
factcheck-replied-on = Replied on
factcheck-no-reply = No reply yet. It will stand here in full.
factcheck-reply-none = Those who published the claim have the right to reply. A reply sent to the publisher of this page will stand here in full, with its date.
factcheck-updates = Updates
factcheck-correction = Correction

factcheck-published = Published
factcheck-updated = Updated
factcheck-review-on = To be reviewed on
factcheck-views = Views
factcheck-corrected = Corrected
factcheck-languages = Languages
factcheck-print = Print
factcheck-print-now = Print this page
factcheck-share = Share
factcheck-back = Back to the fact check
factcheck-address = Address of this page
factcheck-publisher = Published by
factcheck-publisher-now = now { $name }
factcheck-more = More about fact checks
factcheck-open-data = Open data
factcheck-open-data-text = Every fact check as ClaimReview (schema.org), free to use with the publisher named.
factcheck-no-person = We check only what news outlets, public bodies and organisations have published. There are no records of private persons.
factcheck-own-errors = This portal makes mistakes too. Every correction is on public record.
factcheck-to-corrections = Open the register

# The scale
factcheck-verdict-false = False
factcheck-verdict-false-meaning = The sources say otherwise in the main point.
factcheck-verdict-misleading = Misleading
factcheck-verdict-misleading-meaning = The figures or words are real, but how they are put, or what is left out, leads to a wrong conclusion.
factcheck-verdict-outdated = No longer true
factcheck-verdict-outdated-meaning = It was true before; newer sources show that this has changed.
factcheck-verdict-unproven = Unproven
factcheck-verdict-unproven-meaning = No reliable source confirms or refutes it yet.
factcheck-verdict-correct = Correct
factcheck-verdict-correct-meaning = The sources confirm what was published.

# The page of the method
factcheck-method-title = How claims are checked
factcheck-method-lead = What we choose to check, how sources are read, what each verdict means, and what we never do.
factcheck-method-scale = Five verdicts
factcheck-method-scale-text = A verdict is a word with a definition, not a score.
factcheck-method-steps = The steps
factcheck-method-step-public = Only statements made in public by news outlets, public bodies or organisations are looked at, and only where sources can settle them.
factcheck-method-step-words = The claim is copied word for word, with where and when it was published.
factcheck-method-step-sources = Every finding comes with one source: title, publisher, address, the day it was read and the hash of the copy we kept. If the source is changed later, the hash says which copy we read.
factcheck-method-step-reply = Those who published the claim have the right to reply. The reply is published in full, with its date.
factcheck-method-step-eyes = A second person reads it before it is published. Where it cannot wait and its author publishes alone, the reason is logged and somebody else reads it afterwards.
factcheck-method-step-review = Each fact check names the day it is to be reviewed. What is new goes under Updates; our own errors go into the register of corrections.
factcheck-method-never = Never
factcheck-method-never-person = No records of private persons: no names, telephone numbers, personal social network pages or identity papers.
factcheck-method-never-watch = No watching of anybody's accounts or pages; the software never searches for or fetches the content of others by itself.
factcheck-method-never-post = No posting elsewhere and none under another name.
factcheck-method-never-nameless = Nothing without the name of the body that answers for it.
factcheck-method-ask = Are we wrong?
factcheck-method-ask-text = Send your source to the publisher named at the foot of the fact check. If we were wrong, the page is mended and the register of corrections says so.

# What is missing, what is never kept, what to look at again
factcheck-lacks-verdict = No verdict is chosen.
factcheck-lacks-appearance = It does not say where the claim was published.
factcheck-lacks-outlet = The news outlet, body or organisation that published the claim is not named.
factcheck-lacks-source = There is no source. A fact check without one cannot be published.
factcheck-lacks-source-name = A source lacks its title or its publisher.
factcheck-lacks-finding = It does not say what a source says.
factcheck-lacks-update = An update has no words.
factcheck-lacks-claim = The claim is not copied.
factcheck-bad-hash = A SHA-256 has exactly 64 hexadecimal digits (0–9, a–f).
factcheck-refused-telephone = This looks like a person's mobile number. A fact check keeps no data of private persons; take it out.
factcheck-refused-identity = This looks like the number of an identity card. A fact check keeps no data of private persons; take it out.
factcheck-refused-mail = This is a private mailbox. Take it out, or give the official mailbox of a body.
factcheck-refused-profile = This is one person's page in a social network. Only what outlets, bodies and organisations published is checked; take the address out.
factcheck-refused-person = Name a news outlet, a public body or an organisation here, not a person.
factcheck-warns-person = This seems to name a person. Unless they spoke in public for a body, take the name out.
factcheck-warns-social = An address in a social network: make sure that it is the official page of a body or organisation.
factcheck-warns-appearance = Where the claim was published lacks a day or an address.
factcheck-warns-hash = A source has no kept copy and no hash. If its page is changed or taken down, readers cannot compare.
factcheck-warns-read = The day a source was read is missing.
factcheck-warns-reply = It does not say that those who published the claim were asked.
factcheck-warns-review = No day for the next review is given.
