# Words in addresses: ASCII, hyphenated, never changed once published.
path-news = news
path-festival = festivals
path-gallery = pictures
path-video = video
path-page = pages
path-organisers = organisers
path-visits = visits
path-search = search
path-rankings = rankings
path-section = section
path-tag = tag
path-year = year
path-print = print
path-days = days
path-calendar = calendar.ics
path-number = page
