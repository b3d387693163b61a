# The desk's pages around an entry: my work, lists, calendar, history, compare, preview, translations,
# change log, search, help.
board-new = Write something new
board-title = All content
board-back = Back to the list
board-to-entry = Edit this entry

# Kinds of content
board-kind-news = Article
board-kind-festival = Festival
board-kind-gallery = Album
board-kind-video = Video
board-kind-factcheck = Fact check
board-kind-document = Documents
board-kind-page = Page

# Stages of the newest edition
board-stage-writing = Being written
board-stage-submitted = Awaiting review
board-stage-returned = Returned
board-stage-scheduled = Scheduled
board-stage-settled = Done

# My work
board-start-title = My work
board-start-waiting = Waiting for my review
board-start-waiting-empty = Nothing waits for your review
board-start-waiting-empty-text = What is handed in where you review will stand here.
board-start-returned = Returned to me
board-start-returned-empty = Nothing was returned to you
board-start-returned-empty-text = What is returned stands here with the reviewer’s remark.
board-start-drafts = My drafts
board-start-drafts-empty = You have no draft
board-start-drafts-empty-text = Drafts you begin will stand here, even when the connection is lost half way.
board-start-scheduled = Going live soon
board-start-forced = Published unreviewed, awaiting a second person
board-start-outdated = Translations older than their original
board-start-overdue = Overdue for another reading
board-start-nothing = Nothing waits for you
board-start-nothing-text = When something awaits review, is returned or is due for another reading, you will see it on this page.
board-start-all = See all { $count } entries
board-goes-live = Goes live at { $at }
board-review-on = To be read again by { $day }

# Lists
board-tabs = Lists
board-tab-all = All
board-tab-mine = Mine
board-tab-submitted = Awaiting review
board-tab-returned = Returned
board-tab-published = Published
board-tab-overdue = Overdue for reading
board-kind = Kind
board-state = State
board-stage = Stage
board-language = Language
board-section = Section
board-owner = Owner
board-owner-me = Me
board-publisher = Publishing body
board-q = Search titles
board-forced = Published unreviewed
board-overdue = Overdue for another reading
board-more = More conditions
board-any = All
board-any-kind = Every kind
board-any-state = Every state
board-col-title = Title
board-col-state = State
board-col-moved = When
board-col-person = By
board-col-entry = Entry
board-range = Entries { $from }–{ $to } of { $total }
board-range-none = No entries
board-empty = No such entries
board-empty-text = Try fewer conditions, or fewer words. Marks may be left out.

# Saved filters
board-saved = Saved filters
board-saved-everybodys = for everybody
board-saved-delete = Delete the filter “{ $name }”
board-save-filter = Save this filter
board-save-name = Name of the filter
board-save-everybody = For the whole newsroom
board-save = Save

# One deed for many entries
board-deed = What to do
board-deed-on = Continue
board-deed-submit = Hand in for review
board-deed-return = Return
board-deed-care = Set owner and review date
board-deed-add-tag = Add a tag
board-deed-remove-tag = Remove a tag
board-deed-withdraw = Withdraw from the portal
board-ask-count = { $count } entries selected
board-ask-none = Nothing is selected
board-ask-none-text = Go back to the list, tick the entries and choose what to do.
board-ask-entries = Do it to these entries
board-ask-remark = Remark for the reviewer
board-ask-remark-hint = What needs a close look, what is urgent.
board-ask-return = Why it is returned
board-ask-return-hint = Say what needs mending. The author will see this on the first page.
board-ask-withdraw-title = These entries will no longer be on the portal.
board-ask-withdraw-text = Their addresses will give the day and the reason you write below.
board-ask-withdraw = Reason, for readers
board-ask-withdraw-hint = One sentence, such as: The notice is no longer in force.
board-lacks-return = Say why it is returned, so that the author knows what to mend.
board-lacks-withdraw = Say why it is withdrawn, so that readers know.
board-lacks-add-tag = Choose a tag.
board-lacks-remove-tag = Choose a tag.
board-keep = Leave as it is
board-nobody = Nobody
board-review = Read again by
board-review-hint = Left empty, the date stays as it is.
board-review-never = Take the date away
board-tag = Tag
board-tag-choose = Choose a tag
board-sure-submit = Hand in these entries
board-sure-return = Return these entries
board-sure-care = Hand over these entries
board-sure-add-tag = Tag these entries
board-sure-remove-tag = Remove the tag from these entries
board-sure-withdraw = Withdraw these entries
board-done-summary = Done: { $done }. Not done: { $refused }.
board-done-publish-again = What is public carries the new tags once it is published again.
board-done-refused = Not done
board-done-done = Done
board-done-same = Nothing to change
board-done-same-summary = Already so, and left as they were: { $same }. Undoing leaves them alone too.

# Calendar
board-calendar-title = Calendar
board-calendar-expires = Expires: { $title }
board-calendar-empty = Nothing goes live this month
board-calendar-empty-text = What is scheduled, published or expires will stand on its day.
board-calendar-entries = See the list

# History and comparison
board-history-title = History
board-history-pick = Choose one edition in each column, then compare.
board-compare-two = Compare two editions
board-compare-with-live = Compare with what is live
board-saved-words = Edition { $number }: words saved
board-saved-facts = Edition { $number }: facts saved
board-saved-both = Edition { $number }: words and facts saved
board-live = Live
board-newest = Newest
board-restore = Restore
board-restore-all = Restore all of this edition
board-restore-words = Restore its words only
board-restored = Restored as the newest edition. The one before is still in the history.
board-restore-same = This edition is the same as the newest: there was nothing to save.
board-compare-title = Compare two editions
board-compare-live = The live edition
board-compare-side = Edition { $number }, { $time } on { $date }
board-compare-is-live = live
board-compare-is-newest = newest
board-compare-same = Both editions are the same.
board-compare-same-text = No word, picture or fact differs.
board-compare-moved = Only the order changed.
board-compare-moved-block = This part was moved.
board-compare-form = Only the form changed; the words are the same.
board-compare-became = { $was } became { $now }.
board-compare-note = “{ $text }”: { $what }

# Preview
board-preview-title = Preview
board-preview-frame = The page as readers will see it: { $title }
board-preview-phone = Phone
board-preview-desktop = Desktop
board-preview-light = Light
board-preview-dark = Dark
board-preview-live = On the portal
board-preview-open-live = Open what is live
board-preview-lacking = It cannot be shown yet
board-preview-lacking-text = The page lacks what it cannot be without:
board-lend-title = Show it to somebody else
board-lend-text = Makes a link that shows the newest edition to somebody without an account. After its time it opens nothing.
board-lend-how-long = Opens for
board-lend-hours = { $hours ->
    [one] { $hours } hour
   *[other] { $hours } hours
  }
board-lend-days = { $days ->
    [one] { $days } day
   *[other] { $days } days
  }
board-lend = Make a link
board-lent-made = The link is made.
board-lent-until = It opens until { $until }.
board-lent-link = Link to the preview
board-lent-open = Open links
board-lent-line = Open until { $until }, made by { $name }
board-lent-end = End the link
board-lent-ended = The link is ended: it opens nothing any more.
board-lent-once = The link is shown only now. Whoever has it can look: send it to the right person.
board-lent-title = A preview, not the official page.
board-lent-text = Do not quote or pass it on. This link opens until { $until }.
board-lent-gone = This link to a preview no longer opens
board-lent-gone-text = It has expired, or the address was mistyped. Ask whoever sent it for a new one.

# Translations
board-translations-title = Translations
board-translated-outdated = Original is newer
board-translated-submitted = Awaiting review
board-translated-writing = Being translated
board-translated-published = Published
board-translated-missing = Not translated yet
board-figure-outdated = { $count ->
    [one] original is newer
   *[other] originals are newer
  }
board-figure-submitted = { $count ->
    [one] awaits review
   *[other] await review
  }
board-figure-writing = { $count ->
    [one] is being translated
   *[other] are being translated
  }
board-coverage = { $published } of { $total } entries published
board-translate = Translate
board-plan = Choose what is not translated
board-plan-end = Done
board-plan-title = Choose what is not translated.
board-plan-text = A cell that says “not translated” no longer counts as missing. You can choose again at any time.
board-wish-unwanted = Do not translate
board-wish-wanted = Translate after all
board-declined = Noted: this entry is not translated into { $language }.
board-one-language = The portal has one language only.
board-one-language-text = Add a language in the portal’s settings to give this board something to do.

# Change log
board-log-title = Change log
board-log-count = { $count } rows
board-log-person = Who
board-log-verb = What
board-log-subject = To what
board-log-from = From
board-log-to = To
board-log-seq = Number
board-log-at = When
board-log-detail = Details
board-log-see = See
board-log-written = Written in the log as
board-log-hash = Hash
board-log-csv = Download CSV
board-log-verify = Check the chain
board-log-whole-title = The chain is whole.
board-log-whole = { $count } rows were recomputed; each fits the one before.
board-log-altered-title = The log was altered.
board-log-altered = Row { $count } does not fit the one before. Tell whoever runs the server at once, and leave the database as it is.
board-log-month-altered-title = The figures of a frozen month were altered.
board-log-month-altered = The log is whole, but the visits of { $month } no longer fit the checksum written when the month was frozen. Tell whoever runs the server at once, and leave the database as it is.
board-log-newest = Newest
board-log-older = Older
board-log-empty = No such rows
board-log-empty-text = Try fewer conditions.

# Verbs of the log
board-verb-save = Saved
board-verb-submit = Handed in
board-verb-return = Returned
board-verb-schedule = Scheduled
board-verb-unschedule = Unscheduled
board-verb-set-expiry = Expiry set
board-verb-publish = Published
board-verb-force-publish = Published unreviewed
board-verb-approve = Approved after publication
board-verb-withdraw = Withdrawn
board-verb-declare-error = Declared published in error
board-verb-consolidate = Merged into another entry
board-verb-care = Owner or review date set
board-verb-remark = Remark left
board-verb-want-translation = Translation wanted
board-verb-decline-translation = Translation not wanted
board-verb-lend-preview = Preview link made
board-verb-save-filter = Filter saved
board-verb-keep-copy = Kept a copy of a source
board-verb-remove-copy = Took a copy of a source off
board-verb-delete-filter = Filter deleted
board-verb-ready = Made ready for readers
board-verb-rename = Renamed
board-verb-bring-in = Brought in former figures
board-verb-choose-poster = Chose a poster
board-verb-caption = Saved captions
board-verb-describe = Described a file
board-verb-replace = Replaced a file
board-verb-make-anew = Made anew
board-verb-change = Changed
board-verb-redirect = Set a redirect
board-verb-merge = Merged
board-verb-remove = Deleted
board-verb-put-back = Put back
board-verb-reclassify = Filed under another
board-verb-reclassify-back = Filed back
board-verb-undo = Undid
board-filter-forgotten = Filter deleted.
board-verb-enter = Signed in
board-verb-leave = Signed out
board-verb-add = Added
board-verb-invite = Person invited
board-verb-import = Imported
board-verb-set-out = Set out a programme
board-verb-assign = Assign
board-verb-release = End an assignment
board-verb-begin-plan = Begin a plan
board-verb-change-plan = Change a plan
board-verb-submit-plan = Hand a plan in
board-verb-receive-plan = Put down a plan
board-verb-return-plan = Return a plan
board-verb-accept-plan = Accept a plan
board-verb-lock-plan = Lock a plan
board-verb-grant-due = Grant a deadline
board-verb-say-why = Say why it is late
board-verb-new-activity = Add an activity
board-verb-change-activity = Change an activity
board-verb-move-activity = Move an activity
board-verb-offer-evidence = Put evidence forward
board-verb-accept-evidence = Accept evidence
board-verb-refuse-evidence = Refuse evidence
board-verb-count-for = Count a plan for a successor
board-verb-hand-over = Hand work over
board-verb-bring-in-sheet = Bring in a table of plans
board-verb-take-back-sheet = Take back a table of plans
board-verb-issue-report = Issue a report
board-verb-withdraw-report = Withdraw a report
board-verb-put-indicator = Save an indicator
board-verb-observe = Put a figure down
board-verb-add-passkey = Added a passkey
board-verb-take-passkey-away = Took a passkey away
board-verb-add-token = Made a token
board-verb-revoke-token = Revoked a token
board-verb-link = Made a sign-in link
board-verb-take-up = Took up an account
board-verb-meet = Joined to the sign-in server
board-verb-disable = Disabled an account
board-verb-enable = Enabled an account
board-verb-grant = Set rights
board-verb-take-second-factors-away = Removed the second step and passkeys
board-verb-end-sessions = Ended sessions
board-verb-end-session = Ended a session
board-verb-change-password = Changed the password
board-verb-set-up-codes = Switched the second step on
board-verb-take-codes-away = Switched the second step off
board-verb-make-recovery-codes = Made recovery codes
board-verb-end-preview = Ended a preview link
board-verb-forget = Erased for good
board-verb-ask = Asked again
board-verb-vouch = Vouched for
board-verb-take-back = Took back
board-verb-make = Made
board-verb-rotate-secret = Changed the secret
board-verb-retry = Tried again
board-verb-stop = Stopped
board-verb-put = Put down
board-verb-ask-weekly = Asked for the weekly letter
board-verb-end-weekly = Ended the weekly letter
board-verb-freeze = Closed the month
board-verb-correct = Corrected figures
board-verb-update = Updated

# What a row of the log is about
board-about-person = Account
board-about-token = Token
board-about-webhook = Webhook
board-about-filter = Filter
board-about-section = Section
board-about-tag = Tag
board-about-block = Reusable block
board-about-redirect = Redirect
board-about-redirects = Redirects
board-about-site = Site settings
board-about-agencies = Register of bodies
board-about-agency-event = Change of bodies
board-about-places = Gazetteer
board-about-media = File
board-about-link = Link
board-about-visits = Visits
board-about-day = Figures of a day
board-about-month = Figures of a month
board-about-former-figures = Figures of an earlier portal
board-about-old-logs = Old access logs
board-about-bots = List of robots
board-about-note = Note on the figures
board-about-ranking = Ranking
board-about-programme = Action programme
board-about-plan = Plan
board-about-activity = Activity
board-about-evidence = Evidence
board-about-measure = Measure
board-about-assignment = Assignment
board-about-agency = Body
board-about-indicator = Indicator
board-about-sheet = Table of plans
board-about-report = Report

# Search
board-search-title = Search
board-search-q = Search the desk
board-search-hint = Titles, words being written, pictures and files, people, tags, bodies, settings. Marks may be left out.
board-search-none = Nothing found for “{ $q }”
board-search-none-text = Try fewer words, or look through the lists.
board-search-entries = Entries, by title
board-search-text = Holds these words and is being written
board-search-media = Pictures and files
board-search-people = People
board-search-tags = Sections and tags
board-search-bodies = Bodies
board-search-pages = Pages of the desk

# Help
board-help-title = Help
board-help-book-editors = Editors’ handbook
board-help-book-coordinators = Coordinators’ handbook
board-help-handbook = Two handbooks show every task with pictures. This page sums up the states and the keys.
board-help-stages = Stages of the newest edition
board-help-stages-text = Readers do not see stages. Each save leads the newest edition back to “being written”.
board-help-states = States on the portal
board-help-states-text = This is what readers see. What was public once never becomes a draft again.
board-help-meaning = It means
board-help-next = Then
board-help-nothing-next = Nothing follows
board-help-stage-writing = Somebody works on it. Readers see nothing new.
board-help-stage-submitted = Handed in; a second person is to read it.
board-help-stage-returned = Returned by the reviewer, with a remark on what to mend.
board-help-stage-scheduled = Approved; it goes live by itself at its hour.
board-help-stage-settled = The newest edition is what readers got last.
board-help-state-draft = Never published. No reader sees it.
board-help-state-published = Everybody can see it.
board-help-state-withdrawn = No longer on the portal. Its address gives the day and the reason.
board-help-state-consolidated = Merged into another entry. Its address leads there.
board-help-state-error = Should never have been public. Its address says so, with the day and the reason.
board-help-keys = Keys while writing
board-key-save = Save
board-key-bold = Bold
board-key-emphasis = Emphasis
board-key-link = Insert a link
board-key-undo = Undo
board-key-redo = Redo
board-key-keys = See every key
