"""Readers at a steady rate, alone and while 200 pictures of 8 MB are dropped at the desk.

    make bench-uploads              this part alone, about three minutes; rewrites its part of docs/BENCHMARKS.md

Readers ask at fixed moments, whether or not the last answer has come (open loop), and their time is taken from that
moment: an answer that waits counts with all of its waiting. They are a process of their own, which goes before all
others where the system allows it (as root): a reader's telephone is another machine. The pictures are sent as the desk
sends them: tus, a few at once, as fast as they are taken.
"""

import asyncio
import base64
import http.client
import multiprocessing
import os
import random
import sqlite3
import subprocess
import threading
import time
import urllib.parse

import report
from servers import ALL_CORES, PROGRAM, articles, fetch, generate, mocban, settings

RATE = 100
QUIET, AFTER = 20, 40
PICTURES, SENDERS = 200, 4
PART = 64 << 10
AGENT = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36"
EMAIL, PASSWORD = "bench@example.vn", "mười bốn con trâu qua cầu gỗ"


def photographs(folder, count):
    """So many JPEGs of 16 megapixels and about 8 MB, no two alike: noise as a sensor has it, over a drawing."""
    drawn = min(count, 20)
    command = ["ffmpeg", "-v", "error", "-f", "lavfi", "-i", "testsrc2=size=4928x3264:rate=1"]
    command += ["-vf", "noise=alls=24:allf=t", "-frames:v", str(drawn), "-q:v", "3", str(folder / "%d.jpg")]
    subprocess.run(command, check=True, timeout=300, stdin=subprocess.DEVNULL)
    frames = [(folder / f"{number + 1}.jpg").read_bytes() for number in range(drawn)]

    def one(number):
        frame, words = frames[number % drawn], f"picture {number}".encode()
        # A comment behind the first marker (ITU-T T.81, B.2.4.5) makes each another file.
        return frame[:2] + b"\xff\xfe" + (len(words) + 2).to_bytes(2, "big") + words + frame[2:]

    return one


class Readers:
    """A process that asks at a fixed rate until it is told to end; it answers moments and waits in milliseconds."""

    def __init__(self, port, paths):
        self.ending, (self.heard, sender) = multiprocessing.Event(), multiprocessing.Pipe(False)
        self.process = multiprocessing.Process(target=read, args=(port, paths, self.ending, sender), daemon=True)
        self.process.start()

    def end(self):
        self.ending.set()
        seen = self.heard.recv()
        self.process.join(30)
        return seen


def read(port, paths, ending, sender):
    try:
        # What a telephone computes does not wait for what the server computes.
        os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(1))
        first = True
    except PermissionError:
        first = False
    sender.send((asyncio.run(ask(port, paths, ending)), first))


async def ask(port, paths, ending):
    chance, idle, seen, under_way = random.Random(7), [], [], set()
    begun = time.monotonic()
    number = 0
    while not ending.is_set():
        due = begun + number / RATE
        await asyncio.sleep(max(0, due - time.monotonic()))
        # Another reader every hundred pages: one who never fetched a style would be taken for a bot.
        agent = f"{AGENT} R/{number // 100}"
        task = asyncio.create_task(page(port, (chance.choice(paths), agent), due, idle, seen))
        under_way.add(task)
        task.add_done_callback(under_way.discard)
        number += 1
    await asyncio.gather(*under_way)
    return seen


async def page(port, asked, due, idle, seen):
    path, agent = asked
    head = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUser-Agent: {agent}\r\nAccept-Encoding: gzip\r\n\r\n"
    reader, writer, answer = await answered_on(port, head.encode(), idle)
    fields = answer.decode("latin-1").lower().split("\r\n")
    if " 200 " not in fields[0]:
        raise SystemExit(f"{path} was answered with {fields[0]}")
    length = next(int(field.split(":")[1]) for field in fields if field.startswith("content-length:"))
    await reader.readexactly(length)
    seen.append((due, 1000 * (time.monotonic() - due)))
    idle.append((reader, writer))


async def answered_on(port, head, idle):
    """A connection and the head of the answer that came on it."""
    while idle:
        reader, writer = idle.pop()
        try:
            writer.write(head)
            return reader, writer, await reader.readuntil(b"\r\n\r\n")
        except (asyncio.IncompleteReadError, ConnectionError):
            pass  # kept open for so long that the server had let it go
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(head)
    return reader, writer, await reader.readuntil(b"\r\n\r\n")


def answered(port, method, path, headers, body=b""):
    one = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    try:
        one.request(method, path, body, {"Sec-Fetch-Site": "same-origin", "User-Agent": AGENT, **headers})
        answer = one.getresponse()
        answer.read()
        return answer
    finally:
        one.close()


def sign_in(port, data, folder, role="editor", agency=None):
    """The cookie of an editor, or of somebody else with an account of her own."""
    email = EMAIL if role == "editor" and not agency else f"{role}-{agency or 'all'}@example.vn"
    command = [str(PROGRAM), "user", "add", "--email", email, "--role", role, "--data", str(data)]
    command += ["--agency", agency] if agency else []
    said = f"{PASSWORD}\n".encode()
    subprocess.run(command, input=said, check=True, cwd=folder, env=settings(), stdout=subprocess.DEVNULL)
    form = urllib.parse.urlencode({"email": email, "password": PASSWORD})
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    answer = answered(port, "POST", "/desk/sign-in", kind, form)
    return answer.getheader("set-cookie").split(";")[0]


def drop(port, cookie, picture, count):
    """Sends every picture, a few at once; seconds it took and bytes that were sent."""
    numbers, sent, faults, turn = iter(range(count)), [], [], threading.Lock()

    def send():
        while not faults:
            with turn:
                number = next(numbers, None)
            if number is None:
                return
            try:
                sent.append(hand_in(port, cookie, number, picture(number)))
            except BaseException as fault:  # told by the one who waits
                faults.append(fault)

    begun = time.monotonic()
    threads = [threading.Thread(target=send) for _ in range(SENDERS)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    if faults:
        raise faults[0]
    return time.monotonic() - begun, sum(sent)


def hand_in(port, cookie, number, bytes_):
    tus = {"Cookie": cookie, "Tus-Resumable": "1.0.0"}
    name = base64.b64encode(f"anh-{number}.jpg".encode()).decode()
    begin = {**tus, "Upload-Length": str(len(bytes_)), "Upload-Metadata": f"filename {name}"}
    begun = answered(port, "POST", "/desk/uploads", begin)
    piece = {**tus, "Upload-Offset": "0", "Content-Type": "application/offset+octet-stream"}
    # As a network brings them, not eight megabytes in one call to the kernel of this machine.
    parts = (bytes_[at : at + PART] for at in range(0, len(bytes_), PART))
    piece["Content-Length"] = str(len(bytes_))
    whole = answered(port, "PATCH", begun.getheader("location") or "/", piece, parts)
    if whole.status != 204 or whole.getheader("library-was") != "new":
        raise SystemExit(f"an upload was answered with {begun.status} and {whole.status}")
    return len(bytes_)


def waits(seen, since, until):
    """p50 and p99 of the readers whose moment lay within."""
    found = sorted(wait for due, wait in seen if since <= due < until)
    place = lambda part: found[min(len(found) - 1, int(part * len(found)))]
    return {"answers": len(found), "p50": place(0.5), "p99": place(0.99)}


def settled(data):
    """Waits until the demo's own pictures have their renditions: each that is ready drops pages from memory."""
    for _ in range(240):
        with sqlite3.connect(f"file:{data}/mocban.db?mode=ro", uri=True) as db:
            if not db.execute("select count(*) from job where done_at is null and kind in ('render-picture', 'render-avif', 'render-brought-picture', 'convert-brought-film')").fetchone()[0]:
                return
        time.sleep(0.5)
    raise SystemExit("the demo's pictures were not ready after two minutes")


def ready(data):
    """How many pictures have every rendition: their jobs are done."""
    with sqlite3.connect(f"file:{data}/mocban.db?mode=ro", uri=True) as db:
        return db.execute("select count(*) from job where kind = 'render-picture' and done_at is not null").fetchone()[0]


def measure(folder, count=PICTURES, quiet=QUIET, after=AFTER):
    """Everything of this part."""
    data = folder / "data-uploads"
    generate(100, data, folder)
    picture = photographs(folder, count)
    portal = mocban(data, folder, ALL_CORES)
    try:
        paths = articles(portal)
        settled(data)
        for path in paths:
            fetch(portal.address + path)
        cookie = sign_in(portal.port, data, folder)
        readers = Readers(portal.port, paths)
        moments = [time.monotonic() + 1]
        time.sleep(quiet + 1)
        moments.append(time.monotonic())
        seconds, sent = drop(portal.port, cookie, picture, count)
        moments.append(time.monotonic())
        time.sleep(after)
        moments.append(time.monotonic())
        done = ready(data)
        seen, first = readers.end()
        phases = [waits(seen, since, until) for since, until in zip(moments, moments[1:])]
        return {"phases": phases, "seconds": seconds, "bytes": sent, "count": count, "ready": done, "after": after, "first": first}
    finally:
        portal.end()


if __name__ == "__main__":
    report.alone(lambda folder: report.uploads(measure(folder), RATE, SENDERS))
