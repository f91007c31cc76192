"""The micro-benchmarks: built, run for their CPU time, and run under valgrind for their instructions."""
import pathlib
import re
import shutil
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
TIME_LIMIT = 600  # seconds; the times take 15, the instructions 20


def build(product="MicroBenchmarks"):
    """A release build; what is said meanwhile goes to standard error, as the tables go to standard output."""
    options = output(ROOT / "scripts" / "release-options").split()
    command = ["swift", "build", *options, "--product", product]
    subprocess.run(command, cwd=ROOT, check=True, stdout=2)
    return ROOT / ".build" / "release" / product


def output(*command):
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, timeout=TIME_LIMIT).stdout


def tools():
    """Where valgrind and strip are; `None` for one that is not there."""
    return shutil.which("valgrind"), shutil.which("strip") or shutil.which("llvm-strip")


def instructions(binary):
    """How many one time of each benchmark takes, by name and unit; nothing where the tools are missing."""
    valgrind, strip = tools()
    if not valgrind or not strip:
        return {}
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        folder = pathlib.Path(folder)
        program, out = folder / "benchmarks", folder / "counts"
        # Valgrind gives up on debug information that the Swift compiler writes; the symbols stay.
        output(strip, "--strip-debug", "-o", program, binary)
        output(valgrind, "--tool=callgrind", "--quiet", f"--callgrind-out-file={out}",
               "--dump-before=*countedPartBegins*", "--dump-before=*countedPartEnds*", program, "--fixed")
        # Dump 1 ends where the first counted part begins, dump 2 where it ends, and so on.
        counts = {}
        for number, line in enumerate(output(program, "--list").splitlines()):
            name, unit, times = line.split("\t")
            dump = pathlib.Path(f"{out}.{2 * number + 2}").read_text()
            counts[f"{name}, {unit}"] = round(int(re.search(r"^summary: (\d+)", dump, re.M)[1]) / int(times))
        return counts


def table(binary, *part):
    """The table that the program writes, with a column for the instructions where they can be counted."""
    counts, lines = instructions(binary), []
    for number, line in enumerate(output(binary, *part).splitlines()):
        cells = line.split(" | ")
        added = " instructions |" if number == 0 else "---:|" if number == 1 else None
        if added is None:
            count = counts.get(f"{cells[0][2:]}, {cells[1]}")
            added = f" {count:,} |" if count else " – |"
        lines.append(line + added if counts else line)
    return "\n".join(lines)
