rankings-title = International rankings
rankings-lead = Where Viet Nam stands, out of how many, in which index and which edition. What has not been checked says so.
rankings-by = { $publisher }, { $cadence }.
rankings-latest = edition { $edition }
rankings-won = · up { $places } { $places ->
    [one] place
   *[other] places
}
rankings-lost = · down { $places } { $places ->
    [one] place
   *[other] places
}
rankings-chart = Line chart: Viet Nam's rank in the { $name }. Lower numbers are better and stand higher. All figures are in the table of this page.
rankings-missing = { $edition }: none
rankings-not-joined = The two parts are not joined and not compared.
rankings-without = No rank known yet: { $editions }.
rankings-hollow = Hollow marks: not checked yet.
rankings-table-link = See the table
rankings-none = No index has been recorded yet.
rankings-unknown = No rank found
rankings-unknown-text = These indexes are followed, but no published figure for Viet Nam was found yet.
rankings-how = How to read them
rankings-how-text = A rank always comes with the number of countries ranked: 47 of 105 and 53 of 193 do not say the same. Where an index changes its method or scope, its line breaks. The year is the publisher's name of the edition, not the year of the news.
rankings-csv = Download as CSV
rankings-publisher = Publisher
rankings-basis = Rests on
rankings-since = Since
rankings-unit = Score in
rankings-read = How to read it
rankings-rank-lower = Rank: lower is better.
rankings-score-higher = Score: higher is better.
rankings-score-lower = Score: lower is better.
rankings-score-higher-in = Score ({ $method }): higher is better.
rankings-score-lower-in = Score ({ $method }): lower is better.
rankings-unit-points-100 = points, from 0 to 100
rankings-unit-index-1 = an index from 0 to 1
rankings-unit-score-7 = a score from 1 to 7
rankings-unit-usd-billion = thousand million US dollars
rankings-unit-destinations = destinations that ask for no visa beforehand
rankings-unit-none = no score is published
rankings-no-rank = No rank of Viet Nam in this index was found yet.
rankings-no-edition = No edition has been recorded yet.
rankings-editions = Editions
rankings-edition = Edition
rankings-rank = Rank
rankings-out-of = Out of
rankings-score = Score
rankings-method = Method
rankings-checked = Checked
rankings-note = Note
rankings-not-found = none
rankings-not-known = –
rankings-checked-yes = Read at its source
rankings-checked-no = Not checked yet
rankings-break = The method changed: editions above and below are not compared
rankings-wrong-method = Choose a method of this index.
rankings-wrong-rank = Give a whole number from 1 to 300, or leave it empty if it is not known.
rankings-wrong-above = A rank cannot be greater than the number of countries ranked.
rankings-wrong-score = Give the score in digits with a point for decimals, such as 33.8.
rankings-wrong-day = The day it was read cannot lie ahead.
rankings-wrong-source = Name the source that was read, since the figure is marked as checked.
rankings-wrong-label = Name the edition as 2024, 2021-Q4 or 2023-07.
rankings-wrong-publisher = Say who publishes the ranking.
rankings-wrong-name = Give the ranking a name in one language at least.
rankings-wrong-methods = Give one method at least, each with a key of its own in lower-case letters without marks, digits and hyphens.
rankings-wrong-copy = The copy is empty. Send the file of the page at the source, such as its PDF or HTML.
rankings-copy = The portal keeps a copy of the source, { $day }; SHA-256:
