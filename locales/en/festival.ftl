festival-title = Festivals
festival-list-lead = Festivals of the province, each with its solar and its lunar date.
festival-years = Choose a year
festival-all-years = All years
festival-upcoming = Coming up and on now
festival-year = { $year }
festival-none-upcoming = No festival is coming up.
festival-none-upcoming-hint = As soon as organisers announce a schedule, the festival stands on this page.
festival-none-year = No festival of { $year } is recorded here.
festival-none-year-hint = The portal records only festivals with a clear source.
festival-see-all = See all years
festival-calendar-all = Add all festivals to a calendar

festival-until = Until { $date }
festival-until-expected = Expected through { $date }
festival-theme = Theme
festival-schedule = Schedule
festival-by-day = By day
festival-list = List
festival-view = Ways to see the schedule
festival-changes =
    { $count ->
        [one] { $count } change to the schedule
       *[other] { $count } changes to the schedule
    }
festival-no-date = Without a date
festival-no-date-why =
    { $count ->
        [one] The source names this activity without a date or time.
       *[other] The source names these { $count } activities without dates or times.
    }
festival-no-date-later = When the organisers announce them, this page will say so.
festival-nothing = The schedule has not been announced.
festival-nothing-hint = This page says as much as the organisers have announced.
festival-group-opening = Opening
festival-group-main = Main activities
festival-group-other = Other activities
festival-group-closing = Closing
festival-activities =
    { $count ->
        [one] { $count } activity
       *[other] { $count } activities
    }
festival-to = to
festival-grid = The days of the festival, one week a row
festival-legend-span = Expected within these days
festival-continues = continued

festival-follow = Follow
festival-follow-text = The calendar updates itself when a time changes or an activity is cancelled.
festival-follow-over = The festival is over. The calendar keeps its dates for reference.
festival-add-calendar = Add to calendar
festival-get-calendar = Get the calendar
festival-places = Venues
festival-organisers = Organisers
festival-organisers-all = Bodies and contacts
festival-published-by = Published by
festival-views = Views
festival-end-expected = { $date } (expected)

festival-days-title = { $title }: day by day
festival-place-through = { $place }, through { $date }
festival-through = through { $date }
festival-lunar-month = { $leap ->
    [yes] leap lunar month { $month }, year { $year }
   *[no] lunar month { $month }, year { $year }
}
festival-lunar-months = { $from } – { $to }
festival-calendar-name = { $site }: festivals
festival-calendar-summary = { $state }: { $name }
festival-calendar-lunar = Lunar calendar: { $date }
festival-calendar-lunar-span = Lunar calendar: { $from } to { $to }
