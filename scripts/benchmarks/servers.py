"""The programs of a run: the upstream in C, the proxy, nginx; what they cost is read from /proc."""
import json
import os
import pathlib
import shutil
import socket
import subprocess
import time
import urllib.request

TICKS = os.sysconf("SC_CLK_TCK")
START_LIMIT = 30  # seconds until a server listens, and until it has stopped
SOURCES = pathlib.Path(__file__).resolve().parents[2] / "Benchmarks" / "loopback"


def compile_tools(folder):
    """The upstream and the load generator."""
    compiler = shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")
    if not compiler:
        raise SystemExit("bench: a C compiler is needed")
    for name in ("upstream", "load"):
        subprocess.run([compiler, "-std=gnu17", "-O2", "-Wall", "-o", folder / name, SOURCES / f"{name}.c"], check=True)


def process_tree(pid):
    """A process and all that came from it."""
    parents = {}
    for entry in pathlib.Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parents[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            except (OSError, IndexError):
                continue  # it has ended meanwhile
    tree = [pid]
    for process in tree:
        tree += [child for child, parent in parents.items() if parent == process]
    return tree


class Server:
    """A running program with a port on loopback."""

    def __init__(self, name, process, port):
        self.name, self.process, self.port = name, process, port
        self.pids = process_tree(process.pid)

    def cpu(self):
        """Processor time of all its processes so far, user and system, in seconds."""
        total = 0
        for pid in self.pids:
            fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            total += int(fields[11]) + int(fields[12])
        return total / TICKS

    def resident(self):
        """Resident memory of all its processes, in bytes; what they share counts once for each."""
        total = 0
        for pid in self.pids:
            for line in pathlib.Path(f"/proc/{pid}/status").read_text().splitlines():
                if line.startswith("VmRSS:"):
                    total += int(line.split()[1]) * 1024
        return total

    def stop(self):
        if self.process.stdin:
            self.process.stdin.close()
        else:
            self.process.terminate()
        try:
            self.process.wait(START_LIMIT)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def start_upstream(folder):
    process = subprocess.Popen([folder / "upstream"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    return Server("upstream", process, int(process.stdout.readline()))


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until(is_ready, process, what):
    """Asks every millisecond; returns how long it took, in seconds."""
    start = time.monotonic()
    while not is_ready():
        if process.poll() is not None or time.monotonic() - start > START_LIMIT:
            process.kill()
            raise SystemExit(f"bench: {what} did not start")
        time.sleep(0.001)
    return time.monotonic() - start


def is_listening(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def nginx_path():
    return shutil.which("nginx", path=os.environ.get("PATH", "") + ":/usr/sbin:/usr/local/sbin")


NGINX = """
daemon off; pid {folder}/nginx.pid; error_log {folder}/nginx.log; {user}
worker_processes auto; worker_rlimit_nofile 16384;
events {{ worker_connections 8192; }}
http {{
    access_log off;
    client_body_temp_path {folder}/nginx-body; proxy_temp_path {folder}/nginx-proxy;
    fastcgi_temp_path {folder}/nginx-1; uwsgi_temp_path {folder}/nginx-2; scgi_temp_path {folder}/nginx-3;
    keepalive_requests 100000000;
    upstream benchmark {{ server 127.0.0.1:{upstream}; keepalive 1024; keepalive_requests 100000000; }}
    server {{
        listen 127.0.0.1:{port} backlog=4096;
        client_max_body_size 64m;
        location / {{
            proxy_pass http://benchmark;
            proxy_http_version 1.1; proxy_set_header Connection "";
            proxy_buffering off; proxy_request_buffering off;
        }}
    }}
}}
"""


def start_nginx(folder, upstream):
    port, file = free_port(), folder / "nginx.conf"
    user = "user root;" if os.geteuid() == 0 else ""
    file.write_text(NGINX.format(folder=folder, port=port, upstream=upstream, user=user))
    process = subprocess.Popen([nginx_path(), "-c", file, "-p", folder], stderr=subprocess.DEVNULL)
    wait_until(lambda: is_listening(port), process, "nginx")
    time.sleep(0.2)  # for the workers, which are counted too
    return Server("nginx", process, port)


def configuration(upstream):
    """Routes by a part of the model's name; what the upstream is to do stands in the rest of it."""
    address = f"http://127.0.0.1:{upstream}"
    providers = {
        "anthropic": {"base_url": address, "api_key": "bench"},
        "bedrock": {"endpoint": address, "api_key": "bench"},
        "signed": {"type": "bedrock", "endpoint": address, "region": "us-east-1"},
        "groq": {"base_url": f"{address}/openai/v1", "api_key": "bench"},
    }
    routes = [
        ("messages-", [{"name": "anthropic"}]),
        ("bedrock-", [{"name": "bedrock"}]),
        ("signed-", [{"name": "signed"}]),
        ("chat-", [{"name": "groq"}]),
    ]
    for status in (429, 503):
        variants = [{"model": f"bench-refuse-{status}"}, {"model": "bench-0x0"}]
        routes.append((f"failover{status}-", [{"name": "anthropic", "variants": variants}]))
    models = [{"model": model, "provider_sequence": sequence} for model, sequence in routes]
    return json.dumps({"providers": providers, "routing": {"models": models}})  # JSON is YAML


def start_proxy(binary, folder, upstream):
    """Returns the server and the seconds from its start to the first answer to `GET /health`."""
    file, port = folder / "config.yaml", free_port()
    file.write_text(configuration(upstream))
    environment = {
        "PATH": os.environ["PATH"], "HOME": str(folder),
        # The key pair that Amazon's own documentation shows.
        "AWS_ACCESS_KEY_ID": "AKIDEXAMPLE", "AWS_SECRET_ACCESS_KEY": "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
    }
    command = [binary, "serve", "--config", file, "--port", str(port), "--dashboard-port", "0",
               "--database", folder / "history.db"]
    with open(folder / "proxy.log", "a") as log:
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=log)
    seconds = wait_until(lambda: answers(port), process, f"claude-proxy (see {folder}/proxy.log)")
    return Server("proxy", process, port), seconds


def answers(port):
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=5) as answer:
            return answer.status == 200
    except OSError:
        return False
