# The form of an entry: labels, hints, what to mend.
form-title = Title
form-lead = Lead
form-lead-hint = One or two sentences with the main point. Lists and search results show about the first 200 characters whole.
form-slug = Address
form-slug-hint = Lower-case letters without accents, digits and hyphens. Left empty, it is made from the title. When a published entry moves, its old address leads to the new one.
form-body = Text
form-body-hint = Write in Markdown: ## for a heading, ** around bold words, a hyphen at the start of a line for a list.
form-publication = Publisher and tags
form-publisher = Published by
form-publisher-hint = Everything published names the body that answers for it.
form-tags = Tags
form-tags-none = The site has no tags yet.
form-lead-picture = Picture at the title
form-own = About this entry
form-choose = Choose
form-none = None
form-yes = Yes
form-no = No
form-nothing = Not given
form-agencies-now = At work today
form-agencies-before = Merged or renamed
form-original = Original ({ $language })
form-original-empty = The original says nothing here.
form-locked = Translators change the words of this language. Days, places and the like are the same in every language; editors change them.

# Pictures and files
form-pictures = Pictures
form-pictures-hint = Pictures are shown in this order.
form-pictures-none = This entry has no pictures yet.
form-picture-alt = Description for those who cannot see it
form-picture-alt-hint = Say in one sentence what the picture shows. Needed before publishing.
form-picture-caption = Caption
form-picture-credit = Made by
form-picture-licence = Licence
form-picture-licence-hint = For example: CC BY 4.0.
form-picture-taken-on = Taken on
form-picture-illustration = This is an illustration, not a photograph
form-picture-remove = Take this picture out of the entry
form-picture-add = Add a picture
form-media = Number of the file in the library
form-media-hint = The number stands on the file’s page in the library.
form-media-other = Take another file from the library
form-files = Attached files
form-files-none = This entry has no files besides its pictures.
form-file-add = Add a file
form-file-remove = Take this file out of the entry

# Articles
form-news-section = Section
form-news-source-url = Address of the source
form-news-source-url-hint = The whole address, beginning with https://
form-news-related = Related entries
form-news-related-hint = One a line, by kind and key, for example: festival/hoi-xuan-2026
form-news-author = Written by
form-news-source = Name of the source

# Festivals
form-festival-start = First day
form-festival-end = Last day
form-festival-province = Province that holds it
form-festival-place = Main place
form-festival-theme = Theme
form-festival-activity = Schedule
form-festival-activity-hint = A cancelled activity stays in the schedule as cancelled. When the hour or the place changes, or when it is cancelled, say what changed, why, and what there is instead.
form-festival-activity-one = Activity
form-festival-activity-add = Add an activity
form-festival-activity-name = Name of the activity
form-festival-activity-note = What visitors must know
form-festival-activity-group = Group
form-festival-activity-group-opening = Opening
form-festival-activity-group-main = Main activity
form-festival-activity-group-other = Other activity
form-festival-activity-group-closing = Closing
form-festival-activity-state = State
form-festival-activity-state-expected = Expected
form-festival-activity-state-confirmed = Confirmed
form-festival-activity-state-changed = Changed
form-festival-activity-state-cancelled = Cancelled
form-festival-activity-start = Begins
form-festival-activity-end = Ends
form-festival-activity-place = Place
form-festival-activity-picture = Picture
form-festival-organiser = Organising committee
form-festival-organiser-hint = Name bodies and posts, not private persons.
form-festival-organiser-one = Member
form-festival-organiser-add = Add a member
form-festival-organiser-role = Role
form-festival-organiser-post = Post that fills it
form-festival-organiser-agency = Body
form-festival-organiser-email = The body’s mail address
form-festival-organiser-url = The body’s website

# Albums
form-gallery-place = Place shown

# Videos
form-video-file = Film
form-video-poster = Opening frame
form-video-poster-hint = One of this entry’s pictures.
form-video-seconds = Length in seconds
form-video-silent = The film has no sound
form-video-recorded-on = Recorded on
form-video-captions = Captions
form-video-captions-hint = A WebVTT file in this language. Needed before publishing.

# Pages
form-page-role = What this page is for
form-page-role-hint = Each of these has a fixed place on the site.
form-page-role-about = About
form-page-role-contact = Contact
form-page-role-access = Accessibility statement
form-page-role-privacy = Privacy
form-page-role-culture = Culture
form-page-role-other = Something else

# What to mend: each says what is accepted
form-error-missing = Words are needed here.
form-error-not-chosen = Choose one from the list.
form-error-too-long = This is too long. It takes at most { $most } characters.
form-error-too-many = This list takes at most { $most } rows.
form-error-web-address = Write the whole address, beginning with https:// or http://, for example: https://example.gov.vn
form-error-mail = Write a mail address, for example: office@example.gov.vn
form-error-day = Write a day of the calendar, for example: 29/01/2020
form-error-time = Write a time from 00:00 to 23:59, for example: 20:00
form-error-time-without-day = There is a time but no day. Write the day too.
form-error-whole = Write a whole number from 0 to 999999999, in digits alone.
form-error-unknown = “{ $what }” is not in the list. Choose one that is.
form-error-no-picture = This entry has no picture “{ $what }”. Choose one of its pictures.
form-error-picture-taken = The picture “{ $what }” was taken out but is needed here. Choose another, or keep it.
form-error-no-file = This entry has no file “{ $what }” of the type needed here. Choose one of its files.
form-error-entry = “{ $what }” cannot be read. Write kind and key of the entry, for example: news/khai-hoi-xuan
form-error-slug = No address could be made. Write a few letters without accents, for example: spring-festival
form-error-media = The library has no file with the number { $what }. Choose the file again.
form-error-picture-not-chosen = There are words but no picture. Choose one from the library.
form-error-name-taken = This entry has another file named “{ $what }”. Rename the file and choose it again.
form-error-document = The text sent by the editor could not be read. What was saved is safe; try to save again.
form-error-in-body = In the text: { $what }
form-error-on-line = Line { $line } of the text: { $what }
form-error-refused = Nothing was saved, because something is not accepted: { $what }
