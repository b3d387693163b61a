# The desk's figures of visits.
figures-title = Figures of visits
figures-about = Added up from the same ledger as the public page. Sums only: there is no trace of any reader.
figures-public = See the public page
figures-tabs = Choose a period
figures-days-7 = 7 days
figures-days-30 = 30 days
figures-days-90 = 90 days
figures-this-month = This month
figures-this-year = This year
figures-from = From
figures-to = To
figures-against = Compared with
figures-against-before = The period before
figures-against-year = The same a year before
figures-against-none = Nothing
figures-compared = compared with { $period }
figures-earlier = Earlier
figures-later = Later
figures-wrong = This period cannot be shown.
figures-wrong-unclear = Write days as 2026-11-20, months as 2026-11, years as 2026. Below are the last 30 days.
figures-wrong-backwards = The last day must come after the first. Below are the last 30 days.
figures-wrong-ahead = This period has not come yet. Below are the last 30 days.
figures-wrong-long = At most ten years are shown at once. Below are the last 30 days.
figures-empty = No figures for this period yet
figures-empty-text = The portal counted on no day of this period. Figures appear as soon as the first reader opens a page.
figures-left-out = Left out
figures-left-out-note = { $refused } pages handed to machines, prefetches and editors; { $judged } taken out
figures-before = compared period: { $before }
figures-before-change = { $change }, compared period: { $before }
figures-before-none = no figures for the compared period
figures-days-counted = { $period }: counted on { $counted } of { $days } days. A day that was not counted is a gap, not a zero.
figures-corrected = The totals above include corrections; the tables below are as measured and may differ by just that.
figures-chart = Chart of page views, visits and visitors; all figures are in the table right below
figures-caption = Hatched bar: not finished, or days missing. Dotted: the portal did not count. Numbered fishtail: a note below.
figures-gap = not counted
figures-by-day = Figures by day
figures-by-week = Figures by week
figures-by-month = Figures by month
figures-by-year = Figures by year
figures-step-missing = { $days } days missing
figures-step-unfinished = not finished
figures-notes = Notes on the chart
figures-notes-none = No notes in this period
figures-notes-none-text = A dated sentence helps whoever looks later to see why a figure rose or fell.
figures-note-day-label = Day
figures-note-said = What happened
figures-note-add = Add note
figures-note-remove = Remove
figures-note-day = Choose a day such as 2026-11-20.
figures-noted = The note was added.
figures-note-removed = The note was removed.
figures-note-put-back = The note is back.
figures-entries = Most read
figures-entries-note = All languages together. Lists and the front page have lines of their own.
figures-sections = Sections
figures-sections-note = By the section an entry stands in now.
figures-languages = Languages
figures-countries = Countries
figures-countries-unknown = There is no list of countries. The operator names a file in the setting countries; nothing is asked of anybody.
figures-sources = Where from
figures-sources-note = Only the name of a host is kept, never a page's address. Visitors are estimated.
figures-devices = Devices
figures-campaigns = Campaign tags
figures-campaigns-none = Nobody came through an address tagged with utm_campaign.
figures-searches = Looked for in vain
figures-searches-note = The search was asked { $asked } times and found nothing { $vain } times. Words are kept only when three readers looked for them on one day.
figures-searches-none = No words that three readers of one day looked for in vain.
figures-none = No figures yet.
figures-estimated = Visitors are estimated, off by about 3%.
figures-name = Name
figures-key = Key
figures-address = Address
figures-times = Times
figures-was = Compared period
figures-visitors = Visitors (estimated)
figures-share = Share
figures-see = See the page
figures-rest = { $count } other lines: { $views }.
figures-total = Total: { $total }.
figures-csv = CSV
figures-csv-days = CSV by day
figures-files = Download the figures
figures-files-text = Every line of the period shown; totals equal those of this page.
figures-xlsx = XLSX spreadsheet
figures-json = JSON
figures-days = By day
figures-not-counted = Not counted
figures-taken-out = Taken out
figures-corrected-views = Corrected views
figures-corrected-visits = Corrected visits
figures-corrected-visitors = Corrected visitors
figures-weekly = A weekly letter of figures
figures-weekly-off = On Monday mornings the figures of the week before go to { $address }.
figures-weekly-on = The figures of the week before go to { $address } on Monday mornings. The button below ends that.
figures-weekly-no-mail = This portal has no mail server yet, so nothing is sent for now; the operator names one in the settings.
figures-weekly-ask = Send it to me
figures-weekly-end = Send no more
figures-weekly-asked = Noted. The first letter comes next Monday morning.
figures-weekly-ended = The weekly letter has ended.
figures-letter-subject = Figures of { $first } – { $last }: { $views } page views on { $site }
figures-letter =
    Dear { $name },

    From { $first } to { $last }, { $site } counted (the week before in brackets):

    Page views: { $views } ({ $viewsbefore })
    Visits: { $visits } ({ $visitsbefore })
    Visitors: { $visitors } ({ $visitorsbefore })
    Days counted: { $days } of 7

    Most read:

    { $list }

    All figures, with charts and files:
    { $link }

    Visitors are those of each day, added up: who comes on two days counts twice. The button at the foot of that page ends this letter.
figures-letter-entry = { $views } – { $title }
figures-letter-none = Nothing was read this week.
figures-former = Views at the former portal
figures-steps = The figures of the chart
