# Words that stand on every page: header, menu, footer, shared parts, fault page.
web-locale = en_GB
web-skip = Skip to main content
web-breadcrumb = Where this page stands
web-front = Front page

web-search = Search
web-search-label = Search this portal
web-search-hint = Search news and festivals
web-menu = Menu
web-menu-all = All pages
web-theme-dark = Dark
web-theme-light = Light

web-publisher = Published by
web-reuse = Please name the source when you quote from this portal.
web-feed = Follow the news by Atom feed
web-carved = Carved at
web-promise-cookie = No cookies for readers
web-promise-third = Nothing sent to third parties

web-pages = Pages
web-page = Page
web-previous = Previous
web-next = Next
web-close = Close
web-copied = Link copied

web-drawing-by = Drawing: { $name }
web-photo-by = Photograph: { $name }

web-state-expected = Expected
web-state-confirmed = Confirmed
web-state-changed = Changed
web-state-cancelled = Cancelled
web-state-now = On now
web-state-over = Over

web-visits-online = Reading now
web-visits-today = Today
web-visits-week = This week
web-visits-month = This month
web-visits-year = This year
web-visits-total = In all
web-former-views = (former portal: { $count }, not added)

web-fault-404-title = There is no such page
web-fault-404-text = The address may have changed, the page may have been withdrawn, or the address holds a typing error.
web-fault-410-title = This was withdrawn
web-fault-410-text = The publisher took down what used to stand at this address. Everything else is open as usual.
web-fault-error-title = This was published in error
web-fault-error-text = What stood at this address was published by mistake and does not hold. Please do not quote it.
web-fault-ended = Taken down on { $date }.
web-fault-reason = Reason: { $reason }
web-fault-403-title = This page is not open to everyone
web-fault-403-text = You need a right given by the publishing body. The pages for readers are open as always.
web-fault-413-title = What was sent is too long
web-fault-413-text = The portal does not take a form of this length. Please go back, shorten it and send it again.
web-fault-429-title = Too many requests at once
web-fault-429-text = Please wait a minute and load the page again. It is still at the same address.
web-fault-500-title = The server has a fault
web-fault-500-text = The fault is ours, not yours. It has been recorded; please load the page again in a few minutes.
web-fault-503-title = The portal is being serviced
web-fault-503-text = This usually takes a few minutes. Please load the page again a little later.
web-fault-other-title = This page could not be opened
web-fault-other-text = The server did not understand or did not accept the request. Please go back and try again.
web-fault-search = Search for the page you need
web-fault-ways = Or go on from here
web-fault-code = Error code { $status }
web-fault-id = When you report this, please quote the number { $id }.
