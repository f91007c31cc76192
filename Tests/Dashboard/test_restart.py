"""The proxy stops while somebody watches, and comes back."""
import os
import support
from proxy_process import ProxyProcess
from support import DashboardTest, setUpModule, tearDownModule


class Restart(DashboardTest):
    expected_console = ("ERR_CONNECTION_REFUSED", "ERR_CONNECTION_RESET", "ERR_INCOMPLETE_CHUNKED_ENCODING",
                        "ERR_EMPTY_RESPONSE")

    def start(self, *ports):
        proxy = ProxyProcess(os.environ["CLAUDE_PROXY_FOLDER"] + "/restart.db", *ports)
        self.addCleanup(proxy.stop)
        support.PROXY = proxy.address
        return proxy

    def test_what_was_shown_stays_and_the_page_recovers_by_itself(self):
        proxy = self.start()
        support.send("claude-haiku-4-5")
        self.open("/requests", proxy.dashboard)
        self.wait_for("tr[data-row] a.row")
        self.wait_until_live()
        before = self.ids()

        proxy.stop()

        self.wait(lambda: self.one("#live").get_attribute("data-state") == "lost", "the connection is lost")
        self.wait_for('[data-notice="live"]')
        next(button for button in self.all(".toolbar button") if button.text == "Refresh").click()
        self.wait_for('[data-notice="stale"]')
        self.assertIn("does not answer", self.text('[data-notice="stale"]'))
        self.assertEqual(self.ids(), before)
        # A page that has nothing to keep says so, and offers another try.
        self.keys("4")
        self.wait(lambda: "could not be loaded" in self.text("main"), "an error in place of the routes")

        self.start(*proxy.ports())

        self.wait_until_live()
        self.wait(lambda: not self.all(".notice"), "no notice is left")
        self.wait_for(".targets li")
        self.keys("2")
        self.wait(lambda: self.ids() == before, "the list as it was")
        support.send("claude-haiku-4-5")
        self.wait(lambda: len(self.ids()) == len(before) + 1, "a request to the new process")
        self.assertEqual(self.ids()[1:], before)
