"""A headless Chromium before the dashboard of one proxy, and what every test expects of the page."""
import http.client
import json
import os
import shutil
import threading
import unittest
import urllib.parse

from selenium import webdriver
from selenium.common.exceptions import NoSuchElementException, StaleElementReferenceException, TimeoutException
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.support.ui import WebDriverWait

# The proxy under test; unset where tests start one of their own.
DASHBOARD = os.environ.get("DASHBOARD_URL", "")
PROXY = os.environ.get("PROXY_URL", "")
# Longest wait for a condition, in seconds: the page looks twice a second, and the machine may be busy.
WAIT_LIMIT = 20
# From one look at a condition to the next, in seconds.
WAIT_STEP = 0.05
# Characters of a page that a failure shows.
PAGE_LIMIT = 2000
# Longest time for a request that a test sends, in seconds.
REQUEST_LIMIT = 60
PAGES = ["/", "/requests", "/errors", "/routes"]

driver = None


def setUpModule():
    """Opens the one browser of a file of tests."""
    global driver
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium")
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars",
                     "--no-first-run", "--disable-extensions", "--disable-background-networking", "--lang=en-US"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))
    driver.set_page_load_timeout(WAIT_LIMIT)
    driver.set_script_timeout(WAIT_LIMIT)


def tearDownModule():
    driver.quit()


class DashboardTest(unittest.TestCase):
    """Each test ends with a clean console, and with nothing asked of any other host."""

    # What the console may say: a browser tells of every answer that is no success.
    expected_console = ()

    def setUp(self):
        self.browser = driver
        self.open_tab()
        self.resize(1280, 900)
        self.use_theme("light")
        driver.get_log("browser")

    def tearDown(self):
        entries = [entry["message"] for entry in driver.get_log("browser")]
        surprises = [text for text in entries if not any(part in text for part in self.expected_console)]
        self.assertEqual(surprises, [], "the console is not empty")
        hosts = {urllib.parse.urlsplit(url).netloc for url in self.script(
            "return performance.getEntriesByType('resource').map((entry) => entry.name)")}
        self.assertLessEqual(hosts, {urllib.parse.urlsplit(driver.current_url).netloc})

    # What the browser does.

    def open(self, path, base=DASHBOARD):
        driver.get(base + path)

    def resize(self, width, height):
        driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride",
                               {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False})

    def open_tab(self):
        """Leaves all tabs for a new one, whose history (bounded in a browser) is empty."""
        old = driver.window_handles
        driver.switch_to.new_window("tab")
        new = driver.current_window_handle
        for handle in old:
            driver.switch_to.window(handle)
            driver.close()
        driver.switch_to.window(new)

    def use_theme(self, name):
        features = [{"name": "prefers-color-scheme", "value": name}, {"name": "prefers-reduced-motion", "value": "reduce"}]
        driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})

    def step(self, name):
        """`back` or `forward`, by the page itself: the browser's own skips what was not reached by a finger."""
        self.script(f"history.{name}()")

    def script(self, text, *arguments):
        return driver.execute_script(text, *arguments)

    def keys(self, *keys):
        """Presses keys, whatever has the focus."""
        ActionChains(driver).send_keys(*keys).perform()

    # What is seen.

    def all(self, selector):
        return driver.find_elements("css selector", selector)

    def one(self, selector):
        return driver.find_element("css selector", selector)

    def text(self, selector):
        return self.one(selector).text

    def texts(self, selector):
        """All texts at once: a row that changes between two questions is no failure."""
        return self.script("return [...document.querySelectorAll(arguments[0])].map((node) => node.innerText.trim())",
                           selector)

    def ids(self):
        """The request ids of the list, in its order."""
        return self.texts("tr[data-row] a.row")

    def wait(self, condition, what):
        """What `condition` gives once that is true."""
        def look(_):
            try:
                return condition()
            except IndexError:
                return False
        waiting = WebDriverWait(driver, WAIT_LIMIT, WAIT_STEP,
                                [NoSuchElementException, StaleElementReferenceException])
        try:
            return waiting.until(look)
        except TimeoutException:
            page = self.script("return document.body.innerText")[:PAGE_LIMIT]
            self.fail(f"not within {WAIT_LIMIT} s: {what}; {driver.current_url} says:\n{page}")

    def wait_for(self, selector, count=1):
        """The first element of a selector that is there at least `count` times."""
        return self.wait(lambda: len(self.all(selector)) >= count and self.one(selector), f"{selector} is there {count} times")

    def wait_until_loaded(self):
        self.wait(lambda: self.all("main .panel, main .card") and not self.all("[aria-busy]"), "it is loaded")

    def wait_until_live(self):
        self.wait(lambda: self.one("#live").get_attribute("data-state") == "live", "it is live")

    def query(self):
        """The parameters of the address."""
        return dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(driver.current_url).query))


# Requests to the proxy and to the dashboard's endpoints, as clients send them.

def send(model, text="Hello", stream=True, headers=None):
    """Asks the proxy; gives the status and the whole answer."""
    body = {"model": model, "max_tokens": 100, "stream": stream, "messages": [{"role": "user", "content": text}]}
    status, _, answer = ask("POST", PROXY + "/v1/messages", body, headers)
    return status, answer


def send_aside(*arguments, **options):
    """The same on a thread of its own, which is given back."""
    thread = threading.Thread(target=send, args=arguments, kwargs=options, daemon=True)
    thread.start()
    return thread


def get(path, base=DASHBOARD):
    """Asks the dashboard for JSON."""
    status, _, answer = ask("GET", base + path)
    assert status == 200, answer
    return json.loads(answer)


def ask(method, url, body=None, headers=None):
    parts = urllib.parse.urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=REQUEST_LIMIT)
    try:
        target = parts.path + ("?" + parts.query if parts.query else "")
        everything = {"content-type": "application/json", "user-agent": "browser-tests/1.0", **(headers or {})}
        connection.request(method, target, None if body is None else json.dumps(body).encode(), everything)
        response = connection.getresponse()
        return response.status, response.headers, response.read().decode()
    finally:
        connection.close()
