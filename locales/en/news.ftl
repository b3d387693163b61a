# News: lists, the story, the print version.
news-title = News
news-about = News from the publishing body on festivals, heritage, tourism and external information.
news-section = Section
news-all = All
news-year = Year
news-tag = Tag: { $name }
news-year-title = News of { $year }
news-feed = Follow
news-feed-text = Your feed reader tells you when a story is new. No account needed.
news-count = { $count ->
    [one] { $count } story
   *[other] { $count } stories
}
news-none = There is no story here yet
news-none-hint = New stories appear on this page as soon as they are published.
news-none-go = See all news

news-published = Published
news-updated = Updated
news-source = Source
news-author = By
news-views = Views
news-corrected = Corrected
news-languages = Languages
news-print = Print
news-share = Share
news-tags = Tags
news-related = Related
news-publisher = Published by
news-publisher-now = now { $name }
news-previous = Previous story
news-next = Next story
news-correction = Correction
news-address = Address of this page
news-back = Back to the story
news-print-now = Print this page
news-kind-news = Story
news-kind-festival = Festival
news-kind-gallery = Album
news-kind-video = Video
news-kind-factcheck = Fact check
news-kind-document = Document
news-kind-page = Page
