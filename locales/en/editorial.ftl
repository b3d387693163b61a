# What an entry lacks before it may be published.
editorial-no-publisher = names no publisher; everything published names the body that publishes it
editorial-unknown-picture = refers to a picture that is not in the entry's list of pictures
editorial-missing-file = is in the list of pictures, but there is no such file
editorial-no-title = has no title
editorial-bad-slug = a slug has only lower-case ASCII letters, digits and hyphens
editorial-no-alt = has no alternative text for those who do not see the picture
editorial-unknown-section = the section is not in the site's settings
editorial-unknown-tag = the tag is not in the site's settings
editorial-unknown-agency = the agency is not in the register of agencies
editorial-unknown-place = the place is not in the list of places
editorial-no-note = a changed or cancelled activity needs a sentence that says what changed and why
editorial-no-name = the activity has no name
editorial-wrong-order = the last day comes before the first
editorial-missing-video = there is no video file
editorial-missing-captions = there is no captions file
editorial-no-picture = the album has no picture

# What a body may not hold, when Markdown is read.
editorial-body-raw-html = HTML is not taken: { $what }
editorial-body-heading-level = a heading in the body has level 2 to 4, not { $what }
editorial-body-link-target = a link leads to entry:, https:, http: or mailto:, not to { $what }
editorial-body-link-without-words = a link needs words to press
editorial-body-picture-not-alone = a picture stands alone in its paragraph
editorial-body-picture-file = a picture is the name of a file of this entry, not { $what }
editorial-body-words-lost = these words have no place here: { $what }
editorial-body-code = code blocks are not taken
editorial-body-too-deep = lists and quotations are nested too deep
