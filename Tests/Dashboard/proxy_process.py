"""The program itself, playing its own upstreams: what can be stopped and started again."""
import os
import re
import subprocess
import threading
import urllib.parse

# Longest time for the program to end by itself, in seconds.
STOP_LIMIT = 30


class ProxyProcess:
    """`claude-proxy demo` on a port that it is given, or on a free one."""

    def __init__(self, database, port=0, dashboard_port=0, quiet=True):
        arguments = ["demo", "--port", str(port), "--dashboard-port", str(dashboard_port), "--database", database,
                     "--log-level", "error"]
        self.process = subprocess.Popen([os.environ["CLAUDE_PROXY_BINARY"], *arguments, *["--quiet"] * quiet],
                                        stdout=subprocess.PIPE, text=True)
        text = ""
        # The last line comes when the program's own traffic, if it sends any, is over.
        for line in self.process.stdout:
            text += line
            if line.startswith("Stop with"):
                break
        self.address, self.dashboard = re.findall(r"(?:listens on|Dashboard:) (http://[\d.]+:\d+)", text)
        self.drain = threading.Thread(target=self.process.stdout.read, daemon=True)
        self.drain.start()

    def ports(self):
        return [urllib.parse.urlsplit(url).port for url in (self.address, self.dashboard)]

    def stop(self):
        if self.process.poll() is None:
            self.process.terminate()
        self.process.wait(STOP_LIMIT)
        self.drain.join(STOP_LIMIT)
        self.process.stdout.close()
