"""Failures as the Anthropic SDK sees them: the right exception, the right retries, nothing made up."""
import time
import unittest

import anthropic
from support import HELLO, ProxyTestCase, Traffic, client


class Errors(ProxyTestCase):
    def failure(self, kind, model, **options):
        """The exception of a whole request, and the same of a streamed one."""
        with self.assertRaises(kind) as whole:
            self.create(model, **options)
        with self.assertRaises(kind) as streamed:
            with self.stream(model, **options) as stream:
                stream.get_final_message()
        self.assertEqual(type(whole.exception), type(streamed.exception))
        self.assertTrue(whole.exception.request_id.startswith("req_"))
        self.assertEqual(whole.exception.body["type"], "error")
        self.assertEqual(whole.exception.body["request_id"], whole.exception.request_id)
        return whole.exception

    def test_bad_request_keeps_the_upstreams_words(self):
        error = self.failure(anthropic.BadRequestError, "refuse")

        self.assertEqual(error.type, "invalid_request_error")
        self.assertIn("tools.0.custom.name: String should match pattern", error.api_message)

    def test_long_prompt_is_told_as_clients_know_it(self):
        error = self.failure(anthropic.BadRequestError, "too-long")

        # The two wordings that Claude Code answers by compacting.
        self.assertRegex(error.api_message, "^(prompt is too long|Input is too long for requested model)")

    def test_unknown_model(self):
        error = self.failure(anthropic.NotFoundError, "no-such-model")

        self.assertEqual(error.type, "not_found_error")
        self.assertIn("say-hello", error.api_message)

    def test_too_large(self):
        error = self.failure(
            anthropic.RequestTooLargeError, "say-hello", messages=[{"role": "user", "content": "x" * 3_000_000}]
        )

        self.assertEqual(error.type, "request_too_large")

    def test_rate_limit_says_when(self):
        error = self.failure(anthropic.RateLimitError, "throttle")

        self.assertEqual(error.type, "rate_limit_error")
        self.assertIn(int(error.response.headers["retry-after"]), range(1, 61))

    def test_our_credential_is_no_fault_of_the_client(self):
        traffic = Traffic()
        with client(traffic, retries=3) as patient, self.assertRaises(anthropic.InternalServerError) as caught:
            patient.messages.create(model="deny", max_tokens=10, messages=HELLO)

        self.assertEqual(caught.exception.type, "api_error")
        self.assertEqual(traffic.statuses, [500], "x-should-retry: false was not obeyed or not sent")
        self.assertEqual(traffic.responses[0][1]["x-should-retry"], "false")

    def test_upstream_failure(self):
        error = self.failure(anthropic.InternalServerError, "fail")

        self.assertEqual((error.status_code, error.type), (500, "api_error"))

    def test_overload(self):
        error = self.failure(anthropic.OverloadedError, "overload")

        self.assertEqual((error.status_code, error.type), (529, "overloaded_error"))

    def test_malformed_requests(self):
        for body in [{"max_tokens": "many"}, {"messages": "Hello"}]:
            with self.subTest(body), self.assertRaises(anthropic.BadRequestError):
                self.create("say-hello", extra_body=body)

    def test_sdk_retries_after_the_time_told(self):
        traffic = Traffic()
        begin = time.monotonic()
        with client(traffic, retries=3) as patient:
            message = patient.messages.create(model="throttle-once", max_tokens=10, messages=HELLO)

        self.assertEqual(message.content[0].text, "Hello from the upstream.")
        self.assertEqual((traffic.statuses[0], traffic.statuses[-1]), (429, 200))
        self.assertGreaterEqual(time.monotonic() - begin, 0.9)


class FailuresInTheStream(ProxyTestCase):
    def test_error_event_after_text(self):
        seen = ""
        with self.assertRaises(anthropic.APIStatusError) as caught:
            with self.stream("break-in-text") as stream:
                for text in stream.text_stream:
                    seen += text

        self.assertTrue(seen, "what came before the failure was lost")
        self.assertEqual(caught.exception.body["error"]["type"], "rate_limit_error")

    def test_cut_off_stream_is_no_end(self):
        for model in ["cut-in-text", "reset-in-text", "end-in-text"]:
            with self.subTest(model), self.assertRaises(anthropic.APIError):
                with self.stream(model) as stream:
                    stream.get_final_message()

    def test_failure_before_text_is_not_seen(self):
        for _ in range(2):
            with self.stream("fail-over") as stream:
                message = stream.get_final_message()

            self.assertEqual(message.content[0].text, "Hello from the upstream.")
            self.assertEqual(message.stop_reason, "end_turn")

    def test_failover_of_a_whole_answer(self):
        traffic = Traffic()
        with client(traffic) as counted:
            message = counted.messages.create(model="fail-over-whole", max_tokens=10, messages=HELLO)

        self.assertEqual(message.content[0].text, "Hello from the upstream.")
        self.assertEqual(traffic.responses[0][1]["x-claude-proxy-attempts"], "4")


if __name__ == "__main__":
    unittest.main(verbosity=2)
