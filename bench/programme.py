"""Measures how long the action programme's pages take with 34 bodies, 200 measures and 8 quarters, and writes its part
of docs/BENCHMARKS.md.

    make bench-programme            about three minutes

The programme is written by the program's own verbs (`mocban generate --programme`): plans, activities, steps, evidence.
Each page is made anew each time it is asked: readers' pages are kept once they are made, so each is asked for once only,
with another query, of another body or of another day. Not for the dashboard of visits: dashboard.py.
"""

import datetime
import re
import sqlite3
import subprocess
import time
import urllib.request

import report
from servers import ALL_CORES, PROGRAM, fetch, mocban, settings
from uploads import sign_in

ENTRIES = 1_000
SCALE = (34, 200, 8)
SEED = 7
ASKED = 15
PUBLIC = f"/vi/chuong-trinh/generated-{SEED}"
BOARD = f"/desk/programme?programme=generated-{SEED}"


def generate(data, folder):
    """Fills a portal; seconds it took."""
    begun = time.monotonic()
    scale = "x".join(str(one) for one in SCALE)
    command = [str(PROGRAM), "generate", "--entries", str(ENTRIES), "--programme", scale]
    command += ["--seed", str(SEED), "--data", str(data)]
    with open(folder / "generate.log", "wb") as log:
        subprocess.run(command, stdout=log, stderr=log, check=True, cwd=folder, env=settings())
    return time.monotonic() - begun


def counted(data):
    """How many rows there are, and a body that has handed in its plans."""
    db = sqlite3.connect(data / "mocban.db")
    many = {
        name: db.execute(f"select count(*) from programme_{name}").fetchone()[0]
        for name in ("plan", "activity", "step", "evidence")
    }
    key = f"generated-{SEED}"
    body = "select agency from programme_plan p join programme g on g.id = p.programme_id where g.key = ? limit 1 offset 3"
    (agency,) = db.execute(body, (key,)).fetchone()
    db.close()
    return many, agency


def opened(server, addresses, cookie=None):
    """Milliseconds until each whole page is there."""
    waits = []
    for address in addresses:
        headers = {"User-Agent": "Mozilla/5.0", **({"Cookie": cookie} if cookie else {})}
        request = urllib.request.Request(server.address + address, headers=headers)
        begun = time.perf_counter()
        with urllib.request.urlopen(request) as answer:
            size = len(answer.read())
        waits.append((time.perf_counter() - begun) * 1000)
        if size < 5_000:
            raise SystemExit(f"{address}: that is no page of a programme")
    return sorted(waits)


def measure(folder):
    data = folder / "data"
    seconds = generate(data, folder)
    many, agency = counted(data)
    print(f"{many} written in {seconds:.0f} s")
    server = mocban(data, folder, ALL_CORES)
    try:
        coordinator = sign_in(server.port, data, folder, role="coordinator")
        officer = sign_in(server.port, data, folder, role="editor", agency=agency)
        text = fetch(server.address + PUBLIC).decode()
        bodies = sorted(set(re.findall(rf'href="({PUBLIC}/co-quan/[^"]+)"', text)))
        tasks = sorted(set(re.findall(rf'href="({PUBLIC}/nhom-nhiem-vu/\d+)"', text)))
        past = [datetime.date.today() - datetime.timedelta(30 * back) for back in range(1, ASKED + 1)]
        waits = {
            "the public page, today": opened(server, [f"{PUBLIC}?{number}" for number in range(ASKED)]),
            "the public page, on a day in the past": opened(server, [f"{PUBLIC}?ngay={day}" for day in past]),
            "a task's page": opened(server, tasks[:ASKED]),
            "a body's page": opened(server, bodies[:ASKED]),
            "the coordinator's board": opened(server, [BOARD] * ASKED, coordinator),
            "an agency's own desk": opened(server, [BOARD] * ASKED, officer),
        }
        return waits, many
    finally:
        server.end()


if __name__ == "__main__":
    report.alone(lambda folder: report.programme(*measure(folder), SCALE))
