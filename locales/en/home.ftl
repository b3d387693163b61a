# The front page.
home-schedule = See the schedule
home-schedule-past = Look back at the schedule
home-read = Read the story
home-calendar = Add to calendar
home-lead-past = Looking back
home-soon = Coming up
home-past = Looking back
home-festivals = Festival calendar
home-no-date = Date not announced
home-no-date-past = No date on record
home-news = News
home-news-all = All news
home-news-none = No news has been published yet
home-news-none-hint = The first story will appear here as soon as it is published.
home-media = Pictures and video
home-media-all = All albums
home-pictures = { $count ->
    [one] { $count } picture
   *[other] { $count } pictures
}
home-video = Video
home-visits = Visits
home-visits-how = How we count
home-band = Stories of the land
home-band-read = Read about the blocks
home-lunar-span = day { $day } to { $last }
