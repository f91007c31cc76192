"""Claude Code itself, as it is shipped, doing a small job through the proxy.

$CLAUDE_PROJECTS is an empty folder; the upstream's script names files in the folders `plain` and `failover` below it.
"""
import asyncio
import json
import os
import pathlib
import subprocess
import tempfile
import unittest

import claude_agent_sdk
from support import HIDES_REASONING, PROXY_URL, raw

BINARY = pathlib.Path(claude_agent_sdk.__file__).parent / "_bundled" / "claude"
PROJECTS = pathlib.Path(os.environ["CLAUDE_PROJECTS"])
# One run of Claude Code, in seconds; on an idle machine it takes about five.
TIME_LIMIT = 120

SPOKEN = 'grüße 🌍\ta\n"quoted" \\ end'
EDITED = 'print("grüße 🌍", \'"edited"\', "a\\\\b")\n'
PRINTED = 'grüße 🌍 "edited" a\\b'


class ClaudeCodeTestCase(unittest.TestCase):
    """A test with a Claude Code that has never run before."""

    def setUp(self):
        home = tempfile.TemporaryDirectory(prefix="claude-home-")
        self.addCleanup(home.cleanup)
        self.environment = {
            "HOME": home.name,
            "PATH": os.environ["PATH"],
            "LANG": "C.UTF-8",
            "ANTHROPIC_BASE_URL": PROXY_URL,
            "ANTHROPIC_AUTH_TOKEN": "any",
            "CLAUDE_CODE_MAX_RETRIES": "2",
            "CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC": "1",
            "DISABLE_TELEMETRY": "1",
            "DISABLE_AUTOUPDATER": "1",
            "NO_PROXY": "127.0.0.1",
        }

    def claude(self, prompt, folder, *options):
        """Runs Claude Code to its end. Returns what it said, line by line, and its result."""
        folder.mkdir(parents=True, exist_ok=True)
        done = subprocess.run(
            [BINARY, "-p", prompt, "--output-format", "stream-json", "--verbose", *options],
            cwd=folder, env=self.environment, stdin=subprocess.DEVNULL, capture_output=True, timeout=TIME_LIMIT,
        )
        said = done.stdout.decode()
        self.assertEqual(done.returncode, 0, f"{said}\n{done.stderr.decode()}")
        lines = [json.loads(line) for line in said.splitlines()]
        self.assertEqual(lines[-1]["type"], "result", said)
        self.assertFalse(lines[-1]["is_error"], said)
        return lines, lines[-1]

    def blocks(self, lines, kind):
        """The blocks of one kind that the model gave out."""
        return [
            block for line in lines if line["type"] == "assistant"
            for block in line["message"]["content"] if block["type"] == kind
        ]


class ClaudeCode(ClaudeCodeTestCase):
    def do_the_job(self, folder, *options):
        """Reads a file and runs a command at once, edits the file, runs it, and tells what came of it."""
        folder.mkdir(parents=True)
        program = folder / "greet.py"
        program.write_text('print("hello")\n', encoding="utf-8")

        lines, result = self.claude("Greet the world.", folder, "--allowedTools", "Read,Edit,Bash", *options)

        self.assertEqual(program.read_text(encoding="utf-8"), EDITED)
        self.assertIn(SPOKEN, result["result"])
        self.assertIn(PRINTED, result["result"])
        self.assertTrue(result["result"].endswith("The world is greeted."), result["result"])
        used = self.blocks(lines, "tool_use")
        self.assertEqual([block["name"] for block in used], ["Read", "Bash", "Edit", "Bash"])
        self.assertGreater(result["usage"]["output_tokens"], 0)
        return lines

    def test_tools_and_thinking_with_the_default_model(self):
        lines = self.do_the_job(PROJECTS / "plain")

        self.assertEqual(bool(self.blocks(lines, "thinking")), not HIDES_REASONING)

    def test_nobody_notices_a_failover(self):
        self.do_the_job(PROJECTS / "failover", "--model", "claude-sonnet-4-5-20250929")

    def test_recovers_from_a_failure_in_the_stream(self):
        _, result = self.claude("Hello", PROJECTS / "broken", "--model", "break-when-streamed")

        self.assertEqual(result["result"], "Hello from the upstream.")

    def test_bears_pings_before_the_answer_begins(self):
        _, result = self.claude("Hello", PROJECTS / "slow", "--model", "start-slowly")

        self.assertEqual(result["result"], "Hello from the upstream.")
        self.assertGreater(result["duration_api_ms"], 11_000)

    def test_agent_sdk(self):
        results = asyncio.run(asyncio.wait_for(self.ask_through_the_sdk(), TIME_LIMIT))

        self.assertEqual(results, ["Hello from the upstream."])

    async def ask_through_the_sdk(self):
        folder = PROJECTS / "sdk"
        folder.mkdir()
        options = claude_agent_sdk.ClaudeAgentOptions(
            cwd=folder, env=self.environment, model="say-hello", cli_path=BINARY, max_turns=1,
        )
        results = []
        async for message in claude_agent_sdk.query(prompt="Hello", options=options):
            if isinstance(message, claude_agent_sdk.ResultMessage):
                results.append(message.result)
        return results


class MovingSession(ClaudeCodeTestCase):
    def test_to_another_vendor_and_back(self):
        for turn, prompt in enumerate(["Begin here.", "Go on elsewhere.", "Come back."], start=1):
            options = ["--continue"] if turn > 1 else []
            lines, result = self.claude(prompt, PROJECTS / "moving", "--allowedTools", "Bash", *options)

            self.assertEqual(result["result"], f"turn {turn}")
            self.assertEqual([block["name"] for block in self.blocks(lines, "tool_use")], ["Bash"])
            # The vendor that was throttled is asked again.
            with raw() as http:
                self.assertEqual(http.post("/debug/cooldowns/reset").status_code, 200)


if __name__ == "__main__":
    unittest.main(verbosity=2)
