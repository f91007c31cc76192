"""A proxy that nobody has used yet."""
from support import PROXY, DashboardTest, send, setUpModule, tearDownModule


class Empty(DashboardTest):
    expected_console = ("404 (Not Found)",)

    def test_every_page_says_what_to_do_next(self):
        for path in ("/", "/requests"):
            self.open(path)
            self.wait_for('[data-empty="first"]')
            claude, curl = self.texts("[data-empty] code")[:2]
            self.assertIn(f"ANTHROPIC_BASE_URL={PROXY}", claude)
            self.assertIn(f"{PROXY}/v1/messages", curl)
            self.assertEqual(self.all(".card"), [])
        self.open("/errors")
        self.wait_until_loaded()
        self.assertIn("No request failed", self.text("main"))
        self.open("/requests/req_none")
        self.wait(lambda: "Not in the history" in self.text("main"), "a request that is not there")
        self.open("/nothing")
        self.wait(lambda: "No such page" in self.text("main"), "a page that is not there")
        self.assertNotIn("NaN", self.text("body"))

    def test_the_first_request_takes_the_place_of_the_advice(self):
        self.open("/requests")
        self.wait_for('[data-empty="first"]')
        self.wait_until_live()

        self.assertEqual(send("anything")[0], 200)

        self.wait_for('tr[data-state="ok"]')
        self.assertEqual(self.all("[data-empty]"), [])

        # One point makes no line: the cards keep no room for it.
        self.open("/")
        self.wait_for(".card .figure", 8)
        self.assertEqual(self.all(".spark .line"), [])
        self.assertNotIn("approximate", self.text("main"))
        below = self.script("return [...document.querySelectorAll('.card')].map((card) => Math.round("
                            "card.getBoundingClientRect().bottom - card.querySelector('.note').getBoundingClientRect().bottom))")
        self.assertLessEqual(min(below), 16)
