"""Measures the portal against nginx handing out the same pages as files, and writes docs/BENCHMARKS.md.

    make bench                      everything, about 30 minutes
    make bench BENCH=--quick        a minute, to see that it works; writes target/bench/quick.md

Everything happens on loopback, every loop has an end, every process is ended by its own id.
"""

import argparse
import json
import os
import signal
import statistics
import time

import counting
import report
import uploads
from load import CONNECTIONS, wrk
from servers import ROOT, SERVER_CORE, articles, fetch, generate, mocban, nginx, workplace

ROUNDS = 3


def total(server):
    return json.loads(fetch(f"{server.address}/api/visits"))["views"]["total"]


def counted(server, before, completed, limit=60):
    """Waits for the fold, then compares what was counted with what wrk completed."""
    begun = time.monotonic()
    seen = total(server)
    while time.monotonic() - begun < limit:
        time.sleep(1.2)
        now = total(server)
        if now == seen and now - before >= completed - CONNECTIONS:
            break
        seen = now
    # Answers under way when wrk stops are counted here and not there.
    if abs(seen - before - completed) > CONNECTIONS:
        raise SystemExit(f"counted {seen - before} views, but {completed} answers were completed")
    return seen - before


def pair(portal, files, case, seconds, folder):
    """A case measured alternately: portal, nginx, portal, nginx …"""
    ours, theirs, views, answers = [], [], 0, 0
    for _ in range(ROUNDS):
        before = total(portal)
        one = wrk(portal, case["paths"], case["packed"], seconds, folder)
        views += counted(portal, before, one["requests"])
        answers += one["requests"]
        ours.append(one)
        theirs.append(wrk(files, [named(path) for path in case["paths"]], case["packed"], seconds, folder))
    ratios = [a["rate"] / b["rate"] for a, b in zip(ours, theirs)]
    middle = lambda runs, key: statistics.median(run[key] for run in runs)
    row = {
        "case": case["name"],
        "packed": case["packed"],
        "ratio": statistics.median(ratios),
        "ratios": ratios,
        "views": views,
        "answers": answers,
        "ours": {key: middle(ours, key) for key in ("rate", "p50_ms", "p99_ms")},
        "theirs": {key: middle(theirs, key) for key in ("rate", "p50_ms", "p99_ms")},
        "bytes": [statistics.median(run["bytes"] / run["requests"] for run in runs) for runs in (ours, theirs)],
    }
    packing = "packed" if case["packed"] else "plain"
    print(f"  {case['name']}, {packing}: {row['ratio']:.2f}", flush=True)
    return row


def named(path):
    """The file that nginx hands out for a path: asked for by its own name, which is nginx at its best."""
    return "/front.html" if path == "/" else f"{path}.html"


def size(entries, seconds, folder):
    """Everything measured at one number of entries."""
    data = folder / f"data-{entries}"
    print(f"{entries} entries", flush=True)
    generated = generate(entries, data, folder)
    portal = mocban(data, folder, SERVER_CORE)
    files = None
    try:
        fresh = portal.memory()
        paths = articles(portal)
        # Looking at each page once also carves it: what is measured is printing.
        begun = time.monotonic()
        pages = {named(path): fetch(portal.address + path) for path in ["/", "/vi/tin-tuc", *paths]}
        carved = time.monotonic() - begun
        files = nginx(folder / "nginx", pages)
        cases = [
            {"name": "one article", "paths": [paths[len(paths) // 2]]},
            {"name": f"articles at random, {len(paths)} of them", "paths": paths},
            {"name": "the front page", "paths": ["/"]},
            {"name": "the list of news", "paths": ["/vi/tin-tuc"]},
        ]
        rows = [
            pair(portal, files, {**case, "packed": packed}, seconds, folder)
            for case in cases
            for packed in (True, False)
        ]
        return {
            "entries": entries,
            "articles": len(paths),
            "generated": generated,
            "carved_ms": 1000 * carved / len(pages),
            "rows": rows,
            "first_answer": [portal.first_answer, files.first_answer],
            "memory": {"fresh": fresh, "after": portal.memory(), "nginx": files.memory()},
        }
    finally:
        portal.end()
        if files:
            files.end()


def stop(_signal, _frame):
    raise SystemExit("stopped")


def main():
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--quick", action="store_true", help="short and small, to see that it works")
    asked.add_argument("--seconds", type=int, default=8, help="how long each run of wrk lasts")
    said = asked.parse_args()
    if (os.cpu_count() or 1) < 2:
        raise SystemExit("two cores are needed: one for the server, one for the load")
    signal.signal(signal.SIGTERM, stop)
    with workplace() as folder:
        seconds = 1 if said.quick else said.seconds
        sizes = [size(entries, seconds, folder) for entries in ((50, 200) if said.quick else (100, 10_000))]
        beside = uploads.measure(folder, 10, 5, 5) if said.quick else uploads.measure(folder)
        costs = counting.measure(folder, counting.QUICK if said.quick else counting.WHOLE)
    target = ROOT / ("target/bench/quick.md" if said.quick else "docs/BENCHMARKS.md")
    part = report.uploads(beside, uploads.RATE, uploads.SENDERS)
    target.write_text(f"{report.page(sizes, seconds, ROUNDS, CONNECTIONS)}\n{part}\n{report.counting(costs)}")
    print(f"wrote {target.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
