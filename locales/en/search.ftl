# Search.
search-title = Search
search-for = Results for “{ $query }”
search-hint = Vietnamese names may be typed with or without marks: “le hoi xuong giang” finds “lễ hội Xương Giang”.
search-count = { $count ->
    [one] { $count } result
   *[other] { $count } results
}
search-short = The search word is too short
search-short-hint = Please type at least two letters.
search-none = Nothing found for “{ $query }”
search-none-hint = Try fewer words, another name, or look through all news.
search-none-go = See all news
search-kind = Kind
search-kind-all = All
search-kind-news = News
search-kind-festival = Festivals
search-kind-gallery = Albums
search-kind-video = Video
search-kind-factcheck = Fact check
search-kind-document = Documents
search-kind-page = Pages
search-kind-programme = Action programme
search-ways = Or look by subject
