"""The rest of the API, credentials, many clients at once, and clients that leave."""
import asyncio
import time
import unittest

import anthropic
from support import HELLO, VENDOR, ProxyTestCase, async_client, client, raw, unless


class Models(ProxyTestCase):
    def test_paging_gives_every_route_once(self):
        paged = [model.id for model in self.client.models.list(limit=3)]
        whole = [model.id for model in self.client.models.list(limit=1000)]

        self.assertEqual(paged, whole)
        self.assertEqual(len(paged), len(set(paged)))
        self.assertGreater(len(paged), 6)
        self.assertIn("say-hello", paged)

    def test_pages_backwards(self):
        ids = [model.id for model in self.client.models.list(limit=1000)]
        page = self.client.models.list(limit=2, before_id=ids[4])

        self.assertEqual([model.id for model in page.data], ids[2:4])
        self.assertTrue(page.has_more)

    def test_retrieve(self):
        model = self.client.models.retrieve("say-hello")

        self.assertEqual((model.id, model.type), ("say-hello", "model"))
        self.assertTrue(model.created_at.year >= 2025)

    def test_unknown(self):
        with self.assertRaises(anthropic.NotFoundError):
            self.client.models.retrieve("no-such-model")


class CountTokens(ProxyTestCase):
    def count(self, model, text):
        """The number, and where the proxy has it from."""
        counting = self.client.messages.with_raw_response.count_tokens(
            model=model, messages=[{"role": "user", "content": text}]
        )
        return counting.parse().input_tokens, counting.headers["x-claude-proxy-token-count"]

    @unless(VENDOR not in ["bedrock", "anthropic", "openai"], "has no way to count tokens")
    def test_upstreams_number(self):
        self.assertEqual(self.count("count", "Hello"), (4242, "upstream"))

    def test_estimate_where_the_upstream_has_none(self):
        short, first = self.count("count-refused", "Hello")
        long, second = self.count("count-refused", "Hello, world. " * 400)

        self.assertEqual((first, second), ("estimate", "estimate"))
        self.assertGreater(short, 0)
        self.assertIn(long, range(400, 4000))


class Credentials(ProxyTestCase):
    def test_either_header(self):
        with client(api_key="sk-test") as keyed, client(api_key=None, auth_token="token") as bearer:
            for one in [keyed, bearer]:
                self.assertTrue(one.messages.create(model="say-hello", max_tokens=10, messages=HELLO).content)

    def test_request_ids_differ(self):
        ids = {self.create("say-hello")._request_id for _ in range(5)}

        self.assertEqual(len(ids), 5)


class OtherPaths(ProxyTestCase):
    def test_what_claude_code_may_ask(self):
        with raw() as http:
            self.assertEqual(http.head("/api/hello").status_code, 200)
            self.assertEqual(http.get("/v1/models?limit=1000").status_code, 200)
            self.assertEqual(http.get("/health").json()["status"], "ok")
            unknown = http.get("/v1/nothing")

        self.assertEqual(unknown.status_code, 404)
        self.assertEqual(unknown.json()["error"]["type"], "not_found_error")
        self.assertEqual(unknown.json()["request_id"], unknown.headers["request-id"])


class ManyClients(unittest.IsolatedAsyncioTestCase):
    async def test_twenty_streams_at_once(self):
        begin = time.monotonic()
        async with async_client() as shared:
            texts = await asyncio.gather(*(self.read(shared, number) for number in range(20)))

        self.assertEqual(texts, [f"You said: number {number}." for number in range(20)])
        # Each takes two seconds; one after another they would take forty.
        self.assertLess(time.monotonic() - begin, 20)

    async def read(self, shared, number):
        prompt = [{"role": "user", "content": f"number {number}"}]
        async with shared.messages.stream(model="repeat-slowly", max_tokens=100, messages=prompt) as stream:
            return await stream.get_final_text()

    async def test_whole_answer(self):
        async with async_client() as one:
            message = await one.messages.create(model="call-tools", max_tokens=10, messages=HELLO)

        self.assertEqual(message.stop_reason, "tool_use")

    async def test_error(self):
        async with async_client() as one:
            with self.assertRaises(anthropic.BadRequestError):
                await one.messages.create(model="refuse", max_tokens=10, messages=HELLO)

    async def test_cancelled_task(self):
        async with async_client() as one:
            async def read_on():
                async with one.messages.stream(model="fall-silent", max_tokens=10, messages=HELLO) as stream:
                    async for text in stream.text_stream:
                        heard.set_result(text)

            heard = asyncio.get_running_loop().create_future()
            task = asyncio.create_task(read_on())
            self.assertTrue(await asyncio.wait_for(heard, 10))
            task.cancel()
            with self.assertRaises(asyncio.CancelledError):
                await task
            # The same client goes on afterwards.
            message = await one.messages.create(model="say-hello", max_tokens=10, messages=HELLO)
            self.assertEqual(message.stop_reason, "end_turn")


class LeavingClients(ProxyTestCase):
    def test_closed_stream(self):
        for _ in range(3):
            with self.stream("fall-silent") as stream:
                self.assertTrue(next(iter(stream.text_stream)))
        self.assertTrue(self.create("say-hello").content)


if __name__ == "__main__":
    unittest.main(verbosity=2)
