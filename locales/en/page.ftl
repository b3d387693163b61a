# Standing pages: about, contact, accessibility, privacy.
page-others = Other pages
page-updated = Updated
page-publisher = Published by
page-publisher-now = now { $name }
page-correction = Correction
