"""Measures how long the desk's dashboard of visits takes over three years and ten thousand entries, and writes
its part of docs/BENCHMARKS.md.

    make bench-dashboard            about three minutes

The days are written into the database from here: the program itself has no command that makes up figures. Not for
counting and folding: counting.py.
"""

import datetime
import sqlite3
import time
import urllib.request

import report
from servers import ALL_CORES, generate, mocban
from uploads import sign_in

ENTRIES = 10_000
DAYS = 1_096
VIEWS_A_DAY = 5_000
LANGUAGES = (("vi", 0.8), ("en", 0.2))
SOURCES = 60
COUNTRIES = ("VN", "KR", "JP", "US", "CN", "LA", "FR", "DE", "AU", "TW", "SG", "TH", "GB", "RU", "CZ", "")
DEVICES = ("phone", "desktop", "tablet", "other")
ASKED = 15
PERIODS = {
    "7 days": "period=7",
    "30 days": "period=30",
    "90 days": "period=90",
    "the year so far": "period={year}",
    "the three years": "from={first}&to={today}",
}


def days(today):
    return [today - datetime.timedelta(back) for back in range(DAYS - 1, -1, -1)]


def zipf(count):
    """Shares of the n-th of so many, of which it has 1/n as much as the first."""
    whole = sum(1 / place for place in range(1, count + 1))
    return [1 / place / whole for place in range(1, count + 1)]


def fill(data, today):
    """Writes three years of days, as folding would have written them."""
    db = sqlite3.connect(data / "mocban.db")
    entries = [number for (number,) in db.execute("select id from entry order by id limit ?", (ENTRIES,))]
    shares = zipf(len(entries))
    db.execute("pragma synchronous = off")
    for at, day in enumerate(days(today)):
        text, month = day.isoformat(), day.strftime("%Y-%m")
        rows, views = [], 0
        for place, (entry, share) in enumerate(zip(entries, shares)):
            for language, part in LANGUAGES:
                # Most entries are read on some days only.
                read = int(VIEWS_A_DAY * share * part + ((at * 7_919 + place * 104_729) % 1_000) / 1_000)
                if read:
                    rows.append((text, entry, language, read))
                    views += read
        db.executemany("insert into visits_entry_day (day, entry_id, language, views) values (?, ?, ?, ?)", rows)
        db.executemany(
            "insert into visits_entry_month (month, entry_id, language, views) values (?, ?, ?, ?) "
            "on conflict (month, entry_id, language) do update set views = views + excluded.views",
            [(month, *row[1:]) for row in rows],
        )
        db.execute(
            "insert into visits_day (day, views, visits, visitors, refused, closed_at) values (?, ?, ?, ?, ?, ?)",
            (text, views, views // 2, views // 3, views // 4, None if day == today else 1),
        )
        facets(db, text, views)
    sources = [(number, "site", f"site-{number}.vn") for number in range(1, SOURCES + 1)]
    db.executemany("insert into visits_source (id, class, name) values (?, ?, ?)", sources)
    db.commit()
    freeze(db, today)
    db.close()


def facets(db, day, views):
    values = {
        "language": [name for name, _ in LANGUAGES],
        "source": [str(number) for number in range(1, SOURCES + 1)],
        "country": COUNTRIES,
        "device": DEVICES,
    }
    for facet, keys in values.items():
        rows = [(day, facet, key, int(views * share) + 1) for key, share in zip(keys, zipf(len(keys)))]
        db.executemany("insert into visits_facet_day (day, facet, facet_key, views) values (?, ?, ?, ?)", rows)
        db.executemany(
            "insert into visits_sketch (day, facet, facet_key, visitors, sketch) values (?, ?, ?, ?, '')",
            [(day, facet, key, read // 2) for _, _, key, read in rows],
        )


def freeze(db, today):
    """Months that are over, with the sums that freezing writes."""
    db.execute(
        "insert into visits_month (month, views, visits, visitors, digest, frozen_at) "
        "select substr(day, 1, 7), sum(views), sum(visits), sum(visitors), '', 1 from visits_day "
        "where day < ? group by 1",
        (today.replace(day=1).isoformat(),),
    )
    db.execute(
        "insert into visits_facet_month (month, facet, facet_key, views, visitors) "
        "select substr(f.day, 1, 7), f.facet, f.facet_key, sum(f.views), sum(min(f.views, coalesce(k.visitors, 0))) "
        "from visits_facet_day f left join visits_sketch k "
        "on k.day = f.day and k.facet = f.facet and k.facet_key = f.facet_key "
        "where substr(f.day, 1, 7) in (select month from visits_month) group by 1, 2, 3"
    )
    db.commit()


def opened(server, cookie, query):
    """Milliseconds until the whole page is there, each time it is asked."""
    waits = []
    for _ in range(ASKED):
        request = urllib.request.Request(f"{server.address}/desk/visits?{query}", headers={"Cookie": cookie})
        begun = time.perf_counter()
        with urllib.request.urlopen(request) as answer:
            size = len(answer.read())
        waits.append((time.perf_counter() - begun) * 1000)
        if size < 10_000:
            raise SystemExit(f"{query}: that is no dashboard")
    return sorted(waits)


def measure(folder):
    # The demo site's days are Việt Nam's.
    today = datetime.datetime.now(datetime.timezone(datetime.timedelta(hours=7))).date()
    data = folder / "data"
    generate(ENTRIES, data, folder)
    begun = time.monotonic()
    fill(data, today)
    print(f"three years written in {time.monotonic() - begun:.0f} s")
    server = mocban(data, folder, ALL_CORES)
    try:
        server.settle()
        cookie = sign_in(server.port, data, folder)
        first = today - datetime.timedelta(DAYS - 1)
        said = {name: query.format(year=today.year, first=first, today=today) for name, query in PERIODS.items()}
        return {name: opened(server, cookie, query) for name, query in said.items()}
    finally:
        server.end()


if __name__ == "__main__":
    report.alone(lambda folder: report.dashboard(measure(folder), ENTRIES, DAYS, VIEWS_A_DAY))
