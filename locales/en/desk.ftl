# The desk: the frame and the parts of every page.
desk-name = Editors’ desk
desk-product = Mộc Bản
desk-skip = To the main content
desk-menu = Contents
desk-panel = Where this entry stands
desk-see-site = Open the portal
desk-back-to-site = Back to the portal
desk-account-of = Account of
desk-undo = Undo
desk-undo-done = Put back as it was.
desk-undo-refused = This was not undone
desk-undo-taken = Something else stands in its place by now, or it was undone already. Nothing was changed.
desk-undo-missing = The change log does not hold what is needed to undo this.
desk-undo-log = Open the change log

# Fields
desk-optional = optional
desk-errors = { $count ->
    [one] One thing needs correcting
   *[other] { $count } things need correcting
  }
desk-day = Day
desk-hour = Time
desk-move-up = Move up
desk-move-down = Move down
desk-remove = Remove
desk-select = Select
desk-select-all = Select all
desk-copy = Copy

# Where an entry or a translation stands
desk-state-draft = Draft
desk-state-writing = Being written
desk-state-submitted = Awaiting review
desk-state-returned = Returned
desk-state-scheduled = Scheduled
desk-state-published = Published
desk-state-withdrawn = Withdrawn
desk-state-consolidated = Merged
desk-state-error = Published in error
desk-state-forced = Published unreviewed
desk-state-outdated = Older than the original
desk-state-newer = Original is newer
desk-state-original = Original
desk-state-translating = Being translated
desk-state-unwanted = Not translated
desk-state-expires = Expires
desk-state-missing = Not there yet
desk-assign = Assign

# Four steps
desk-step-draft = Draft
desk-step-writing = Writing
desk-step-review = Review
desk-step-live = Live

# The right column
desk-check-error = Error:
desk-check-warning = Warning:
desk-check-done = Passed:
desk-presence = { $names } also has this open
desk-saved-at = Saved

# Lists
desk-filter = Filter
desk-filter-label = Filter the list
desk-filter-clear = Clear filters

# History and comparison
desk-from = from
desk-to = to
desk-compare-from = Compare from the edition of
desk-compare-to = Compare with the edition of
desk-added = added
desk-added-line = underlined
desk-removed = removed
desk-removed-line = struck through
desk-same = unchanged

# Calendar
desk-month-before = Month before
desk-month-now = This month
desk-month-after = Month after

# Pictures and files
desk-no-alt = No alternative text yet
desk-upload-label = Choose files
desk-upload-drop = or drag files here
desk-upload-send = Upload
desk-picture-caption = Caption
desk-picture-alt = Alternative text for blind readers
desk-picture-credit = Credit
desk-focal = Focal point of the picture
desk-focal-hint = When the picture is cropped, this point always stays in the frame. Numbers from 0 (left, top) to 1000.
desk-focal-x = From the left
desk-focal-y = From the top

# Coming in
desk-mail = E-mail
desk-password = Password
desk-password-hint = Twelve characters or more. A long sentence you remember is better than a hard word.
desk-sign-in = Sign in
desk-or = or
desk-code = Authentication code
desk-code-hint = Six digits from the authenticator on your phone, or a recovery code.
desk-go-on = Continue
desk-qr-alt = QR code that adds the account to an authenticator
desk-qr-text = If it cannot be scanned, type this key:

# Places of the desk
desk-nav-start = My work
desk-nav-news = Articles
desk-nav-festival = Festivals
desk-nav-gallery = Albums
desk-nav-video = Videos
desk-nav-factcheck = Fact checks
desk-nav-document = Documents
desk-nav-page = Pages
desk-nav-translations = Translations
desk-nav-media = Library
desk-nav-calendar = Calendar
desk-nav-search = Search
desk-nav-site = Portal settings
desk-nav-bodies = Public bodies
desk-nav-people = People
desk-nav-tokens = API
desk-nav-log = Change log
desk-nav-help = Help
desk-nav-visits = Figures of visits
desk-nav-links = Links to other sites
desk-nav-programme = Action programme
desk-nav-rankings = International rankings
desk-rankings-note-page = Each figure comes with its edition, its “of how many”, its method and its source.
desk-rankings-public = See the public page
desk-rankings-none-text = Indexes come in with a site folder: rankings/indexes.csv, methods.csv and editions.csv.
desk-rankings-add = Add an edition
desk-rankings-new = Add an edition: { $index }
desk-rankings-edit = { $index }, edition { $edition }
desk-rankings-label-hint = The edition's name as its publisher gives it: 2024, 2021-Q4 or 2023-07.
desk-rankings-method-hint = Editions of two methods are not compared.
desk-rankings-out-of = Out of how many
desk-rankings-source = Source that was read
desk-rankings-source-hint = The name of the report or news page, with its address if there is one.
desk-rankings-read-on = Read on
desk-rankings-checked = Checked
desk-rankings-checked-hint = Only when you have read this figure at the source yourself.
desk-rankings-note = Note ({ $language })
desk-rankings-save = Save
desk-rankings-back = Back
desk-rankings-remove = Take out
desk-rankings-remove-ask = Take out edition { $edition }? The log keeps the figure.
desk-rankings-put = Saved.
desk-rankings-removed = Taken out. The log keeps the figure.
desk-rankings-clash = Somebody else has just changed this edition. Open it again to see the new figure before you save; what you typed still stands below.
desk-rankings-moved = Somebody else has just changed this edition, so nothing was done. Look at it as it is now first.
desk-rankings-copy = Private copy of the source
desk-rankings-copy-about = The page or PDF as it was read. Readers are told its hash and its day; only coordinators get the file.
desk-rankings-copy-file = File
desk-rankings-copy-elsewhere = Only its hash came in with a site folder; the file is not on this portal.
desk-rankings-copy-day = Kept on
desk-rankings-copy-hash = SHA-256
desk-rankings-copy-take = Download
desk-rankings-copy-choose = File of the page
desk-rankings-copy-newer = A newer file of the page
desk-rankings-copy-hint = A PDF, HTML or picture of the page, 50 MB at most. It takes the place of a copy kept before.
desk-rankings-copy-keep = Keep this copy
desk-rankings-copy-remove = Take the copy off
desk-rankings-copy-remove-ask = Take the copy off edition { $edition }? Readers are no longer told of it. The log keeps its hash, the private store its file.
desk-rankings-copy-kept = The copy is kept.
desk-rankings-copy-removed = The copy was taken off.
desk-rankings-copy-long = The file is longer than 50 MB. Send a smaller one.

# Letters to those who look after entries
desk-letter-not-published-subject = Not published: { $title }
desk-letter-not-published =
    Dear { $name },

    “{ $title }” ({ $language }) was to go public on { $site }, but could not when its hour came:

    { $why }

    It has been handed back to be mended:

    { $link }

    Then hand it in, or schedule it again.
desk-letter-not-taken-down-subject = Not taken down: { $title }
desk-letter-not-taken-down =
    Dear { $name },

    “{ $title }” ({ $language }) was to be taken down from { $site }, but could not when its hour came:

    { $why }

    Readers still see it, and the hour holds no longer. Open it to take it down or to set another hour:

    { $link }
desk-letter-hour-off-subject = Schedule cancelled: { $title }
desk-letter-hour-off =
    Dear { $name },

    “{ $title }” ({ $language }) was scheduled on { $site }, but { $who } has just changed it, so the hour holds no longer.

    Open it to look at the change, then schedule it again:

    { $link }
desk-letter-reading-off-subject = To be handed in again: { $title }
desk-letter-reading-off =
    Dear { $name },

    “{ $title }” ({ $language }) was handed in on { $site }, but { $who } has just changed it, so nobody is asked to read it any more.

    Open it to look at the change, then hand it in again:

    { $link }
desk-letter-read-again-subject = { $count ->
        [one] One entry of { $site } is to be read again
       *[other] { $count } entries of { $site } are to be read again
    }
desk-letter-read-again =
    Dear { $name },

    On { $day }, of what is in your care on { $site }, { $count ->
        [one] one entry is
       *[other] { $count } entries are
    } to be read again:

    { $list }

    When you have read one, set its next day.
desk-letter-plan-soon-subject = A plan is due soon: { $agency }
desk-letter-plan-soon =
    Dear { $name },

    { $agency } has not yet handed in its plan under “{ $programme }”. It is due on { $day }.

    Write it and hand it in on { $site }: { $link }
desk-letter-plan-late-subject = A plan is late: { $agency }
desk-letter-plan-late =
    Dear { $name },

    { $agency } has not handed in its plan under “{ $programme }”. It was due on { $day }.

    Hand it in, or say why it is late, on { $site }: { $link }
desk-letter-plan-returned-subject = A plan was returned: { $agency }
desk-letter-plan-returned =
    Dear { $name },

    The plan of { $agency } under “{ $programme }”, handed in on { $day }, was returned for completion.

    See what is to be mended and hand it in again on { $site }: { $link }
desk-letter-plan-nobody-subject = { $count ->
    [one] Nobody answers for a plan: one body
   *[other] Nobody answers for their plans: { $count } bodies
}
desk-letter-plan-nobody =
    Dear { $name },

    { $count ->
        [one] One body owes a plan
       *[other] { $count } bodies owe plans
    } under “{ $programme }” (the day is { $day }), and no account acts for them, so the portal can remind nobody:

    { $list }

    Call them, or ask an administrator for accounts. How it stands, on { $site }: { $link }

# A request from another site
desk-elsewhere-title = This request did not come from the desk
desk-elsewhere-text = Another website, or a page opened before the portal moved, has just sent a request in your name.
desk-elsewhere-nothing = The portal refused it; nothing was changed.
desk-elsewhere-do = If you pressed the button yourself, open the desk from the link below and do it again. If not, just close the other page.
desk-elsewhere-back = Open the desk
