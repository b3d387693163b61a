# Names of the parts of the menu and of the languages.
site-menu-news = News
site-menu-festival = Festivals
site-menu-gallery = Pictures
site-menu-video = Video
site-menu-document = Documents
site-menu-page = Pages
site-menu-factcheck = Fact checks
site-menu-method = How claims are checked
site-menu-corrections = Register of corrections
site-menu-organisers = Organisers
site-menu-agencies = Public bodies
site-menu-visits = Visits
site-menu-programme = Action programme
site-menu-rankings = International rankings
site-menu-search = Search
site-language-vi = Tiếng Việt
site-language-en = English
