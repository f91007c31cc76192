"""Answers of every kind, whole and streamed, as the Anthropic SDK reads them."""
import time
import unittest

from support import DIALECT, HELLO, HIDES_REASONING, VENDOR, ProxyTestCase, unless

UNICODE = "grüße 🌍 \u2028 \"quoted\" \\ tab\there\nnew line \u0000 𝄞 日本語"
# As the scenario's tools are called: what arrives in many small fragments has to come out as this.
FIRST_INPUT = {"file_path": "/tmp/grüße 🌍.txt", "nested": {"list": [1, 2.5, True, None, "a\"b\\c\n"], "empty": {}}}
SECOND_INPUT = {"command": "printf 'a\\tb' | wc -c", "timeout": 1000}
# Asks for thoughts to be shown: other vendors' models think whether asked or not.
THINKING = {"thinking": {"type": "enabled", "budget_tokens": 1024}, "max_tokens": 2000}
# An upstream that tells the counts of a stream to nobody.
COUNTS_NO_STREAM = VENDOR == "local"


class WholeAnswers(ProxyTestCase):
    def test_text_and_usage(self):
        message = self.create("say-hello")

        self.assertEqual(message.type, "message")
        self.assertEqual(message.role, "assistant")
        self.assertEqual([block.text for block in message.content], ["Hello from the upstream."])
        self.assertEqual(message.stop_reason, "end_turn")
        self.assertEqual(message.usage.input_tokens, 11)
        self.assertEqual(message.usage.output_tokens, 22)
        self.assertEqual(message.usage.cache_read_input_tokens, 333)
        self.assertEqual(message.usage.cache_creation_input_tokens, 44)

    def test_unicode(self):
        self.assertEqual(self.create("say-unicode").content[0].text, UNICODE)

    @unless(HIDES_REASONING, "reasoning is not shown")
    def test_thinking(self):
        thinking, *_, text = self.create("think", **THINKING).content

        self.assertEqual(thinking.thinking, "First I think.\nThen I speak.")
        self.assertTrue(thinking.signature)
        self.assertEqual(text.text, "I have thought.")

    @unless(DIALECT == "chat", "what is not shown has no block of its own")
    def test_redacted_thinking(self):
        _, redacted, _ = self.create("think", **THINKING).content

        self.assertTrue(redacted.data)
        if DIALECT == "messages":
            self.assertEqual(redacted.data, "cmVkYWN0ZWQ=")

    def test_parallel_tools(self):
        message = self.create("call-tools")

        self.assertEqual(message.stop_reason, "tool_use")
        text, first, second, third = message.content
        self.assertEqual(text.text, "Three calls.")
        self.assertEqual((first.name, first.input), ("Read", FIRST_INPUT))
        self.assertEqual((second.name, second.input), ("Bash", SECOND_INPUT))
        self.assertEqual((third.name, third.input), ("Empty", {}))
        self.assertEqual(len({first.id, second.id, third.id}), 3)

    def test_raw_response_names_target_and_request(self):
        response = self.client.messages.with_raw_response.create(model="say-hello", max_tokens=10, messages=HELLO)

        self.assertTrue(response.headers["request-id"].startswith("req_"))
        self.assertEqual(response.headers["x-claude-proxy-attempts"], "1")
        self.assertIn(VENDOR + "/", response.headers["x-claude-proxy-target"])
        self.assertEqual(response.parse()._request_id, response.headers["request-id"])

    def test_fields_the_upstream_may_see(self):
        # The newest version of the API takes no temperature, and the proxy leaves a client's version as it is.
        older = {"anthropic-version": "2023-06-01"} if VENDOR == "anthropic" else {}
        message = self.create(
            "say-hello", extra_headers=older, system="Be brief.", stop_sequences=["\n\n"], metadata={"user_id": "u"},
            tools=[{"name": "Bash", "description": "Runs", "input_schema": {"type": "object", "properties": {}}}],
            tool_choice={"type": "auto"}, extra_body={"temperature": 0.5},
        )

        self.assertEqual(message.stop_reason, "end_turn")


    def test_newest_version_of_the_api(self):
        message = self.create("answer-to-the-newest-version", extra_headers={"anthropic-version": "2026-10-21"})

        self.assertEqual(message.content[0].text, "Hello from the upstream.")


class StreamedAnswers(ProxyTestCase):
    def test_same_as_whole(self):
        for model in ["say-hello", "say-unicode", "think", "call-tools"]:
            with self.subTest(model):
                whole, streamed = self.both(model)

                self.assertEqual(self.contents(streamed), self.contents(whole))
                self.assertEqual(streamed.stop_reason, whole.stop_reason)

    @unless(COUNTS_NO_STREAM, "the counts of a stream are estimates")
    def test_same_usage_as_whole(self):
        for model in ["say-hello", "say-unicode", "think", "call-tools"]:
            with self.subTest(model):
                whole, streamed = self.both(model)

                self.assertEqual(streamed.usage.output_tokens, whole.usage.output_tokens)
                self.assertEqual(streamed.usage.input_tokens, whole.usage.input_tokens)
                self.assertEqual(streamed.usage.cache_read_input_tokens, whole.usage.cache_read_input_tokens)

    def both(self, model):
        """A whole answer, and the same streamed."""
        whole = self.create(model, **THINKING)
        with self.stream(model, **THINKING) as stream:
            return whole, stream.get_final_message()

    def contents(self, message):
        """The blocks without their ids, which are new for each answer; Responses has ids in its reasoning as well."""
        ids = {"id", "signature", "data"} if DIALECT == "responses" else {"id"}
        return [block.model_dump(exclude={"parsed_output", *ids}) for block in message.content]

    def test_tool_input_across_deltas(self):
        fragments = 0
        with self.stream("call-tools") as stream:
            for event in stream:
                fragments += event.type == "input_json"
            message = stream.get_final_message()

        # Groq and Cerebras send each input in one piece.
        self.assertGreater(fragments, 1 if VENDOR in ["groq", "cerebras"] else 20)
        self.assertEqual([block.input for block in message.content[1:]], [FIRST_INPUT, SECOND_INPUT, {}])

    def test_order_of_events(self):
        events = list(self.create("think", stream=True, **THINKING))
        kinds = [event.type for event in events]

        self.assertEqual(kinds[0], "message_start")
        self.assertEqual(kinds[-2:], ["message_delta", "message_stop"])
        self.assertEqual(kinds.count("message_start"), 1)
        starts = [event.index for event in events if event.type == "content_block_start"]
        stops = [event.index for event in events if event.type == "content_block_stop"]
        self.assertEqual(starts, list(range(len(self.create("think", **THINKING).content))))
        self.assertEqual(stops, starts)
        kinds_of_deltas = {event.delta.type for event in events if event.type == "content_block_delta"}
        of_thoughts = set() if HIDES_REASONING else {"thinking_delta", "signature_delta"}
        self.assertEqual(kinds_of_deltas, {"text_delta", *of_thoughts})

    @unless(COUNTS_NO_STREAM, "the counts of a stream are estimates")
    def test_usage_while_streaming(self):
        events = list(self.create("say-hello", stream=True))

        # Other protocols tell the counts at the end; until then the proxy tells an estimate.
        said_first = events[0] if DIALECT == "messages" else events[-2]
        usage = getattr(said_first, "message", said_first).usage
        self.assertEqual(usage.input_tokens, 11)
        self.assertEqual(usage.cache_read_input_tokens, 333)
        self.assertEqual(events[-2].usage.output_tokens, 22)

    def test_input_tokens_are_told_at_once(self):
        events = self.create("say-hello", stream=True)

        self.assertGreater(next(iter(events)).message.usage.input_tokens, 0)
        events.close()

    def test_text_comes_as_it_is_spoken(self):
        arrivals = []
        with self.stream("speak-slowly") as stream:
            for _ in stream.text_stream:
                arrivals.append(time.monotonic())

        # Ten deltas, 100 ms apart: buffered to the end they would all arrive at once.
        self.assertGreaterEqual(len(arrivals), 10)
        self.assertGreater(arrivals[-1] - arrivals[0], 0.6)
        self.assertGreater(sum(later - earlier > 0.02 for earlier, later in zip(arrivals, arrivals[1:])), 5)

    def test_large_answer(self):
        with self.stream("speak-long") as stream:
            text = "".join(stream.text_stream)

        self.assertEqual(len(text), 2_000_000)

    def test_conversation_with_tool_results(self):
        with self.stream("call-tools") as stream:
            asked = stream.get_final_message()
        results = [
            {"type": "tool_result", "tool_use_id": block.id, "content": UNICODE, "is_error": False}
            for block in asked.content if block.type == "tool_use"
        ]
        tools = [{"name": name, "input_schema": {"type": "object"}} for name in ["Read", "Bash", "Empty"]]
        answer = self.create(
            "repeat-results", tools=tools,
            messages=[*HELLO, {"role": "assistant", "content": asked.content}, {"role": "user", "content": results}],
        )

        self.assertEqual(answer.content[0].text, "\n---\n".join([UNICODE] * 3))


if __name__ == "__main__":
    unittest.main(verbosity=2)
