# What the desk's script shows: editor, drafts, uploads. The server writes this whole file into the page;
# [name] is what the script fills in.
editor-close = Close
editor-cancel = Cancel
editor-insert = Insert
editor-remove = Remove
editor-retry = Try again
editor-save = Save
editor-copied = Copied
editor-show-password = Show password
editor-selected = [count] selected
editor-count-over = [over] characters over the limit of [max].

# Toolbar
editor-toolbar = Writing tools
editor-heading-two = Heading
editor-heading-three = Subheading
editor-heading-four = Minor heading
editor-paragraph = Paragraph
editor-bold = Bold
editor-emphasis = Emphasis
editor-link = Link
editor-bullets = Bulleted list
editor-numbers = Numbered list
editor-quote = Quotation
editor-picture = Picture
editor-insert-menu = Insert
editor-lunar = Lunar date
editor-undo = Undo
editor-redo = Redo
editor-help = Keyboard shortcuts
editor-table = Table
editor-embed = Article, album or video of this site
editor-file = File to download
editor-fact-box = Fact box
editor-reusable = Reusable block
editor-rule = Rule
editor-row-above = Add row above
editor-row-below = Add row below
editor-column-left = Add column to the left
editor-column-right = Add column to the right
editor-align-left = Align column left
editor-align-center = Centre column
editor-align-right = Align column right
editor-delete-row = Delete row
editor-delete-column = Delete column
editor-delete-table = Delete table

# Keys
editor-indent = One level in; in a table: next cell
editor-outdent = One level out; in a table: previous cell
editor-line-break = New line within the paragraph
editor-move-up = Move block up
editor-move-down = Move block down
editor-paste-plain = Paste words only
editor-to-toolbar = Go to the toolbar
editor-help-signs = Typed at the start of a paragraph, then a space
editor-help-mac = On a Mac, use Cmd for Ctrl and Option for Alt.
editor-keys-hint = Press Alt+F10 for the toolbar, Ctrl+/ for keyboard shortcuts.

# Empty places
editor-hint-body = Write here, or paste from Word
editor-hint-source = Who said it, or where it stands (optional)
editor-hint-fact-title = Title of the fact box
editor-hint-heading = Heading

# Links and entries
editor-link-address = Address
editor-link-hint = A web page or an e-mail address, for example https://example.vn
editor-link-set = Set link
editor-link-remove = Remove link
editor-link-wrong = This address cannot be used. A web page (http, https), an e-mail address or an entry of this site is accepted.
editor-link-entry = Or choose an entry of this site
editor-search = Search
editor-search-found = Found: [count]
editor-search-none = Nothing found. Try another word, or fewer words.
editor-search-failed = The server did not answer. Try again in a few minutes.

# Pictures, files, blocks
editor-picture-caption = Caption
editor-picture-alt = Description for people who cannot see it
editor-picture-alt-missing = The picture needs a description before it is submitted
editor-picture-no-alt = No description yet
editor-picture-lost = The picture [file] is not in this entry. Upload it or choose it from the library.
editor-picture-upload = Upload a picture
editor-file-upload = Upload a file
editor-file-label = Name shown to readers
editor-reusable-note = Reusable block: changed in one place, for every entry
editor-kept = This block cannot be edited here; its content is kept as it is
editor-pictures-left = Pictures not pasted: [count]
editor-pictures-left-why = Pictures are uploaded to the library with a description and a credit. They are not taken from other sites.

# Lunar date
editor-lunar-day = Solar date

# Old encodings
editor-legacy-found = This text looks typed in the old encoding [encoding]
editor-legacy-apart = Letters and marks are stored apart ([encoding])
editor-legacy-why = Compare the two samples. Nothing is converted unless you say so.
editor-legacy-before = As it is
editor-legacy-after = Converted
editor-legacy-convert = Convert to composed Unicode
editor-legacy-leave = Leave as it is
editor-editor-failed = The editor could not be opened. The text is intact in the field below and can be saved.

# Drafts
editor-status-saving = Saving draft
editor-status-saved = Draft saved [time]
editor-status-offline = Draft kept on this computer
editor-status-failed = Draft not saved
editor-offline = The server cannot be reached
editor-offline-why = What you write is kept on this computer and sent again when the connection is back. You need not do anything.
editor-failed = The server did not take the draft
editor-failed-why = What you write is kept on this computer.
editor-clash = Someone else has saved another version of this entry
editor-clash-why = What you wrote is kept. When you save, both versions are shown side by side to choose from.
editor-clash-see = Open the version just saved
editor-held = You have a newer draft, kept from elsewhere
editor-held-why = What you write here is kept on this computer and does not overwrite that draft.
editor-held-see = Open that draft
editor-signed-out = Your session has ended
editor-signed-out-why = Sign in again in another tab, then come back; your text is kept here.
editor-sign-in = Open the sign-in page
editor-restore = This computer holds writing of [time] that never reached the server
editor-restore-why = Restore it to go on writing, or discard it.
editor-restore-take = Restore
editor-restore-drop = Discard
editor-restore-part = Restored. The form no longer has a field for these words; copy them if you need them:

# Uploads
editor-upload = Upload
editor-upload-waiting = Waiting
editor-upload-waiting-net = Waiting for the connection
editor-upload-percent = [percent] %
editor-upload-going = [name]: [percent] %
editor-upload-done = Received
editor-upload-checking = Checking
editor-upload-known = Already in the library
editor-upload-put-back = Taken back out of the bin
editor-upload-replaced = Replaced
editor-upload-tidy = Clear this list
editor-upload-failed = Not sent. Try again.
editor-upload-search = The file is in the library. Search for its name below.
editor-upload-total = Files received: [done] of [count].
editor-upload-refused-count = Not accepted: [count].

# Passkeys
editor-passkey-known = This device already has a passkey
editor-passkey-failed = The passkey could not be used. Try again, or sign in with your password.

# Lists, rows, focal point, captions
editor-moved = [name]: place [place] of [count]
editor-row-added = Row [number] added
editor-row-removed = Row [number] removed
editor-focal = Set the focal point: press on the picture or use the arrow keys
editor-focal-at = [x] % from the left, [y] % from the top
editor-poster-now = Second [seconds] is taken
editor-poster-pick = Choose a poster
editor-cue-add = Add a caption here
editor-cue-added = Caption added at [time]
editor-cue-text = Words of caption
editor-cue-start = Start
editor-cue-end = End
editor-cue-now = Take the time of the video
editor-cue-play = Play caption
editor-cue-count = Captions: [count].
editor-cue-wrong = To be corrected: [count].
editor-cue-bad-time = This is not a time. Write it as 00:01:02.500.
editor-cue-ends-before = The end must come after the start.
editor-cue-overlaps = Overlaps another caption in time.
editor-cue-empty = No words yet; an empty caption is not saved.
