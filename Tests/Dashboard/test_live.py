"""Requests while they run, targets while they cool."""
import urllib.parse

from support import PROXY, DashboardTest, ask, get, send, send_aside, setUpModule, tearDownModule


def let_go(gate):
    """Opens a gate at which the upstream holds a request of the model `hold`."""
    assert send("open", gate, stream=False)[0] == 200


class Live(DashboardTest):
    def last_exchange(self, model):
        """The newest exchange of a model, once it is in the history."""
        return self.wait(lambda: get(f"/api/exchanges?model={model}")["exchanges"][0], f"a request for {model}")

    def row(self, state):
        rows = self.all(f'tr[data-state="{state}"]')
        return next(row for row in rows if "hold" in row.text) if rows else None

    def test_a_request_is_seen_while_it_runs_and_settles_in_place(self):
        self.open("/requests?model=hold")
        self.wait_until_loaded()
        self.wait_until_live()
        request = send_aside("hold", "first")
        self.wait(lambda: self.all('tr[data-state="busy"] .c-attempts .dot'), "a running row with its attempt")
        row = self.one('tr[data-state="busy"]')
        cell = lambda name: row.find_element("css selector", f".c-{name}").text
        self.assertEqual(cell("status"), "Connecting")
        self.assertIn("hold-0", cell("routed"))
        self.assertEqual(cell("provider"), "bedrock")
        self.assertEqual(cell("tokens"), "–")
        elapsed = cell("duration")
        self.wait(lambda: cell("duration") not in (elapsed, "–"), "the seconds grow")

        let_go("first head")
        self.wait(lambda: cell("status") == "Streaming", "it streams")
        self.wait(lambda: cell("tokens").endswith(" out"), "tokens so far")
        request_id = cell("id")
        self.script("window.kept = arguments[0]; window.kept.querySelector('a.row').focus()", row)

        let_go("first rest")
        self.wait(lambda: self.script("return window.kept.dataset.state") == "ok", "it settles")
        self.assertTrue(self.script("return window.kept.isConnected"), "in the very same row")
        self.assertEqual(self.script("return document.activeElement.textContent"), request_id)
        self.assertEqual(cell("status"), "OK 200")
        request.join()
        self.wait(lambda: len(self.ids()) == 1, "and only there")

    def test_a_running_request_has_a_page_that_becomes_its_record(self):
        self.open("/requests?model=hold")
        self.wait_until_loaded()
        self.wait_until_live()
        request = send_aside("hold", "second")
        self.wait_for('tr[data-state="busy"] a.row').click()
        self.wait_for("[data-running]")
        self.assertIn("Elapsed", self.text("main"))
        let_go("second head")
        let_go("second rest")
        self.wait_for(".waterfall .attempt")
        request.join()

    def test_rows_that_new_ones_push_off_are_on_the_next_page(self):
        for _ in range(12):
            send("steady", stream=False)
        self.wait(lambda: len(get("/api/exchanges?model=steady")["exchanges"]) == 12, "all in the history")
        self.open("/requests?model=steady&limit=10")
        self.wait(lambda: len(self.ids()) == 10, "a full page")
        self.wait_until_live()
        top = self.ids()[0]
        for _ in range(4):
            send("steady", stream=False)
        self.wait(lambda: self.ids().index(top) == 4, "four new ones at the top")
        self.assertEqual(len(self.ids()), 10)
        first = self.ids()
        self.one("#older").click()
        self.wait(lambda: len(self.ids()) == 6, "the rest")
        rows = get("/api/exchanges?model=steady&limit=100")["exchanges"]
        self.assertEqual(first + self.ids(), [row["request_id"] for row in rows])

    def test_the_next_page_begins_behind_the_last_row_also_where_that_was_told_live(self):
        self.open("/requests?model=told&limit=10")
        self.wait_until_loaded()
        self.wait_until_live()
        for _ in range(11):
            send("told", stream=False)
        key = lambda: get("/api/exchanges?model=told&limit=10")["older"]
        link = lambda: urllib.parse.urlsplit(self.one("#older").get_attribute("href") or "").query
        begin = lambda: urllib.parse.parse_qs(link()).get("before")
        self.wait(lambda: len(get("/api/exchanges?model=told")["exchanges"]) == 11, "all in the history")
        self.wait(lambda: begin() == [key()], "the last row's key")
        # More often than the list is read again.
        for count in (2, 3, 4):
            top = self.ids()[0]
            send("told", stream=False)
            self.wait(lambda: self.ids()[1] == top, "a new one at the top")
        first = self.ids()
        self.one("#older").click()
        self.wait(lambda: len(self.ids()) == count, "the rest")
        rows = get("/api/exchanges?model=told&limit=100")["exchanges"]
        self.assertEqual(first + self.ids(), [row["request_id"] for row in rows])

    def test_a_row_that_is_pushed_off_leaves_the_focus_to_its_neighbour(self):
        for _ in range(10):
            send("moving", stream=False)
        self.wait(lambda: len(get("/api/exchanges?model=moving")["exchanges"]) == 10, "all in the history")
        self.open("/requests?model=moving&limit=10")
        self.wait(lambda: len(self.ids()) == 10, "a full page")
        self.wait_until_live()
        rows = self.ids()
        self.keys("k")
        focused = lambda: self.script("return document.activeElement.textContent")
        self.assertEqual(focused(), rows[9])
        for _ in range(3):
            send("moving", stream=False)
        self.wait(lambda: self.ids()[3:] == rows[:7], "three new ones at the top")
        self.assertEqual(focused(), rows[6])
        self.keys("k")
        self.assertEqual(focused(), rows[5])

    def test_requests_that_reached_no_variant_are_told_from_others(self):
        refused = {"model": "nobody", "max_tokens": 1, "messages": []}
        self.assertEqual(ask("POST", PROXY + "/v1/messages", refused)[0], 400)
        self.wait(lambda: get("/api/exchanges?model=nobody")["exchanges"], "it is in the history")
        self.open("/errors?model=nobody")
        self.wait_for("td.c-class a.row")
        self.assertEqual(self.texts("td.c-target")[0], "–")
        self.one("td.c-class a.row").click()
        self.wait(lambda: self.query().get("target") == "none", "only those without a variant")
        shown = self.script("return document.querySelector('select[name=target]').selectedOptions[0].textContent")
        self.assertEqual(shown, "no variant")
        self.wait(lambda: len(self.ids()) == 1, "that one request")
        # One that ends while the list is open is held against the same filter.
        self.wait_until_live()
        refused = ask("POST", PROXY + "/v1/messages", refused)[1]
        self.wait(lambda: refused["request-id"] in self.ids(), "it joins the list")

    def test_many_tabs_are_live_one_after_another(self):
        # A browser has six connections for one host: tabs that nobody sees must not hold them.
        for _ in range(8):
            self.browser.switch_to.new_window("tab")
            self.open("/")
            self.wait_until_loaded()
            self.wait_until_live()
        self.browser.switch_to.window(self.browser.window_handles[0])
        self.open("/")
        self.wait_until_live()

    def test_live_updates_pause_and_go_on(self):
        self.open("/requests?model=quick")
        self.wait_until_loaded()
        self.wait_until_live()
        send("quick")
        self.wait(lambda: len(self.ids()) == 1, "the first request")
        self.one("#pause").click()
        self.wait(lambda: self.text("#pause") == "Resume", "paused")
        self.assertEqual(self.text("#live"), "Paused")
        self.wait_for('[data-notice="live"]')
        send("quick")
        self.wait(lambda: len(get("/api/exchanges?model=quick")["exchanges"]) == 2, "both in the history")
        self.assertEqual(len(self.ids()), 1)
        self.keys("p")
        self.wait_until_live()
        self.wait(lambda: len(self.ids()) == 2, "what was missed is there")
        self.assertEqual(self.all(".notice"), [])

    def test_a_failover_is_drawn_as_a_waterfall(self):
        self.assertEqual(send("fail-over")[0], 200)
        exchange = self.last_exchange("fail-over")
        self.open("/requests?model=fail-over")
        self.wait_for("tr[data-row]")
        dots = [dot.get_attribute("data-state") for dot in self.all(".c-attempts .dot")]
        self.assertEqual(dots, ["bad", "bad", "ok"])
        self.one("a.row").click()
        self.wait_for(".waterfall .attempt", 3)
        states = [row.get_attribute("data-state") for row in self.all(".waterfall .attempt")]
        self.assertEqual(states, ["bad", "bad", "ok"])
        attempts = self.texts(".waterfall .attempt")
        self.assertIn("rate limited · 429", attempts[0])
        self.assertIn("Too many requests", attempts[0])
        self.assertIn("left alone until", attempts[0])
        self.assertIn("503", attempts[1])
        self.assertIn("served · 200", attempts[2])
        starts = self.script("return [...document.querySelectorAll('.attempt .span.waited')]"
                             ".map((bar) => bar.getBoundingClientRect().left)")
        self.assertEqual(starts, sorted(starts))
        ends = self.script("return [...document.querySelectorAll('.attempt .track')].map((track) => track.scrollWidth"
                           " <= track.clientWidth)")
        self.assertEqual(ends, [True, True, True])
        self.assertIn("fail-over-2", self.text("main"))
        self.assertIn(exchange["request_id"], self.text("h1"))

    def test_a_cool_down_is_seen_and_cleared(self):
        self.open("/routes")
        self.wait_until_loaded()
        self.wait_until_live()
        send("cool")
        name = "bedrock/us-east-1/anthropic.claude-sonnet-4-5-cool-0-v1:0"
        reset = self.wait_for(f'button[data-target="{name}"]')
        row = reset.find_element("xpath", "./ancestor::li")
        self.assertEqual(row.get_attribute("data-state"), "cooling")
        self.assertIn("rate limited", row.text)
        left = self.text(f'li:has(button[data-target="{name}"]) .left')
        self.wait(lambda: self.text(f'li:has(button[data-target="{name}"]) .left') != left, "it counts down")

        reset.click()
        self.assertEqual(reset.text, "Really reset?")
        self.assertEqual(len(get("/api/routes")["cooldowns"]), len(self.all("button[data-target]")))
        reset.click()

        self.wait(lambda: not self.all(f'button[data-target="{name}"]'), "the button goes with the cool-down")
        cooling = [cooldown["target"] for cooldown in get("/api/routes")["cooldowns"]]
        self.assertNotIn(name, cooling)
        # The next request tries it again.
        send("cool")
        self.wait_for(f'button[data-target="{name}"]')

    def test_what_is_copied_is_what_is_shown(self):
        send("refuse", headers={"x-api-key": "a-key-of-the-client", "authorization": "Bearer a-token"})
        exchange = self.last_exchange("refuse")
        self.open("/requests/" + exchange["request_id"])
        self.wait_for(".waterfall .attempt")
        self.browser.execute_cdp_cmd("Browser.grantPermissions", {
            "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"]})
        copied = {}
        for button in self.all(".head .actions button"):
            label = button.text
            button.click()
            self.wait(lambda: button.text == "Copied", "it says that it copied")
            copied[label] = self.browser.execute_async_script("navigator.clipboard.readText().then(arguments[0])")
        self.assertEqual(list(copied), ["Copy ID", "Copy error", "Copy as curl"])
        self.assertEqual(copied["Copy ID"], exchange["request_id"])
        self.assertEqual(copied["Copy error"], exchange["error_message"])
        self.assertIn("/v1/messages", copied["Copy as curl"])
        self.assertIn('"model":"refuse"', copied["Copy as curl"])
        for secret in ("a-key-of-the-client", "a-token"):
            self.assertNotIn(secret, copied["Copy as curl"])
