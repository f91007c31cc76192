"""From samples to tables: medians over the rounds, ratios to nginx within each round."""
import datetime
import os
import pathlib
import platform
import re
import statistics
import subprocess

from . import servers
from .cases import DIRECT, NGINX, PROXY, ROUTES, SIZES

ROOT = pathlib.Path(__file__).resolve().parents[2]
BEGIN, END = "<!-- measured: written by `make bench` -->", "<!-- end of what was measured -->"


class Figures:
    """Medians over the rounds."""

    def __init__(self, samples):
        self.samples = samples

    def rounds(self, key, server, *path):
        values = []
        for sample in self.samples.get((key, server), []):
            for name in path:
                sample = sample.get(name) if sample is not None else None
            values.append(sample)
        return [value for value in values if value is not None]

    def median(self, key, server, *path):
        values = self.rounds(key, server, *path)
        return statistics.median(values) if values else None

    def cpu(self, key, server=PROXY):
        return self.median(key, server, "cpu")

    def rate(self, key, server):
        values = [done / seconds for done, seconds in zip(self.rounds(key, server, "succeeded"), self.rounds(key, server, "seconds"))]
        return statistics.median(values) if values else None

    def ratio(self, key, other=None):
        """CPU time of the proxy to that of nginx, each round by itself."""
        pairs = zip(self.rounds(key, PROXY, "cpu"), self.rounds(other or key, NGINX, "cpu"))
        ratios = [proxy / nginx for proxy, nginx in pairs if nginx]
        return statistics.median(ratios) if ratios else None

    def added(self, key, server, *path):
        """What a server adds to the same load without it."""
        pairs = zip(self.rounds(key, server, *path), self.rounds(key, DIRECT, *path))
        values = [server - direct for server, direct in pairs]
        return statistics.median(values) if values else None

    def body(self, size, route="messages", server=PROXY):
        """CPU time that a large body adds to a small one on the same path, in milliseconds."""
        large, small = self.cpu(("body", size, route), server), self.cpu(("body", "2 KB", route), server)
        return (large - small) / 1000 if large is not None and small is not None else None

    def failover(self, route):
        pairs = zip(self.rounds(("failover", route), PROXY, "whole", "p50"),
                    self.rounds(("failover", "messages"), PROXY, "whole", "p50"))
        return statistics.median(refused - direct for refused, direct in pairs) / 1000


def number(value, digits=None, unit=""):
    if value is None:
        return "–"
    if digits is None:
        digits = 0 if abs(value) >= 100 else 1 if abs(value) >= 10 else 2
    return f"{value:,.{digits}f}{unit}"


def table(heads, rows):
    lines = ["| " + " | ".join(heads) + " |", "|---|" + "---:|" * (len(heads) - 1)]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows])


def requests(figures):
    rows = []
    for count in (1, 32, 256):
        for server in (NGINX, PROXY):
            key = ("request", count)
            rows.append([f"{count}", server, number(figures.cpu(key, server)), number(figures.rate(key, server), 0),
                         number(figures.added(key, server, "whole", "p50")), number(figures.added(key, server, "whole", "p99")),
                         number(figures.ratio(key), 2, "×") if server == PROXY else ""])
    return table(["connections", "", "CPU µs a request", "requests/s", "added µs p50", "added µs p99", "CPU to nginx"], rows)


def bodies(figures):
    rows = []
    for size in SIZES:
        rows.append([size, "nginx", number(figures.cpu(("body", size, "messages"), NGINX)), number(figures.body(size, server=NGINX), 2), ""])
        for route, title in ROUTES.items():
            key = ("body", size, route)
            rows.append([size, title, number(figures.cpu(key)), number(figures.body(size, route), 2),
                         number(figures.ratio(key, ("body", size, "messages")), 2, "×")])
    return table(["body", "", "CPU µs a request", "ms more than 2 KB", "CPU to nginx"], rows)


def streams(figures):
    rows = []
    for title, kind in (("64 deltas at once", ("burst",)), ("40 streams, one event in 20 ms each", ("paced", 40))):
        rows.append([title, "nginx", number(figures.cpu((*kind, "messages"), NGINX)), ""])
        for route in ("messages", "bedrock", "chat"):
            key = (*kind, route)
            rows.append([title, ROUTES[route], number(figures.cpu(key)), number(figures.ratio(key, (*kind, "messages")), 2, "×")])
    return table(["stream", "", "CPU µs an event", "CPU to nginx"], rows)


def delays(figures):
    rows = []
    for count in (40, 200, 1000):
        key = ("paced", count, "messages")
        for server in (DIRECT, NGINX, PROXY):
            rows.append([f"{count:,}", {DIRECT: "without a proxy"}.get(server, server),
                         *(number(figures.median(key, server, "delay", part)) for part in ("p50", "p99")),
                         *(number(figures.added(key, server, "delay", part)) if server != DIRECT else "" for part in ("p50", "p99"))])
    return table(["streams", "", "µs p50", "µs p99", "added p50", "added p99"], rows)


def first_bytes(figures):
    key = ("first byte",)
    rows = [[{DIRECT: "without a proxy"}.get(server, server), number(figures.median(key, server, "first_byte", "p50")),
             number(figures.median(key, server, "first_byte", "p99")),
             number(figures.added(key, server, "first_byte", "p50")) if server != DIRECT else ""]
            for server in (DIRECT, NGINX, PROXY)]
    return table(["one connection", "µs p50", "µs p99", "added p50"], rows)


def memory(once):
    rows = [[name, number(values["idle"] / 1e6, 1), number(values["per stream"] / 1000, 1)]
            for name, values in once["memory"].items()]
    return table(["", "MB idle", "KB for each of 1,000 open streams"], rows)


def micro_figure(micro, name, unit):
    """The best time of a micro-benchmark, in microseconds."""
    found = re.search(rf"^\| {re.escape(name)} \| {unit} \| ([\d.]+) (ms|µs|ns)", micro or "", re.M)
    return float(found[1]) * {"ms": 1000, "µs": 1, "ns": 0.001}[found[2]] if found else None


def goals(figures, once, micro):
    """(what, measured, limit, goal, unit)"""
    proxy = once["memory"][PROXY]
    chat = "to Chat Completions"
    return [
        ("a request, CPU to nginx", figures.ratio(("request", 32)), 3, 2, "×"),
        ("a paced event, CPU to nginx", figures.ratio(("paced", 40, "messages")), 2, 1.5, "×"),
        ("a burst event, CPU to nginx", figures.ratio(("burst", "messages")), 6, 4, "×"),
        *((f"475 KB more, {ROUTES[route]}", figures.body("475 KB", route), 1, 1, " ms") for route in ("messages", "bedrock", "signed")),
        ("475 KB more, translated", figures.body("475 KB", "chat"), 4, 4, " ms"),
        *((f"failover gap after {status}", figures.failover(f"failover{status}"), 2, 2, " ms") for status in (429, 503)),
        ("resident memory, idle", proxy["idle"] / 1e6, 40, 40, " MB"),
        ("resident memory, an open stream", proxy["per stream"] / 1000, 40, 40, " KB"),
        ("start to first answer", once["cold start"], 150, 150, " ms"),
        (f"1 MB of conversation {chat}", ms(micro_figure(micro, f"Request: {chat}", r"1\d{3} KB body")), 8, 8, " ms"),
        ("1 MB of conversation to Responses", ms(micro_figure(micro, "Request: to Responses", r"1\d{3} KB body")), 8, 8, " ms"),
        ("a chunk of Chat Completions", micro_figure(micro, "Answer: Chat Completions, text", "event"), 4, 4, " µs"),
        ("a chunk of Responses", micro_figure(micro, "Answer: Responses, text", "event"), 4, 4, " µs"),
    ]


def ms(microseconds):
    return microseconds / 1000 if microseconds is not None else None


def goal_rows(listed):
    for what, value, limit, goal, unit in listed:
        verdict = "not measured" if value is None else "goal reached" if value <= goal else "reached" if value <= limit else "not reached"
        yield [what, number(value, 2, unit), f"{limit}{unit}" + (f" (goal {goal}{unit})" if goal != limit else ""), verdict]


def output(*command):
    try:
        return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return ""


def machine(options, seconds):
    model = re.search(r"^model name\s*:\s*(.+)$", pathlib.Path("/proc/cpuinfo").read_text(), re.M)
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    commit = output("git", "rev-parse", "--short", "HEAD")
    if output("git", "status", "--porcelain", "--untracked-files=no", "--", "Sources", "Package.swift"):
        commit += " with changes"
    nginx = ""
    if servers.nginx_path():
        nginx = subprocess.run([servers.nginx_path(), "-v"], capture_output=True, text=True).stderr.strip().rpartition("/")[2]
    return (f"{datetime.date.today()}, commit {commit}, {os.cpu_count()} cores of {model[1] if model else platform.machine()}, "
            f"{memory:.0f} GiB, Linux {platform.release()}, nginx {nginx or 'not there'}; {options.rounds} rounds in "
            f"{seconds / 60:.1f} minutes" + (", **shortened: not for comparison**" if options.quick else "") + ".")


def text(samples, once, micro, options, seconds):
    figures = Figures(samples)
    parts = [
        machine(options, seconds),
        "### Goals\n\n" + table(["", "measured", "limit", ""], goal_rows(goals(figures, once, micro))),
        "### A small request\n\n" + requests(figures),
        "### Large bodies\n\n" + bodies(figures),
        "### Events\n\n" + streams(figures),
        "### Delay of each event\n\n" + delays(figures),
        "### Time to first byte\n\n" + first_bytes(figures),
        "### Memory\n\n" + memory(once),
    ]
    if micro:
        parts.append("### The parts, each by itself\n\nCPU time, best and median of 21 samples.\n\n" + micro.strip())
    return "\n\n".join(parts)


def write(path, text):
    """Replaces what stands between the two marks; the words around are written by hand."""
    before, _, rest = path.read_text().partition(BEGIN)
    path.write_text(f"{before}{BEGIN}\n\n{text}\n\n{END}{rest.partition(END)[2]}")
