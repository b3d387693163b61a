"""The two servers that are measured: each on a free loopback port, ended by its own id.

Not for what is asked of them: run.py.
"""

import contextlib
import gzip
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.parse
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parent.parent
PROGRAM = ROOT / "target" / "release" / "mocban"
SERVER_CORE, CLIENT_CORE = "0", "1"
ALL_CORES = f"0-{(os.cpu_count() or 1) - 1}"
# Says that it is a program, so that looking is not counted as reading.
LOOKING = {"User-Agent": "mocban-bench bot", "Accept-Encoding": "identity"}

NGINX = """
{user}
worker_processes 1;
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 512; }}
http {{
    default_type "text/html; charset=utf-8";
    sendfile on;
    tcp_nopush on;
    tcp_nodelay on;
    keepalive_timeout 65;
    keepalive_requests 1000000000;
    gzip_static on;
    gzip_vary on;
    access_log {folder}/access.log;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    server {{
        listen 127.0.0.1:{port};
        root {folder}/pages;
        add_header X-Content-Type-Options nosniff;
        add_header Referrer-Policy strict-origin-when-cross-origin;
        add_header Cache-Control no-cache;
    }}
}}
"""


@contextlib.contextmanager
def workplace():
    """A folder for what a measurement writes; it goes with the measurement."""
    if not PROGRAM.exists():
        raise SystemExit("target/release/mocban is missing: `make build`")
    (ROOT / "target" / "bench").mkdir(parents=True, exist_ok=True)
    folder = pathlib.Path(tempfile.mkdtemp(dir=ROOT / "target" / "bench"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def settings(more=None):
    """The environment without settings of the one who measures, and with these."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("MOCBAN_")}
    kept.pop("DATABASE_URL", None)
    kept["MOCBAN_ASK_LINKS"] = "false"
    # The load names its readers' addresses as a proxy does.
    kept["MOCBAN_BEHIND_PROXY"] = "true"
    return {**kept, **(more or {})}


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def fetch(address, timeout=60):
    request = urllib.request.Request(address, headers=LOOKING)
    with urllib.request.urlopen(request, timeout=timeout) as answer:
        return answer.read()


def articles(portal):
    text = fetch(f"{portal.address}/sitemap.xml").decode()
    parts = re.findall(r"<sitemap>\s*<loc>([^<]+)", text)
    for part in parts:
        text += fetch(portal.address + urllib.parse.urlsplit(part).path).decode()
    paths = [urllib.parse.urlsplit(one).path for one in re.findall(r"<loc>([^<]+)</loc>", text)]
    return [path for path in paths if re.fullmatch(r"/vi/tin-tuc/[^/]+", path)]


class Server:
    """A process that answers on a loopback port."""

    def __init__(self, name, command, port, folder, cores, more=None):
        self.name, self.port = name, port
        self.address = f"http://127.0.0.1:{port}"
        self.log = open(folder / f"{name}.log", "wb")
        begun = time.monotonic()
        pinned = ["taskset", "-c", cores, *command]
        self.process = subprocess.Popen(
            pinned, stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log, cwd=folder, env=settings(more)
        )
        self.first_answer = self.wait(begun)

    def settle(self, limit=240):
        """Waits until the first work of a new portal is over, its search and its pictures: two seconds in which it
        and the programs it calls take less than a tenth of a processor."""
        quiet, before = 0, self.ticks()
        for _ in range(limit):
            time.sleep(1)
            now = self.ticks()
            quiet, before = (quiet + 1 if now - before < 10 else 0), now
            if quiet == 2:
                return
        raise SystemExit(f"{self.name} is still at work after {limit} s")

    def ticks(self):
        """Processor time of the server and of the programs it calls now, in hundredths of a second (proc(5))."""
        own, *children = self.family()
        return spent(own) + sum(spent(child) for child in children)

    def family(self):
        """The process and its children, whichever of its threads called them."""
        pid = str(self.process.pid)
        lists = pathlib.Path(f"/proc/{pid}/task").glob("*/children")
        return [pid, *(child for one in lists for child in one.read_text().split())]

    def wait(self, begun, limit=120):
        """Seconds until the first answer."""
        while time.monotonic() - begun < limit:
            if self.process.poll() is not None:
                raise SystemExit(f"{self.name} ended with {self.process.returncode}; see {self.log.name}")
            try:
                with socket.create_connection(("127.0.0.1", self.port), timeout=5) as one:
                    one.sendall(b"GET / HTTP/1.1\r\nHost: x\r\nUser-Agent: bot\r\nConnection: close\r\n\r\n")
                    if one.recv(16).startswith(b"HTTP/1.1 "):
                        return time.monotonic() - begun
            except OSError:
                pass
            time.sleep(0.002)
        self.end()
        raise SystemExit(f"{self.name} gave no answer within {limit} s")

    def memory(self):
        """Resident memory of the process and its children, in MiB."""
        kib = 0
        for each in self.family():
            for line in pathlib.Path(f"/proc/{each}/status").read_text().splitlines():
                if line.startswith("VmRSS:"):
                    kib += int(line.split()[1])
        return kib / 1024

    def end(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(15)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self.log.close()


def spent(pid):
    """Processor time of a process in hundredths of a second; none of one that has ended meanwhile."""
    try:
        stat = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return sum(int(part) for part in stat[11:13])


def mocban(data, folder, cores, more=None, name="mocban"):
    port = free_port()
    command = [str(PROGRAM), "serve", "--data", str(data), "--listen", f"127.0.0.1:{port}"]
    return Server(name, command, port, folder, cores, more)


def generate(entries, data, folder):
    """Fills a portal; seconds it took."""
    begun = time.monotonic()
    command = [str(PROGRAM), "generate", "--entries", str(entries), "--seed", "7", "--data", str(data)]
    with open(folder / "generate.log", "wb") as log:
        subprocess.run(command, stdout=log, stderr=log, check=True, cwd=folder, env=settings())
    return time.monotonic() - begun


def nginx(folder, pages):
    """Debian's nginx before the same bytes as files, each with its .gz beside it."""
    shutil.rmtree(folder, ignore_errors=True)
    for path, body in pages.items():
        file = folder / "pages" / path.lstrip("/")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(body)
        pathlib.Path(f"{file}.gz").write_bytes(gzip.compress(body, 9, mtime=0))
    port = free_port()
    user = "user root;" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(NGINX.format(user=user, folder=folder, port=port))
    program = shutil.which("nginx") or "/usr/sbin/nginx"
    command = [program, "-p", str(folder), "-e", f"{folder}/error.log", "-c", str(folder / "nginx.conf")]
    return Server("nginx", command, port, folder, SERVER_CORE)
