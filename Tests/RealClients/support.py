"""What the tests of real clients have in common.

The proxy at $PROXY_URL serves scenarios as models: each route has the name of what its simulated upstream does. They are
declared in Tests/RealClientTests/Scenario.swift. $CLAUDE_PROXY_VENDOR names the provider of all those upstreams, and
$CLAUDE_PROXY_DIALECT the protocol in which the proxy speaks to them: messages, chat or responses.
"""
import os
import unittest

import anthropic
import httpx2

PROXY_URL = os.environ.get("PROXY_URL", "http://127.0.0.1:3001")
VENDOR = os.environ.get("CLAUDE_PROXY_VENDOR", "bedrock")
DIALECT = os.environ.get("CLAUDE_PROXY_DIALECT", "messages")
# OpenAI's Chat Completions count the tokens of reasoning and never show it.
HIDES_REASONING = (VENDOR, DIALECT) == ("openai", "chat")
# No request of these tests takes longer, in seconds; a proxy that hangs must fail them and not stop them.
TIME_LIMIT = 30

HELLO = [{"role": "user", "content": "Hello"}]


def unless(is_lost, why):
    """Leaves a test out where a vendor's protocol cannot carry what it looks for."""
    return unittest.skipIf(is_lost, f"{VENDOR} ({DIALECT}): {why}")


class Traffic:
    """Counts what goes over the wire under a client, retries included."""

    def __init__(self):
        self.responses = []

    def note(self, response):
        self.responses.append((response.status_code, response.headers))

    async def note_async(self, response):
        self.note(response)

    @property
    def statuses(self):
        return [status for status, _ in self.responses]


def client(traffic=None, retries=0, **options):
    """An SDK client as a user makes it, pointed at the proxy."""
    hooks = {"response": [traffic.note]} if traffic else {}
    options.setdefault("api_key", "any")
    return anthropic.Anthropic(
        base_url=PROXY_URL, max_retries=retries, timeout=TIME_LIMIT,
        http_client=anthropic.DefaultHttpxClient(event_hooks=hooks, trust_env=False, timeout=TIME_LIMIT), **options,
    )


def async_client(retries=0):
    return anthropic.AsyncAnthropic(
        base_url=PROXY_URL, api_key="any", max_retries=retries, timeout=TIME_LIMIT,
        http_client=anthropic.DefaultAsyncHttpxClient(trust_env=False, timeout=TIME_LIMIT),
    )


def raw():
    """A plain HTTP client, for what an SDK does not show."""
    return httpx2.Client(base_url=PROXY_URL, timeout=TIME_LIMIT, trust_env=False)


class ProxyTestCase(unittest.TestCase):
    """A test with an SDK client of its own."""

    def setUp(self):
        self.client = client()
        self.addCleanup(self.client.close)

    def create(self, model, **options):
        return self.client.messages.create(model=model, **{"max_tokens": 1000, "messages": HELLO, **options})

    def stream(self, model, **options):
        return self.client.messages.stream(model=model, **{"max_tokens": 1000, "messages": HELLO, **options})
