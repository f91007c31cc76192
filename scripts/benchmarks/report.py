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
TITLES = {DIRECT: "without a proxy"}
CLAUDE_ROUTES = ("messages", "bedrock", "signed")
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
        pairs = zip(self.rounds(key, server, "succeeded"), self.rounds(key, server, "seconds"))
        values = [answers / seconds for answers, seconds in pairs]
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
                         *(number(figures.added(key, server, "whole", part)) for part in ("p50", "p99")),
                         number(figures.ratio(key), 2, "×") if server == PROXY else ""])
    heads = ["connections", "", "CPU µs a request", "requests/s", "added µs p50", "added µs p99", "CPU to nginx"]
    return table(heads, rows)


def bodies(figures):
    rows = []
    for size in SIZES:
        plain = ("body", size, "messages")
        rows.append([size, "nginx", number(figures.cpu(plain, NGINX)), more(figures, size, server=NGINX), ""])
        for route, title in ROUTES.items():
            key = ("body", size, route)
            rows.append([size, title, number(figures.cpu(key)), more(figures, size, route),
                         number(figures.ratio(key, plain), 2, "×")])
    return table(["body", "", "CPU µs a request", "ms more than 2 KB", "CPU to nginx"], rows)


def more(figures, size, route="messages", server=PROXY):
    return number(figures.body(size, route, server), 2) if size != "2 KB" else ""


def streams(figures):
    rows = []
    for title, kind in (("64 deltas at once", ("burst",)), ("40 streams, one event in 20 ms each", ("paced", 40))):
        plain = (*kind, "messages")
        rows.append([title, "nginx", number(figures.cpu(plain, NGINX)), ""])
        for route in ("messages", "bedrock", "chat"):
            key = (*kind, route)
            rows.append([title, ROUTES[route], number(figures.cpu(key)), number(figures.ratio(key, plain), 2, "×")])
    return table(["stream", "", "CPU µs an event", "CPU to nginx"], rows)


def delays(figures):
    rows = []
    for count in (40, 200, 1000):
        key = ("paced", count, "messages")
        for server in (DIRECT, NGINX, PROXY):
            added = [number(figures.added(key, server, "delay", part)) for part in ("p50", "p99")]
            rows.append([f"{count:,}", TITLES.get(server, server),
                         *(number(figures.median(key, server, "delay", part)) for part in ("p50", "p99")),
                         *(added if server != DIRECT else ["", ""])])
    return table(["streams", "", "µs p50", "µs p99", "added p50", "added p99"], rows)


def first_bytes(figures):
    key = ("first byte",)
    rows = [[TITLES.get(server, server), number(figures.median(key, server, "first_byte", "p50")),
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
    return [
        ("a request, CPU to nginx", figures.ratio(("request", 32)), 3, 2, "×"),
        ("a paced event, CPU to nginx", figures.ratio(("paced", 40, "messages")), 2, 1.5, "×"),
        ("a burst event, CPU to nginx", figures.ratio(("burst", "messages")), 6, 4, "×"),
        *((f"475 KB more, {ROUTES[route]}", figures.body("475 KB", route), 1, 1, " ms") for route in CLAUDE_ROUTES),
        ("475 KB more, translated", figures.body("475 KB", "chat"), 4, 4, " ms"),
        ("failover gap after 429", figures.failover("failover429"), 2, 2, " ms"),
        ("failover gap after 503", figures.failover("failover503"), 2, 2, " ms"),
        ("resident memory, idle", proxy["idle"] / 1e6, 40, 40, " MB"),
        ("resident memory, an open stream", proxy["per stream"] / 1000, 40, 40, " KB"),
        ("start to first answer", once["cold start"], 150, 150, " ms"),
        *((f"1 MB of conversation {name}", ms(micro_figure(micro, f"Request: {name}", r"1\d{3} KB body")), 8, 8, " ms")
          for name in ("to Chat Completions", "to Responses")),
        ("a chunk of Chat Completions", micro_figure(micro, "Answer: Chat Completions, text", "event"), 4, 4, " µs"),
        ("a chunk of Responses", micro_figure(micro, "Answer: Responses, text", "event"), 4, 4, " µs"),
    ]


def ms(microseconds):
    return microseconds / 1000 if microseconds is not None else None


def goal_rows(listed):
    for what, value, limit, goal, unit in listed:
        bound = f"{limit}{unit}" + (f" (goal {goal}{unit})" if goal != limit else "")
        yield [what, number(value, 2, unit), bound, verdict(value, limit, goal)]


def verdict(value, limit, goal):
    if value is None:
        return "not measured"
    if value > limit:
        return "**not reached**"
    return "reached" if value <= goal else "limit reached"


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
    if options.is_given:
        commit += " (the proxy's binary was given, not built)"
    processor = model[1] if model else platform.machine()
    shortened = ", **shortened: not for comparison**" if options.quick else ""
    return (f"{datetime.date.today()}, commit {commit}, {os.cpu_count()} cores of {processor}, {memory:.0f} GiB, "
            f"Linux {platform.release()}, {nginx_version()}; {options.rounds} rounds in {seconds / 60:.1f} minutes, "
            f"load average {options.load:.1f} before{shortened}.")


def nginx_version():
    if not servers.nginx_path():
        return "no nginx"
    done = subprocess.run([servers.nginx_path(), "-v"], capture_output=True, text=True)
    return f"nginx {done.stderr.strip().rpartition('/')[2]}"


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
        parts.append("### The parts, each by itself\n\nCPU time, best and median of 21 samples; "
                     "instructions as valgrind counts them.\n\n" + micro.strip())
    return "\n\n".join(parts)


def write(path, text):
    """Replaces what stands between the two marks; the words around are written by hand."""
    before, _, rest = path.read_text().partition(BEGIN)
    path.write_text(f"{before}{BEGIN}\n\n{text}\n\n{END}{rest.partition(END)[2]}")
