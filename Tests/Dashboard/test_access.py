"""A proxy with client keys."""
from selenium.webdriver.common.keys import Keys

from support import DASHBOARD, DashboardTest, ask, send, setUpModule, tearDownModule

KEY = "the-key-of-the-tests"


class Access(DashboardTest):
    expected_console = ("401 (Unauthorized)",)

    def test_a_key_opens_the_dashboard_until_one_signs_out(self):
        self.assertEqual(send("anything", headers={"x-api-key": KEY})[0], 200)
        self.open("/requests?limit=50")
        self.wait_for("#key")
        self.assertEqual(self.all("tr[data-row]"), [])
        self.assertEqual(self.script("return document.activeElement.id"), "key")
        self.assertEqual(self.one("#key").get_attribute("type"), "password")

        self.keys("wrong", Keys.ENTER)
        self.wait(lambda: "not one of the proxy" in self.text(".trouble"), "the wrong key is refused")
        self.assertEqual(self.browser.get_cookies(), [])

        self.keys(KEY, Keys.ENTER)
        self.wait_for("tr[data-row] a.row")
        self.assertEqual(self.query(), {"limit": "50"})
        self.wait_until_live()
        cookie, = self.browser.get_cookies()
        self.assertEqual((cookie["httpOnly"], cookie["sameSite"]), (True, "Strict"))
        self.assertNotIn(KEY, cookie["value"])
        self.assertEqual(self.script("return document.cookie"), "")
        self.assertEqual(self.script("return localStorage.length + sessionStorage.length"), 0)
        # The line to copy names the variable that holds the key, and not the key.
        self.one("a.row").click()
        self.wait_for(".waterfall")
        self.browser.refresh()
        self.wait_for(".waterfall")
        source = self.browser.page_source
        self.assertNotIn(KEY, source)

        self.keys("4")
        self.wait_for(".targets li")
        leave = next(button for button in self.all("button") if button.text == "Sign out")
        leave.click()
        leave.click()
        self.wait_for("#key")
        self.assertEqual(self.browser.get_cookies(), [])
        self.browser.get(DASHBOARD + "/")
        self.wait_for("#key")
        self.assertEqual(ask("GET", DASHBOARD + "/api/summary")[0], 401)
