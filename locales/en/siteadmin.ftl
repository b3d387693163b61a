# The desk: the whole site – menu, footer, front page, sections, tags, reusable blocks, redirects, settings.
siteadmin-title = Whole site
siteadmin-tab-overview = Overview
siteadmin-tab-menu = Menu and footer
siteadmin-tab-menu-text = The items at the top of every page, and the columns of links in the footer.
siteadmin-tab-front = Front page
siteadmin-tab-front-text = Which parts the front page shows, in which order; which stories are pinned.
siteadmin-tab-sections = Sections
siteadmin-tab-sections-text = How the news is divided. Merge or rename, and old addresses still open.
siteadmin-tab-tags = Tags
siteadmin-tab-tags-text = Tie together stories on one subject, whatever their section.
siteadmin-tab-blocks = Reusable blocks
siteadmin-tab-blocks-text = A passage kept in one place and shown in many entries: opening hours, contacts.
siteadmin-tab-redirects = Redirects
siteadmin-tab-redirects-text = Addresses of the old portal lead to today’s pages.
siteadmin-tab-settings = Settings
siteadmin-save = Save
siteadmin-add = Add
siteadmin-back = Back
siteadmin-saved = Saved. Readers see the change at once.
siteadmin-done = Saved.
siteadmin-undone = Put back as it was.
siteadmin-merged = Merged.
siteadmin-removed = Deleted.
siteadmin-imported = The redirects have been taken in.
siteadmin-last = { $name } last changed the site’s settings at { $time }.
siteadmin-refused = Not done
siteadmin-clash = { $name } changed this part at { $time }, after you opened the page. Your version stands below and is not saved; press Save again to put it in place of theirs.
siteadmin-in-use = This is still in use: content belongs to it, or a role is limited to this section. Move those first.
siteadmin-taken = That name is taken.
siteadmin-missing = This was not found; somebody may just have deleted or merged it.

# What must be mended
siteadmin-undo-clash = This part was changed again after that change, so it cannot be taken back. What stands there now is kept.
siteadmin-fault-no-language = A site needs at least one language.
siteadmin-fault-no-name = The site’s name in its main language must not be empty.
siteadmin-fault-menu-twice = An item stands twice in the menu.
siteadmin-fault-name-same = The wrong and the right form are the same.
siteadmin-fault-slug = The word in an address has only lower-case letters without marks, digits and hyphens.
siteadmin-fault-slug-twice = Another one has this word in its address.
siteadmin-fault-key-twice = There is one with this key already.
siteadmin-fault-name = The name must not be empty.
siteadmin-fault-block-body = A reusable block holds no pictures, files or other reusable blocks.
siteadmin-fault-block-empty = The block has no text yet.
siteadmin-fault-block-text = This text cannot be read; look at its links and signs again.

# Menu and footer
siteadmin-menu = Menu
siteadmin-menu-none = The menu has no items
siteadmin-menu-none-text = Add the first one below: a list of the site or a page.
siteadmin-column = Footer, column { $number }
siteadmin-column-named = Footer, column { $number }: { $name }
siteadmin-column-name = Heading
siteadmin-column-empty = The column has no items yet.
siteadmin-column-left = Move column forward
siteadmin-column-right = Move column back
siteadmin-column-remove = Remove this column
siteadmin-column-add = Add a footer column
siteadmin-remove = Remove { $name }
siteadmin-add-title = Add an item
siteadmin-add-place = Add to
siteadmin-add-list = List of the site
siteadmin-add-list-button = Add the list
siteadmin-add-entry = Add
siteadmin-find = Find a published page or article
siteadmin-find-hint = Type some words of its title, with or without marks.
siteadmin-find-button = Find
siteadmin-find-none = Nothing published has “{ $q }” in its title.
siteadmin-target-list = list of the site
siteadmin-target-missing = no longer there
siteadmin-target-hidden = not public: readers do not see it

# Front page
siteadmin-front-blocks = Parts of the front page
siteadmin-front-blocks-hint = A part that is not ticked is not shown; nor is one that has nothing to show.
siteadmin-front-lead = Head of the page
siteadmin-front-soon = Coming soon
siteadmin-front-news = News
siteadmin-front-band = Stories of the land
siteadmin-front-media = Pictures and video
siteadmin-front-visits = Visits
siteadmin-front-chosen = What is chosen
siteadmin-slot-lead = Head of the page
siteadmin-slot-lead-none = Nothing chosen: the newest article stands there.
siteadmin-slot-band = Stories of the land
siteadmin-slot-band-none = Nothing chosen: the band is not shown.
siteadmin-slot-album = Album shown first
siteadmin-slot-album-none = Nothing chosen: the newest album comes first.
siteadmin-slot-video = Video shown first
siteadmin-slot-video-none = Nothing chosen: the newest video comes first.
siteadmin-slot-clear = Take away
siteadmin-put-lead = To the head of the page
siteadmin-put-band = Into the band
siteadmin-put-album = Show first
siteadmin-put-video = Show first
siteadmin-put-pinned = Pin to the news
siteadmin-pinned = Pinned news
siteadmin-pinned-none = No news is pinned: they stand by day of publication.
siteadmin-unpin = Unpin { $name }
siteadmin-front-find = Choose content

# Sections and tags
siteadmin-uses = { $count ->
    [0] used by nothing
    [one] used by { $count } entry
   *[other] used by { $count } entries
 }
siteadmin-uses-show = Show them
siteadmin-used = In use
siteadmin-order-save = Save the order
siteadmin-sections-none = No sections yet
siteadmin-sections-none-text = Sections divide the news; each article belongs to one.
siteadmin-tags-none = No tags yet
siteadmin-tags-none-text = Tags join content of any kind about the same matter.
siteadmin-section-new = Add a section
siteadmin-tag-new = Add a tag
siteadmin-new-hint = The word in its address is made from the name; it can be changed afterwards.
siteadmin-name = Name
siteadmin-slug = Address – { $language }
siteadmin-slug-hint = When the address changes, the old one leads to the new one by itself.
siteadmin-about = One sentence about it
siteadmin-former = Former addresses that lead here
siteadmin-merge-title = Merge into another
siteadmin-merge-into = Merge into
siteadmin-merge-look = See what would change
siteadmin-merge-said = “{ $from }” goes into “{ $into }” and is no more. What is public stays public as it is.
siteadmin-merge-count = entries change, drafts too
siteadmin-merge-live = of these are public
siteadmin-merge-there = entries of “{ $name }” now
siteadmin-merge-moves = Addresses that will lead on
siteadmin-merge-undo = A merger can be undone.
siteadmin-merge-undo-text = Content and addresses go back to where they were. What editors have moved elsewhere since stays there.
siteadmin-merge-do = Merge
siteadmin-delete = Delete
siteadmin-delete-ask = Delete “{ $name }”?
siteadmin-delete-used = Content belongs to it, so it cannot be deleted. Merge it into another.

# Reusable blocks
siteadmin-blocks-none = No reusable blocks yet
siteadmin-blocks-none-text = A reusable block is a text kept in one place and shown in many, such as opening hours or how to reach you; change it once and every page follows.
siteadmin-block-new = Add a reusable block
siteadmin-block-begin = Write a new block
siteadmin-block-name = Name of the block
siteadmin-block-name-hint = Only people at the desk see this name.
siteadmin-block-body = Text – { $language }
siteadmin-block-hint = It holds no pictures, files or other reusable blocks.
siteadmin-block-empty = no text yet
siteadmin-block-ask = { $count ->
    [one] { $count } entry shows this block. If it is public, readers see the change at once.
   *[other] { $count } entries show this block. Where they are public, readers see the change at once.
 }
siteadmin-block-uses = What changes with it
siteadmin-block-unused = Nothing shows this block yet.
siteadmin-block-live = public
siteadmin-block-gaps = Entries show this block in { $languages }, but the block has no text in that language, so nothing appears there.
siteadmin-block-editions = Saved editions
siteadmin-block-delete-used = Content shows this block, so it cannot be deleted.

# Redirects
siteadmin-from = From
siteadmin-from-hint = What follows the host’s name, such as /old-news or /default.aspx?id=7.
siteadmin-to = To
siteadmin-to-hint = An address of this site, or the whole address https://… of another.
siteadmin-kind = Kind
siteadmin-permanent = For good
siteadmin-temporary = For now
siteadmin-note = Note
siteadmin-redirect-new = Add a redirect
siteadmin-redirect-sure = Look at this before you save
siteadmin-redirect-anyway = Save all the same
siteadmin-redirect-list = Redirects
siteadmin-redirect-q = Find in addresses and notes
siteadmin-redirect-none = No redirects
siteadmin-redirect-none-text = A redirect leads whoever follows an address of a former portal to the page of today. It is followed only where no page stands.
siteadmin-redirect-export = Download as CSV
siteadmin-redirect-import = Take in many redirects
siteadmin-redirect-table = Paste the table here
siteadmin-redirect-table-hint = One redirect a line: from, to, kind (permanent or temporary), note. Paste it from a spreadsheet or a CSV file. Nothing is saved at this step.
siteadmin-redirect-look = Look first
siteadmin-redirect-no-path = The former address must begin with one /.
siteadmin-redirect-ours = The program itself uses this address.
siteadmin-redirect-no-target = The target must be an address of this site or a whole address that begins with https://.
siteadmin-redirect-no-kind = The kind is permanent or temporary.
siteadmin-redirect-no-columns = This line lacks the column of the target.
siteadmin-redirect-loop = This redirect goes round in a circle.
siteadmin-redirect-live = A page stands at this address.
siteadmin-redirect-twice = This address stands twice in the table.
siteadmin-redirect-replaces = This address leads to { $to } now; saving replaces that.
siteadmin-redirect-chain = The target is a redirect itself; better lead straight to the last page.
siteadmin-redirect-elsewhere = The target is outside this site.
siteadmin-look-title = Redirects before they are taken in
siteadmin-look-added = Added
siteadmin-look-changed = Replaced
siteadmin-look-same = Already there
siteadmin-look-refused = Refused
siteadmin-look-effect = Result
siteadmin-look-remarks = Remarks
siteadmin-look-none = The table has no lines
siteadmin-look-none-text = Go back and paste the table into the field.
siteadmin-look-take = { $count ->
    [one] Take in { $count } redirect
   *[other] Take in { $count } redirects
 }

# Settings
siteadmin-site-name = Name of the site
siteadmin-tagline = Line under the name
siteadmin-publisher = Publishing body
siteadmin-publisher-hint = It stands at the foot of every page.
siteadmin-languages = Languages
siteadmin-language-main = Main language: { $language }. It cannot be changed here, because the site’s addresses begin with it.
siteadmin-language-more = Add a language
siteadmin-language-none = None
siteadmin-language-hint = Pages of a new language open from the program’s next start on.
siteadmin-names = Standard names
siteadmin-names-text = Wrong and right ways to write proper names; the writing page warns when it meets a wrong one.
siteadmin-names-label = One a line: wrong = right
siteadmin-names-hint = For example: Tây Yên tử = Tây Yên Tử. The checks of a text point out what is written wrong.
siteadmin-names-save = Save standard names
siteadmin-names-line = Line { $line } is not of the form: wrong = right.
