"""Answers of every kind, whole and streamed, as the Anthropic SDK reads them."""
import time
import unittest

from support import HELLO, ProxyTestCase

UNICODE = "grüße 🌍 \u2028 \"quoted\" \\ tab\there\nnew line \u0000 𝄞 日本語"
# As the scenario's tools are called: what arrives in many small fragments has to come out as this.
FIRST_INPUT = {"file_path": "/tmp/grüße 🌍.txt", "nested": {"list": [1, 2.5, True, None, "a\"b\\c\n"], "empty": {}}}
SECOND_INPUT = {"command": "printf 'a\\tb' | wc -c", "timeout": 1000}


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

    def test_thinking(self):
        thinking, redacted, text = self.create("think").content

        self.assertEqual(thinking.thinking, "First I think.\nThen I speak.")
        self.assertTrue(thinking.signature)
        self.assertEqual(redacted.data, "cmVkYWN0ZWQ=")
        self.assertEqual(text.text, "I have thought.")

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
        self.assertIn("bedrock/", response.headers["x-claude-proxy-target"])
        self.assertEqual(response.parse()._request_id, response.headers["request-id"])

    def test_fields_the_upstream_may_see(self):
        message = self.create(
            "say-hello", system="Be brief.", stop_sequences=["\n\n"], metadata={"user_id": "u"},
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
                whole = self.create(model)
                with self.stream(model) as stream:
                    streamed = stream.get_final_message()

                self.assertEqual(self.contents(streamed), self.contents(whole))
                self.assertEqual(streamed.stop_reason, whole.stop_reason)
                self.assertEqual(streamed.usage.output_tokens, whole.usage.output_tokens)
                self.assertEqual(streamed.usage.input_tokens, whole.usage.input_tokens)

    def contents(self, message):
        """The blocks without their ids, which are new for each answer."""
        return [block.model_dump(exclude={"id", "parsed_output"}) for block in message.content]

    def test_tool_input_across_deltas(self):
        fragments = 0
        with self.stream("call-tools") as stream:
            for event in stream:
                fragments += event.type == "input_json"
            message = stream.get_final_message()

        self.assertGreater(fragments, 20)
        self.assertEqual([block.input for block in message.content[1:]], [FIRST_INPUT, SECOND_INPUT, {}])

    def test_order_of_events(self):
        events = list(self.client.messages.create(model="think", max_tokens=100, messages=HELLO, stream=True))
        kinds = [event.type for event in events]

        self.assertEqual(kinds[0], "message_start")
        self.assertEqual(kinds[-2:], ["message_delta", "message_stop"])
        self.assertEqual(kinds.count("message_start"), 1)
        starts = [event.index for event in events if event.type == "content_block_start"]
        stops = [event.index for event in events if event.type == "content_block_stop"]
        self.assertEqual(starts, [0, 1, 2])
        self.assertEqual(stops, [0, 1, 2])
        kinds_of_deltas = {event.delta.type for event in events if event.type == "content_block_delta"}
        self.assertEqual(kinds_of_deltas, {"thinking_delta", "signature_delta", "text_delta"})

    def test_usage_while_streaming(self):
        events = list(self.client.messages.create(model="say-hello", max_tokens=100, messages=HELLO, stream=True))

        self.assertEqual(events[0].message.usage.input_tokens, 11)
        self.assertEqual(events[0].message.usage.cache_read_input_tokens, 333)
        self.assertEqual(events[-2].usage.output_tokens, 22)

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
