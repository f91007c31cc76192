"""What is measured: each case with the servers that it is measured at."""
import dataclasses
import json

# Events of a stream beside its deltas: message_start, content_block_start and _stop, message_delta, message_stop.
FRAMING_EVENTS = 5
DIRECT, NGINX, PROXY = "upstream", "nginx", "proxy"
SIZES = {"2 KB": 2_000, "475 KB": 475_000, "2 MB": 2_000_000}
# The start of the model's name chooses the proxy's route; the other servers do not look at it.
ROUTES = {
    "messages": "Claude, Messages API",
    "bedrock": "Claude on Bedrock, API key",
    "signed": "Claude on Bedrock, SigV4",
    "chat": "translated to Chat Completions",
}


@dataclasses.dataclass(frozen=True)
class Case:
    """One kind of load; `key` names it in the report."""
    key: tuple
    servers: tuple
    connections: int
    seconds: float
    route: str = "messages"
    size: str = "2 KB"
    events: int = 0
    gap: int = 0  # microseconds
    stream: bool = False
    requests: int = 0  # of each connection; 0 leaves it to `seconds`
    before: str = ""

    @property
    def model(self):
        return f"{self.route}-bench-{self.events}x{self.gap}"

    @property
    def units(self):
        """What one answer counts for when CPU time is divided."""
        return self.events + FRAMING_EVENTS if self.stream else 1

    @property
    def options(self):
        """Arguments of the load generator."""
        options = {"connections": self.connections, "seconds": self.seconds,
                   "expect": "message_stop" if self.stream else "Hello"}
        if self.requests:
            options["requests"] = self.requests
        if self.gap:
            options["ramp_ms"] = self.gap // 1000  # so that the streams do not tick together
        if self.before:
            options["before"] = self.before
        return options


def body(case):
    """A request of a coding agent, about as many bytes as the case wants."""
    size = SIZES[case.size]
    tools = 1 if size < 10_000 else 20
    request = {
        "model": case.model, "stream": case.stream, "max_tokens": 32000,
        "system": [{"type": "text", "text": source(min(size // 4, 20_000)), "cache_control": {"type": "ephemeral"}}],
        "tools": [tool(number) for number in range(tools)],
        "messages": [{"role": "user", "content": [{"type": "text", "text": "Mend the test that fails."}]}],
    }
    length, number = len(encode(request)), 0
    while length < size * 0.99 and size > 10_000:
        turn = exchange(number)
        request["messages"] += turn
        length += len(encode(turn))
        number += 1
    return encode(request)


def encode(value):
    return json.dumps(value, separators=(",", ":")).encode()


def exchange(number):
    call = {"type": "tool_use", "id": f"toolu_{number}", "name": "tool0", "input": {"p0": source(600), "p1": "b"}}
    text = {"type": "text", "text": source(3200)}
    result = {"type": "tool_result", "tool_use_id": f"toolu_{number}", "content": [text]}
    return [{"role": "assistant", "content": [{"type": "text", "text": source(300)}, call]},
            {"role": "user", "content": [result]}]


def tool(number):
    properties = {f"p{place}": {"type": "string", "description": source(60)} for place in range(8)}
    return {"name": f"tool{number}", "description": source(500),
            "input_schema": {"type": "object", "properties": properties, "required": ["p0"]}}


def source(size):
    """Program text: in JSON an escape about every thirty bytes."""
    line = 'let value = try decode("key")  // one line\n    return value + 17\n'
    return (line * (size // len(line) + 1))[:size]


def all_cases(quick):
    """In the order in which they are measured."""
    short = 0.4 if quick else 1.5
    cases = [Case(("request", count), (DIRECT, NGINX, PROXY), count, short) for count in (1, 32, 256)]
    cases += [Case(("body", size, "messages"), (NGINX, PROXY), 8, short, size=size) for size in SIZES]
    cases += [Case(("body", size, route), (PROXY,), 8, short, route=route, size=size)
              for size in SIZES for route in ("bedrock", "signed", "chat")]
    cases.append(Case(("burst", "messages"), (NGINX, PROXY), 8, short, events=64, stream=True))
    cases += [Case(("burst", route), (PROXY,), 8, short, route=route, events=64, stream=True)
              for route in ("bedrock", "chat")]
    cases.append(Case(("first byte",), (DIRECT, NGINX, PROXY), 1, short, events=64, stream=True))
    # 2,000 events a second in all, however many streams there are, so that their delays can be compared.
    twice = 1 if quick else 2
    cases.append(paced(40, 20_000, 50 * twice, (DIRECT, NGINX, PROXY), requests=twice))
    cases += [paced(40, 20_000, 50 * twice, (PROXY,), route=route, requests=twice) for route in ("bedrock", "chat")]
    cases.append(paced(200, 100_000, 10 if quick else 40, (DIRECT, NGINX, PROXY)))
    cases.append(paced(1000, 500_000, 3 if quick else 10, (DIRECT, NGINX, PROXY)))
    # Without the reset the target that refused would be left alone from the second request on.
    reset = "/debug/cooldowns/reset"
    cases += [Case(("failover", route), (PROXY,), 1, short, route=route, before=reset)
              for route in ("messages", "failover429", "failover503")]
    return cases


def paced(streams, gap, events, servers, route="messages", requests=1):
    return Case(("paced", streams, route), servers, streams, 60, route=route, events=events, gap=gap, stream=True,
                requests=requests)


def many_streams():
    """A thousand streams that stay open while memory is read."""
    return paced(1000, 500_000, 10, (NGINX, PROXY))
