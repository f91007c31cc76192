"""Names and texts from outside that would like to be more than text."""
import urllib.parse

from support import DashboardTest, get, send, setUpModule, tearDownModule

# As in BrowserTests.swift.
MARKUP = "<script>window.ran = 1</script><img src=x onerror=\"window.ran = 2\"><svg onload='window.ran = 3'>"
QUOTES = "\"'`${window.ran = 4}</title></textarea>&lt;b&gt;"
# Right-to-left override, zero width, a lone combining mark.
MARKS = "\u202egnp.exe\u202c \u200b\u0301 \u2066x\u2069"


class Hostile(DashboardTest):
    expected_console = ("404 (Not Found)",)

    def assert_nothing_ran(self):
        self.assertIsNone(self.script("return window.ran ?? null"))
        self.assertEqual(self.script("return document.querySelectorAll('main script, main img, main svg[onload], "
                                     "main [onerror], main [onload]').length"), 0)

    def test_what_the_history_holds_is_text_on_every_page(self):
        rows = get("/api/exchanges?range=30d&limit=100")["exchanges"]
        self.assertGreaterEqual(len(rows), 3)
        pages = ["/?range=30d", "/requests?range=30d", "/errors?range=30d", "/routes"]
        for row in rows[:1]:
            pages += [f"/requests?{urllib.parse.urlencode({'range': '30d', name: row[field]})}" for name, field in (
                ("model", "requested_model"), ("session", "session_id"), ("target", "target"))]
        for path in pages:
            self.open(path)
            self.wait_until_loaded()
            self.assert_nothing_ran()
            self.assertEqual(self.script("return document.querySelectorAll('title').length"), 1)
        everything = ""
        for row in rows:
            self.open("/requests/" + urllib.parse.quote(row["request_id"], safe=""))
            self.wait_for(".waterfall .attempt")
            self.assert_nothing_ran()
            everything += self.script("return document.querySelector('main').textContent")
        for text in (MARKUP, QUOTES, MARKS):
            for what in ("model", "error", "attempt", "session", "target", "client"):
                self.assertIn(f"{what} {text}", everything)

    def test_filter_menus_offer_hostile_names_as_text(self):
        self.open("/requests?range=30d")
        self.wait_for('select[name="model"] option:nth-child(4)')
        offered = self.script("return [...document.querySelectorAll('select[name=model] option')].map((one) => one.value)")
        self.assertIn(f"model {MARKUP}", offered)
        self.script("const menu = document.querySelector('select[name=model]'); menu.value = arguments[0];"
                    "menu.dispatchEvent(new Event('change'))", f"model {MARKUP}")
        self.wait(lambda: len(self.ids()) == 1, "its one row")
        self.assertEqual(self.query()["model"], f"model {MARKUP}")
        self.assert_nothing_ran()

    def test_a_live_request_and_its_refusal_are_text(self):
        self.open("/requests")
        self.wait_until_loaded()
        self.wait_until_live()
        name = f"live-{MARKUP}"
        self.assertEqual(send(name, headers={"x-claude-code-session-id": "<b onclick=alert(1)>s"})[0], 400)
        self.wait(lambda: any(name in text for text in self.texts("td.c-model")), "its row")
        self.wait(lambda: any("<script>alert(1)</script>" in text for text in self.texts("td.c-error")), "its error")
        self.one('tr[data-state="bad"] a.row').click()
        self.wait_for(".waterfall .attempt")
        self.assertIn("<script>alert(1)</script>", self.text("main"))
        self.assert_nothing_ran()

    def test_addresses_are_text(self):
        for path in ("/requests?q=" + urllib.parse.quote(MARKUP), "/requests?model=" + urllib.parse.quote(QUOTES),
                     "/requests/" + urllib.parse.quote(MARKUP, safe=""), "/" + urllib.parse.quote(QUOTES.replace(".", ""), safe="")):
            self.open(path)
            self.wait(lambda: self.all("main .panel") and not self.all("[aria-busy]"), path)
            self.assert_nothing_ran()
