"""Measures what counting costs and how fast it is, and writes its part of docs/BENCHMARKS.md.

    make bench-counting             about four minutes

Three questions: how many pages fewer a server answers because it counts them, how many views a second are
folded from a ledger at once, and what memory a day of a million visitors takes that is folded minute by minute. Not for pages beside nginx: run.py.
"""

import json
import shutil
import subprocess

import report
from load import wrk
from servers import PROGRAM, SERVER_CORE, articles, fetch, generate, mocban, settings

# Pairs of runs, seconds a run; views, visitors and entries of the day that is folded.
WHOLE = {"pairs": 15, "seconds": 3, "day": (4_000_000, 1_000_000, 10_000)}
MINUTES = 24 * 60
QUICK = {"pairs": 2, "seconds": 1, "day": (100_000, 20_000, 200)}


def cost(folder, pairs, seconds):
    """Requests a second of one article, counted and not, in neighbouring runs."""
    servers = {}
    try:
        for name in ("on", "off"):
            data = folder / f"data-{name}"
            generate(50, data, folder)
            servers[name] = mocban(data, folder, SERVER_CORE, {"MOCBAN_COUNTING": name}, name)
        path = articles(servers["on"])[10]
        for server in servers.values():
            server.settle()
            fetch(server.address + path)
            wrk(server, [path], True, 1, folder)
        runs = {"on": [], "off": []}
        for pair in range(pairs):
            # Who goes first changes, so that what slows down over time falls on both.
            for name in ("on", "off") if pair % 2 else ("off", "on"):
                runs[name].append(wrk(servers[name], [path], True, seconds, folder)["rate"])
        counted = json.loads(fetch(f"{servers['off'].address}/api/visits"))["views"]["total"]
        if counted:
            raise SystemExit(f"the server that should not count has counted {counted} views")
        return [on / off for on, off in zip(runs["on"], runs["off"])]
    finally:
        for server in servers.values():
            server.end()


def fold(folder, folds, views, visitors, entries):
    """What `mocban visits measure` says of folding such a day's ledger in so many parts."""
    command = ["taskset", "-c", SERVER_CORE, str(PROGRAM), "visits", "measure"]
    command += ["--views", str(views), "--visitors", str(visitors), "--entries", str(entries), "--folds", str(folds)]
    command += ["--data", str(folder / "measure")]
    said = subprocess.run(command, capture_output=True, text=True, check=True, env=settings()).stdout
    shutil.rmtree(folder / "measure")
    result = json.loads(said)
    if result["views"] != views:
        raise SystemExit(f"{result['views']} of {views} views were folded")
    return result


def measure(folder, much):
    ratios = cost(folder, much["pairs"], much["seconds"])
    return {**much, "cost": ratios, "folds": [fold(folder, 1, *much["day"]) for _ in range(3)],
            "lived": fold(folder, MINUTES, *much["day"])}


if __name__ == "__main__":
    report.alone(lambda folder: report.counting(measure(folder, WHOLE)))
