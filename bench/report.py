"""Writes what was measured as a page. Not for measuring: run.py."""

import datetime
import os
import pathlib
import statistics
import subprocess

from servers import ROOT, workplace


def machine():
    """The machine in general words."""
    kib = next(
        int(line.split()[1])
        for line in pathlib.Path("/proc/meminfo").read_text().splitlines()
        if line.startswith("MemTotal:")
    )
    return f"{os.cpu_count()} cores, {round(kib / 1024 / 1024)} GiB of memory, Linux on {os.uname().machine}"


def version():
    said = subprocess.run(["/usr/sbin/nginx", "-v"], capture_output=True, text=True, check=False)
    return said.stderr.strip().rpartition("/")[2] or "of Debian"


def table(rows):
    lines = [
        "| page | sent | mocban / nginx | <sub>requests/s</sub> | <sub>p50, ms</sub> | <sub>p99, ms</sub> | <sub>bytes an answer</sub> |",
        "| --- | --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    for row in rows:
        ours, theirs, spread = row["ours"], row["theirs"], sorted(row["ratios"])
        both = lambda key, form: f"<sub>{ours[key]:{form}} / {theirs[key]:{form}}</sub>"
        lines.append(
            f"| {row['case']} | {'packed' if row['packed'] else 'plain'} "
            f"| **{row['ratio']:.2f}** <sub>({spread[0]:.2f}–{spread[-1]:.2f})</sub> "
            f"| {both('rate', ',.0f')} | {both('p50_ms', '.2f')} | {both('p99_ms', '.2f')} "
            f"| <sub>{row['bytes'][0]:,.0f} / {row['bytes'][1]:,.0f}</sub> |"
        )
    return "\n".join(lines)


def section(size):
    memory, first = size["memory"], size["first_answer"]
    views = sum(row["views"] for row in size["rows"])
    answers = sum(row["answers"] for row in size["rows"])
    return f"""## {size['entries']:,} generated entries

{table(size['rows'])}

| | mocban | nginx |
| --- | ---: | ---: |
| first answer after start | {1000 * first[0]:,.0f} ms | {1000 * first[1]:,.0f} ms |
| resident memory after start | {memory['fresh']:,.0f} MiB | |
| resident memory after all runs, {size['articles']:,} articles carved | {memory['after']:,.0f} MiB | {memory['nginx']:,.0f} MiB |

Views counted: {views:,}; answers that wrk completed: {answers:,}. Filling the portal took {size['generated']:,.0f} s, \
carving and fetching a page for the first time {size['carved_ms']:.1f} ms.
"""


def cost(sizes):
    """What ten thousand entries cost beside few: the design's promise, as a ratio within one server."""
    small, large = sizes[0], sizes[-1]
    random = lambda size, packed: next(
        row for row in size["rows"] if row["case"].startswith("articles at random") and row["packed"] == packed
    )
    lines = ["| articles at random | mocban | nginx |", "| --- | ---: | ---: |"]
    for packed in (True, False):
        few, many = random(small, packed), random(large, packed)
        ratio = lambda who: many[who]["rate"] / few[who]["rate"]
        lines.append(f"| {'packed' if packed else 'plain'} | {ratio('ours'):.2f} | {ratio('theirs'):.2f} |")
    return "\n".join(lines)


UPLOADS_TITLE = "## Readers while pictures come in"
COUNTING_TITLE = "## Counting"
DASHBOARD_TITLE = "## The dashboard of visits"
PROGRAMME_TITLE = "## The action programme"


def put(page, part):
    """Puts a part into the page, in the place of the one under the same title."""
    title, text = part.splitlines()[0], page.read_text()
    before, found, after = text.partition(title)
    rest = after[after.find("\n## ") + 1 :] if "\n## " in after else ""
    page.write_text("\n\n".join(one.strip() for one in (before, part, rest) if one.strip()) + "\n")


def alone(written):
    """Writes one part of docs/BENCHMARKS.md: what `written` makes of a folder to measure in."""
    with workplace() as folder:
        part = written(folder)
    put(ROOT / "docs" / "BENCHMARKS.md", part)
    print(part)


def counting(measured):
    """The part about what counting costs."""
    ratios, folds, lived = sorted(measured["cost"]), measured["folds"], measured["lived"]
    pairs, seconds = measured["pairs"], measured["seconds"]
    fold = sorted(folds, key=lambda one: one["milliseconds"])[len(folds) // 2]
    rate = lambda key: fold["views"] / fold[key] * 1000
    mib = lambda key: lived[key] / 1024
    return f"""{COUNTING_TITLE}

Written by `make bench-counting` on {datetime.date.today().isoformat()}. Machine: {machine()}.

One article asked for by 50,000 readers with 500 browsers between them, as a proxy in front hands them on, packed, of two
servers on one core, of which one does not count (`MOCBAN_COUNTING=off`): {pairs} pairs of neighbouring runs, {seconds} s each,
taking turns in going first. The core also folds what was counted. Requests a second counted, divided by those not counted:
median **{statistics.median(ratios):.3f}**, the middle half between {ratios[len(ratios) // 4]:.3f} and {ratios[-1 - len(ratios) // 4]:.3f}.

A day's ledger of {fold['views']:,} views by {fold['visitors']:,} visitors in {fold['visits']:,} visits (entries and sources as Zipf
has them), on one core into SQLite. Folded all at once, the middle of {len(folds)} runs:

| | |
| --- | ---: |
| views a second | {rate('milliseconds'):,.0f} |
| views a second of processor time | {rate('processor_ms'):,.0f} |

Folded in {lived['folds']:,} parts, one each minute of the day, as a portal lives, the process has **{mib('memory_kib'):,.1f} MiB** more when the day
is over than before its first view. That is without the program itself, which the kernel reads from its file again when it
needs the room, and without the connections to the database, which any portal at work has open; what the one that writes
holds of the database's pages, at most 2 MiB, is in it.
"""


def dashboard(measured, entries, days, views):
    """The part about the desk's dashboard over years."""
    line = lambda name, waits: f"| {name} | {statistics.median(waits):.0f} | {waits[-1]:.0f} |"
    rows = "\n".join(line(name, waits) for name, waits in measured.items())
    asked = len(next(iter(measured.values())))
    return f"""{DASHBOARD_TITLE}

Written by `make bench-dashboard` on {datetime.date.today().isoformat()}. Machine: {machine()}.

The whole page as an editor gets it (trend, eight tables, the period compared with the one before), on SQLite with {entries:,}
entries in two languages, {days:,} days of about {views:,} views and as many facets as a portal has. Each period is asked for
{asked} times, one after the other.

| period | middle, ms | longest, ms |
| --- | ---: | ---: |
{rows}
"""


def programme(waits, many, scale):
    """The part about the action programme's pages."""
    line = lambda name, times: f"| {name} | {statistics.median(times):.0f} | {times[-1]:.0f} |"
    rows = "\n".join(line(name, times) for name, times in waits.items())
    bodies, measures, quarters = scale
    return f"""{PROGRAMME_TITLE}

Written by `make bench-programme` on {datetime.date.today().isoformat()}. Machine: {machine()}.

{bodies} bodies hand in a plan for each of {quarters} quarters, each with an activity for each of {measures} measures: {many['plan']:,} plans,
{many['activity']:,} activities, {many['evidence']:,} pieces of evidence, {many['step']:,} steps, on SQLite, all written through the same verbs as at the desk.
Every page is made anew each time it is asked for; a reader who comes second gets it from memory.

| page | middle, ms | longest, ms |
| --- | ---: | ---: |
{rows}
"""


def uploads(measured, rate, senders):
    """The part about readers beside uploads."""
    quiet, drop, after = measured["phases"]
    count, seconds, mib = measured["count"], measured["seconds"], measured["bytes"] / 1024 / 1024
    first = ", and what they compute goes before all else" if measured["first"] else ""
    line = lambda name, one: (
        f"| {name} | {one['answers']:,} | {one['p50']:.2f} | {one['p99']:.2f} | {one['p99'] / quiet['p99']:.2f} |"
    )
    return f"""{UPLOADS_TITLE}

Written by `make bench-uploads` on {datetime.date.today().isoformat()}. Machine: {machine()}. The portal, its readers and
those who send share all of its cores. Readers ask for an article at {rate} fixed moments a second, whether or not the last
answer has come; a wait counts from that moment{first}. {count} pictures, {mib / count:.1f} MiB each and no two alike, are sent in one
drop: tus, {senders} at once, as fast as they are taken; the portal takes 50 MiB a second, half a gigabit line
(`upload_mb_per_second`). It checks, hashes and stores each, and makes its renditions
(AVIF, WebP, JPEG in up to seven widths, and cuts of them) in the background.

| | answers | p50, ms | p99, ms | p99, ratio |
| --- | ---: | ---: | ---: | ---: |
{line("no uploads", quiet)}
{line("while they come in", drop)}
{line(f"{measured['after']} s after it, while renditions are made", after)}

The drop took {seconds:.0f} s, {mib / seconds:.0f} MiB/s; at the end {measured['ready']} of the {count} pictures had all of their renditions.
"""


def page(sizes, seconds, rounds, connections):
    many, few = sizes[-1]["entries"], sizes[0]["entries"]
    return f"""# Benchmarks

Written by `make bench` on {datetime.date.today().isoformat()}. Machine: {machine()}. Other machines give other figures;
the ratios are what to compare.

What is measured: requests a second that one core answers, the portal beside nginx {version()}, which hands out the same
rendered pages as ready files. A ratio over 1 means that the portal answers more.

- Each server has core 0 to itself while it is measured, wrk has core 1: {connections} connections kept open, {seconds} s a run.
- A pair is measured alternately (portal, nginx, portal, nginx …), {rounds} runs each; the ratio is the median of the
  ratios of neighbouring runs, with the lowest and highest in brackets. The small figures are medians, portal / nginx.
- "Packed" asks as browsers do (`Accept-Encoding: gzip, deflate, br, zstd`); both servers answer with gzip. nginx has
  `.gz` files made with the strongest setting and `gzip_static on`. "Plain" asks for no packing.
- The portal writes a ledger record for each view and puts live figures into each page. nginx writes a line of its usual
  access log. Both keep their usual response headers; nginx runs with `sendfile`, one worker, and no cache of open files.
- Every page had been asked for once before: carving is not measured here, printing is.
- After each run, the views that the portal counted must equal the answers that wrk completed, give or take the
  {connections} connections; the run stops with an error where they do not.

{chr(10).join(section(size) for size in sizes)}
## {many:,} entries beside {few:,}

Requests a second at {many:,} entries divided by those at {few:,}; 1 means that entries cost nothing.

{cost(sizes)}
"""
