"""One run of wrk against a server. Not for what a run is compared with."""

import json
import pathlib
import re
import subprocess

from servers import CLIENT_CORE, Server

LOAD = pathlib.Path(__file__).with_name("load.lua")
CONNECTIONS = 32
ENCODINGS = "gzip, deflate, br, zstd"


def wrk(server: Server, paths, packed, seconds, folder):
    """One run of wrk; what it saw."""
    named = folder / f"paths-{server.name}.txt"
    named.write_text("".join(f"{path}\n" for path in paths))
    command = ["taskset", "-c", CLIENT_CORE, "wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s"]
    command += ["--latency", "-s", str(LOAD), server.address, "--", str(named)]
    command += [ENCODINGS] if packed else []
    said = subprocess.run(command, capture_output=True, text=True, check=True, timeout=seconds + 60).stdout
    result = json.loads(re.search(r"^RESULT (.*)$", said, re.M).group(1))
    if result["refused"] or result["lost"]:
        raise SystemExit(f"{server.name}: {result['refused']} answers were errors, {result['lost']} were lost")
    result["rate"] = result["requests"] / result["seconds"]
    return result
