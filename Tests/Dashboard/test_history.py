"""A history of 1,000 requests: every other one asked for haiku, every tenth failed, one a minute, req_0000 the newest."""
import csv
import io
import urllib.parse

from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select

from support import PAGES, DashboardTest, ask, get, setUpModule, tearDownModule

ROWS = 1000
# Widths in pixels: the least and the most the page is made for, and what lies between its layouts.
WIDTHS = [400, 720, 721, 1024, 1600]
# Presses of Tab after which the first row must have been reached.
TAB_LIMIT = 60


def request_id(index):
    return f"req_{index:04}"


class History(DashboardTest):
    def open_list(self, query=""):
        self.open(f"/requests{query}")
        self.wait_for("tr[data-row] a.row")
        self.wait_for("#older")

    def statistics(self):
        return dict(zip(self.texts(".statistics dt"), self.texts(".statistics dd")))

    def wait_for_first(self, index):
        self.wait(lambda: self.ids()[0] == request_id(index), f"{request_id(index)} at the top")

    # Paging.

    def test_pages_go_forth_and_back_over_every_row(self):
        size = 100
        self.open_list(f"?limit={size}")
        pages = [list(map(request_id, range(start, start + size))) for start in range(0, ROWS, size)]
        for page in pages:
            self.wait(lambda: self.ids() == page, f"the page from {page[0]}")
            if page is not pages[-1]:
                self.one("#older").click()
        self.assertEqual(self.one("#older").get_attribute("aria-disabled"), "true")
        for page in reversed(pages[:-1]):
            self.one("#newer").click()
            self.wait(lambda: self.ids() == page, f"back at the page from {page[0]}")
        # The newest page is the one that grows, and has an address of its own.
        self.wait(lambda: set(self.query()) == {"limit"}, "the address of the first page")
        self.assertEqual(self.one("#newest").get_attribute("aria-disabled"), "true")

    def test_a_page_has_as_many_rows_as_were_chosen(self):
        self.open_list()
        for size in (10, 50, 100, 20):
            next(link for link in self.all(".toolbar .segments a") if link.text == str(size)).click()
            self.wait(lambda: len(self.ids()) == size, f"{size} rows")
            self.assertEqual(self.query().get("limit", "20"), str(size))
        self.one("#older").click()
        self.wait_for_first(20)
        self.step("back")
        self.wait_for_first(0)
        self.step("forward")
        self.wait_for_first(20)
        self.browser.refresh()
        self.wait_for_first(20)
        self.one("#newest").click()
        self.wait_for_first(0)

    # The filter.

    def test_the_filter_lives_in_the_address(self):
        self.open_list()
        self.wait_for('select[name="outcome"] option[value="failed"]')
        Select(self.one('select[name="outcome"]')).select_by_value("failed")
        self.wait_for_first(3)
        self.wait_for('select[name="model"] option[value="claude-haiku-4-5"]')
        Select(self.one('select[name="model"]')).select_by_value("claude-haiku-4-5")
        self.wait(lambda: self.query() == {"outcome": "failed", "model": "claude-haiku-4-5"}, "both in the address")
        failed = [request_id(index) for index in range(3, 203, 10)]
        self.wait(lambda: self.ids() == failed, "the failed ones")

        self.browser.refresh()
        self.wait(lambda: self.ids() == failed, "the same after a reload")
        self.assertEqual(Select(self.one('select[name="outcome"]')).first_selected_option.text, "failed")
        self.step("back")
        self.wait(lambda: self.query() == {"outcome": "failed"}, "one filter less")
        self.step("back")
        self.wait_for_first(0)
        self.step("forward")
        self.wait_for_first(3)
        # Other pages of the list keep it, a link drops it.
        self.one("#older").click()
        self.wait_for_first(203)
        self.assertEqual(self.query()["outcome"], "failed")
        self.one(".clear").click()
        self.wait_for_first(0)
        self.assertEqual(self.query(), {})

    def test_statistics_follow_the_filter_and_not_the_page(self):
        self.open_list("?limit=10")
        self.wait(lambda: self.statistics()["Requests"] == "1,000", "all requests")
        everything = self.statistics()
        self.assertEqual(everything["Success rate"], "90%")
        self.assertEqual(everything["Total tokens"], "99k")
        self.assertEqual(everything["Average tokens a request"], "99")
        self.one("#older").click()
        self.wait_for_first(10)
        self.assertEqual(self.statistics(), everything)
        self.open_list("?limit=10&model=claude-haiku-4-5")
        self.wait(lambda: self.statistics()["Requests"] == "500", "half of them")
        self.assertEqual(self.statistics()["Success rate"], "80%")

    def test_the_search_finds_the_beginning_of_an_id(self):
        self.open_list()
        self.keys("/")
        self.keys("req_004")
        self.wait(lambda: self.ids() == [request_id(index) for index in range(40, 50)], "ten rows")
        self.assertEqual(self.query(), {"q": "req_004"})
        self.wait(lambda: self.statistics()["Requests"] == "10", "their statistics")
        self.open("/requests?q=nothing")
        self.wait_for('[data-empty="filter"]')
        self.assertIn("No request matches", self.text("main"))

    def test_the_search_field_says_what_the_address_says(self):
        self.open_list()
        entries = self.script("return history.length")
        self.keys("/")
        for typed, last in (("req_00", 19), ("4", 49)):
            self.keys(typed)
            self.wait(lambda: self.ids()[-1] in (request_id(last), request_id(last - 30)), "what begins so")
            self.wait(lambda: self.query() == {"q": self.field()}, "it is in the address")
        # However much is typed, one step leads back to the whole list, and the field does not keep what is gone.
        self.assertEqual(self.script("return history.length"), entries + 1)
        self.step("back")
        self.wait(lambda: self.query() == {}, "the address without a search")
        self.wait(lambda: len(self.ids()) == 20, "the whole list")
        self.assertEqual(self.field(), "")
        self.assertEqual(self.script("return document.activeElement.id"), "search")
        self.step("forward")
        self.wait(lambda: self.ids() == [request_id(index) for index in range(40, 50)], "the search again")
        self.assertEqual(self.field(), "req_004")

    def field(self):
        return self.one("#search").get_property("value")

    def test_times_that_are_none_are_left_out(self):
        for query in ("from=x&to=y", "from=1&to=9999999999999999", "from=-5&to=5", "from=20&to=10", "from=1e3&to=2e3",
                      "from=&to=", "from=%2B1&to=9", "from=1.5&to=2"):
            for path in ("/", "/requests", "/errors"):
                self.open(f"{path}?{query}")
                self.wait_until_loaded()
                self.assertEqual(self.texts(".segments a[aria-current]")[0], "24h", query)
                self.assertEqual(self.all(".chip, [role=alert]"), [], query)
                self.assertNotIn("from", self.one(".filter .segments a").get_attribute("href"))
        self.open_list("?from=x&to=y")
        self.assertEqual(self.ids()[0], request_id(0))

    def test_an_address_that_cannot_be_read_offers_a_way_out(self):
        self.expected_console = ("400 (Bad Request)",)
        for query, way, left in (("before=abc&limit=10", "Newest", {"limit": "10"}),
                                 ("status=abc&limit=10", "Clear filters", {"limit": "10"})):
            self.open(f"/requests?{query}")
            self.wait_for("[role=alert]")
            self.wait_until_loaded()
            self.assertEqual(len(self.all("[role=alert]")), 1)
            self.assertEqual(self.texts("[role=alert] .button"), [way])
            self.one("[role=alert] .button").click()
            self.wait_for_first(0)
            self.assertEqual(self.query(), left)
            self.wait(lambda: self.statistics()["Requests"] == "1,000", "the figures")
            # Nor do rows of another address stay when one goes back to it.
            self.step("back")
            self.wait(lambda: self.texts("[role=alert] .button") == [way], "the way out again")
            self.assertEqual(self.ids(), [])
            self.assertEqual(self.all(".notice"), [])
            self.step("forward")
            self.wait_for_first(0)

    def test_what_is_asked_is_what_the_endpoints_know(self):
        strange = "range=7d&foo=bar&model=claude-haiku-4-5&model=b&limit=7&limit=9&RANGE=1h&q=&stream="
        for times in ("from=1e3&to=2e3", "from=1000&to=2000", "from=1000", "from=1&from=2&to=5"):
            for path in ("/", "/requests", "/errors"):
                self.open(f"{path}?{strange}&{times}")
                self.wait_until_loaded()
                asked = self.script("return [...performance.getEntriesByType('resource')].map((entry) => entry.name)"
                                    ".concat([...document.querySelectorAll('a[download]')].map((link) => link.href))")
                for url in asked:
                    pairs = urllib.parse.parse_qsl(urllib.parse.urlsplit(url).query, keep_blank_values=True)
                    names = [name for name, _ in pairs]
                    self.assertEqual(len(names), len(set(names)), url)
                    self.assertLessEqual(set(names), {"range", "from", "to", "model", "limit"}, url)
                    self.assertIn(set(names) & {"range", "from", "to"}, ({"range"}, {"from", "to"}, set()), url)
                    for name, value in pairs:
                        self.assertTrue(value.isdigit() if name in ("from", "to", "limit") else value, url)

    def test_exports_keep_the_filter(self):
        self.open_list("?outcome=failed&limit=10")
        links = [link.get_attribute("href") for link in self.all(".toolbar a[download]")]
        self.assertEqual([urllib.parse.urlsplit(link).path for link in links], ["/api/export.csv", "/api/export.json"])
        for link in links:
            self.assertEqual(urllib.parse.parse_qs(urllib.parse.urlsplit(link).query)["outcome"], ["failed"])
        status, headers, text = ask("GET", links[0])
        self.assertEqual((status, headers["content-type"]), (200, "text/csv; charset=utf-8"))
        self.assertEqual({row["outcome"] for row in csv.DictReader(io.StringIO(text))}, {"failed"})
        exported = get(links[1].removeprefix(self.browser.current_url.split("/requests")[0]))
        self.assertEqual(len(exported["exchanges"]), ROWS // 10)

    def test_errors_lead_to_the_requests_that_had_them(self):
        self.open("/errors")
        self.wait_until_loaded()
        self.wait_for("td.c-class a.row")
        self.assertEqual(self.texts("td.c-class")[0], "overloaded error")
        self.assertEqual(self.texts("td.c-count b")[0], "100")
        self.one("td.c-class a.row").click()
        self.wait_for_first(3)
        self.assertEqual(self.query()["error"], "overloaded_error")

    # Charts.

    def test_charts_have_a_table_for_screen_readers(self):
        self.open("/?range=6h")
        self.wait_for(".chart table tbody tr")
        charts = self.all(".chart")
        self.assertEqual(len(charts), 4)
        for chart in charts:
            self.assertTrue(chart.find_element("css selector", "caption").get_attribute("textContent"))
            self.assertGreater(len(chart.find_elements("css selector", "tbody tr")), 10)
            self.assertEqual(chart.find_element("css selector", "svg").get_attribute("aria-hidden"), "true")
        cells = self.script("return [...document.querySelectorAll('.chart table')[0].querySelectorAll('td')]"
                            ".map((cell) => Number(cell.textContent))")
        self.assertIn(sum(cells), range(355, 366))

    def test_a_chart_is_read_by_keyboard_and_opens_what_it_shows(self):
        self.open("/")
        self.wait_for(".chart tbody tr")
        self.script("document.querySelector('.stage').focus()")
        self.keys(Keys.END, Keys.ARROW_LEFT)
        self.assertIn("Succeeded", self.text(".tip"))
        spoken = self.script("return document.querySelector('.stage [role=status]').textContent")
        self.assertIn("Succeeded", spoken)
        self.keys(Keys.ENTER)
        self.wait(lambda: {"from", "to"} <= set(self.query()), "the bucket in the address")
        self.wait_for("tr[data-row] a.row")
        self.assertEqual(len(self.all(".chip")), 1)

    def test_only_a_chart_whose_points_are_merged_says_so(self):
        for query, is_said in (("?range=1h", False), ("", True), ("?range=30d", False)):
            self.open("/" + query)
            self.wait_for(".chart tbody tr")
            notes = [note for note in self.all("main .panel-head .muted") if "approximate" in note.text]
            self.assertEqual(len(notes), 1 if is_said else 0, query)

    def test_days_are_named_by_the_zone_in_which_they_are_counted(self):
        self.addCleanup(self.use_zone, "")
        for zone in ("America/Los_Angeles", "Pacific/Auckland", "UTC"):
            self.use_zone(zone)
            for query, form in (("?range=30d", r"\d+ \w+ UTC"), ("?range=90d", r"\d+ \w+( – \d+ \w+)? UTC")):
                self.open("/" + query)
                self.wait_for(".chart tbody tr")
                for text in self.script("return [...document.querySelectorAll('.chart tbody th')]"
                                        ".map((cell) => cell.textContent)"):
                    self.assertRegex(text, f"^{form}$", zone)
            # The marks stand where the bars of their days begin.
            self.open("/?range=30d")
            self.wait_for(".chart tbody tr")
            self.script("document.querySelector('.stage').focus()")
            self.keys(Keys.END)
            start, width = self.script("const bar = document.querySelector('.cursor');"
                                       "return ['x', 'width'].map((name) => Number(bar.getAttribute(name)))")
            marks = self.script("return [...document.querySelector('.plot').querySelectorAll(':scope > text')]"
                                ".map((mark) => Number(mark.getAttribute('x')))")
            self.assertGreater(len(marks), 2)
            for mark in marks:
                self.assertAlmostEqual((start - mark) / width, round((start - mark) / width), delta=0.02, msg=zone)

    def use_zone(self, name):
        self.browser.execute_cdp_cmd("Emulation.setTimezoneOverride", {"timezoneId": name})

    def test_cards_tell_the_figures(self):
        self.open("/")
        self.wait_for(".card .figure")
        cards = dict(zip(self.texts(".card h2"), self.texts(".card .figure")))
        self.assertEqual(cards["Requests"], "1,000")
        self.assertEqual(cards["Success"], "90%")
        self.assertEqual(cards["Failovers"], "0")
        self.assertEqual(cards["Cost"], "≈ $4.50")
        self.assertNotIn("NaN", self.text("main"))
        self.assertEqual(len(self.texts("tr[data-row]")), 8)
        self.assertEqual(len(self.all(".card .spark .line")), 8)

    # Keyboard only.

    def focused(self):
        """The text of what has the focus; the id of the page's content, if that has it."""
        return self.script("const node = document.activeElement; return node.id || node.textContent")

    def top(self, index):
        """How far from the top of the window a row is, in pixels."""
        return self.script("return [...document.querySelectorAll('a.row')].find((row) => row.textContent === arguments[0])"
                           ".getBoundingClientRect().top", request_id(index))

    def test_a_list_is_found_again_as_it_was_left(self):
        self.open_list("?limit=100")
        self.wait_until_loaded()
        self.keys(*"j" * 42)
        twice = "const link = document.querySelector('a.back'); link.click(); link.click()"
        ways = (lambda: self.keys(Keys.ESCAPE), lambda: self.step("back"), lambda: self.one("a.back").click(),
                lambda: self.script(twice))
        for row, leave in enumerate(ways, 41):
            self.assertEqual(self.focused(), request_id(row))
            top = self.top(row)
            self.keys(Keys.ENTER)
            self.wait_for(".waterfall .attempt")
            self.assertEqual(self.focused(), "content")
            self.assertEqual(self.script("return scrollY"), 0)
            entries = self.script("return history.length")

            leave()

            self.wait_for_first(0)
            self.wait(lambda: self.focused() == request_id(row), "the row that was left has the focus")
            self.assertAlmostEqual(self.top(row), top, delta=4)
            self.assertEqual(self.query(), {"limit": "100"})
            self.assertEqual(self.script("return history.length"), entries, "nothing was added to the history")
            self.keys("j")
        # The page's own way back: what was opened is the next entry, and its row is found from there as well.
        self.step("forward")
        self.wait_for(".waterfall .attempt")
        self.assertEqual(self.focused(), "content")
        self.step("back")
        self.wait(lambda: self.focused() == request_id(45), "the row that had the focus last")

    def test_a_row_that_was_clicked_is_found_again(self):
        self.open_list("?limit=50")
        self.wait_until_loaded()
        self.script("document.querySelectorAll('td.c-model')[30].scrollIntoView({ block: 'center' })")
        top = self.top(30)
        self.all("td.c-model")[30].click()
        self.wait_for(".waterfall .attempt")
        self.step("back")
        self.wait(lambda: self.focused() == request_id(30), "its row")
        self.assertAlmostEqual(self.top(30), top, delta=4)

    def test_the_focus_is_never_lost(self):
        self.open_list("?limit=10")
        for selector in ('.filter .segments a[href*="range=7d"]', "#older", "#newer", "#newest",
                         '.toolbar .segments a[href*="limit=50"]', 'header nav a[href="/errors"]', "td.c-class a.row"):
            self.wait_for(selector)
            self.wait_until_loaded()
            self.script("document.querySelector(arguments[0]).focus()", selector)
            self.keys(Keys.ENTER)
            self.wait_until_loaded()
            self.assertNotEqual(self.script("return document.activeElement.tagName"), "BODY", selector)

    def test_everything_is_reached_by_keyboard(self):
        self.open_list("?limit=10")
        self.keys("j", "j", "k")
        self.assertEqual(self.script("return document.activeElement.textContent"), request_id(0))
        self.keys("j", Keys.ENTER)
        self.wait_for(".waterfall .attempt")
        self.assertTrue(self.browser.current_url.endswith("/requests/" + request_id(1)))
        self.keys(Keys.ESCAPE)
        self.wait_for_first(0)
        self.assertEqual(self.query(), {"limit": "10"})
        self.keys("?")
        self.wait_for("dialog[open]")
        self.keys(Keys.ESCAPE)
        self.wait(lambda: not self.all("dialog[open]"), "the help is closed")
        for key, path in (("3", "/errors"), ("4", "/routes"), ("1", "/")):
            self.keys(key)
            self.wait(lambda: urllib.parse.urlsplit(self.browser.current_url).path == path, path)
        # The search is at hand everywhere; Escape leaves the field.
        self.keys("/")
        self.wait(lambda: self.script("return document.activeElement.id") == "search", "the search field")
        self.keys(Keys.ESCAPE)
        self.assertEqual(self.script("return document.activeElement.tagName"), "BODY")
        self.wait_for("tr[data-row] a.row")

    def test_tab_goes_through_the_page_in_order_with_a_visible_focus(self):
        self.open_list("?limit=10")
        self.wait_until_loaded()
        reached = []
        for _ in range(TAB_LIMIT):
            self.keys(Keys.TAB)
            place, is_marked, name = self.script(FOCUS)
            self.assertTrue(is_marked, f"no visible focus on {name}")
            reached.append((place, name))
            if name == request_id(0):
                break
        names = [name for _, name in reached]
        self.assertEqual(names[0], "Skip to the content")
        self.assertEqual(names[-1], request_id(0))
        self.assertLess(names.index("Routes"), names.index("Pause"))
        self.assertEqual([place for place, _ in reached], sorted(place for place, _ in reached))

    # Looks.

    def test_every_page_fits_every_width(self):
        for path in [*PAGES, "/requests/" + request_id(3)]:
            self.open(path)
            self.wait_until_loaded()
            for width in WIDTHS:
                self.resize(width, 900)
                self.wait(lambda: self.script("return innerWidth") == width, "the new width")
                least = self.script("return document.documentElement.scrollWidth")
                self.assertLessEqual(least, width, f"{path} scrolls sideways at {width}: {self.script(WIDEST, width)}")

    def test_rows_are_cards_on_a_narrow_screen(self):
        self.resize(400, 800)
        self.open_list()
        self.assertFalse(self.one("thead").is_displayed())
        label = self.script("return getComputedStyle(document.querySelector('td.c-tokens'), '::before').content")
        self.assertEqual(label, '"Tokens"')
        self.assertFalse(self.one('select[name="model"]').is_displayed())
        self.one(".menus summary").click()
        self.assertTrue(self.one('select[name="model"]').is_displayed())

    def test_text_is_legible_in_both_themes(self):
        grounds = {}
        for theme in ("light", "dark"):
            self.use_theme(theme)
            for path in [*PAGES, "/requests/" + request_id(3)]:
                self.open(path)
                self.wait_until_loaded()
                grounds[theme] = self.script("return getComputedStyle(document.documentElement).backgroundColor")
                # AA: 4.5 to 1, and 3 to 1 for large text.
                self.assertEqual(self.script(CONTRAST), [], f"{path} in the {theme} theme")
        shades = {theme: sum(map(int, text.strip("rgb()").split(","))) for theme, text in grounds.items()}
        self.assertGreater(shades["light"], 700)
        self.assertLess(shades["dark"], 100)


FOCUS = """
const node = document.activeElement;
const outlined = (one) => one && getComputedStyle(one).outlineStyle !== 'none'
  && parseFloat(getComputedStyle(one).outlineWidth) >= 1;
const inOrder = [...document.querySelectorAll('*')];
return [inOrder.indexOf(node), Boolean([node, node.closest('tr'), node.closest('label')].find(outlined)),
  node.textContent.trim() || node.id || node.tagName];
"""

WIDEST = """
return [...document.querySelectorAll('body *')].filter((node) => node.getBoundingClientRect().right > arguments[0])
  .map((node) => node.tagName + '.' + node.className).slice(0, 5);
"""

# Texts whose contrast with what lies behind them is too low, with the ratio.
CONTRAST = r"""
const rgba = (text) => {
  const numbers = text.match(/[\d.]+/g).map(Number);
  const scale = text.startsWith('color(') ? 255 : 1;
  return [numbers[0] * scale, numbers[1] * scale, numbers[2] * scale, numbers[3] ?? 1];
};
const over = ([r, g, b, a], [x, y, z]) => [r * a + x * (1 - a), g * a + y * (1 - a), b * a + z * (1 - a), 1];
const ground = (node) => {
  const layers = [];
  for (let one = node; one; one = one.parentElement) layers.unshift(rgba(getComputedStyle(one).backgroundColor));
  return layers.reduce((below, layer) => over(layer, below), [255, 255, 255, 1]);
};
const light = ([r, g, b]) => [r, g, b].map((value) => value / 255)
  .map((value) => (value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4))
  .reduce((sum, value, index) => sum + value * [0.2126, 0.7152, 0.0722][index], 0);
const found = new Set();
const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (texts.nextNode()) {
  const node = texts.currentNode.parentElement;
  if (!texts.currentNode.textContent.trim() || !node.checkVisibility() || node.closest('[aria-disabled], option')) continue;
  const style = getComputedStyle(node);
  const behind = ground(node);
  const ink = over(rgba(node instanceof SVGElement ? style.fill : style.color), behind);
  const [low, high] = [light(ink), light(behind)].sort((left, right) => left - right);
  const ratio = (high + 0.05) / (low + 0.05);
  const size = parseFloat(style.fontSize);
  const least = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700) ? 3 : 4.5;
  if (ratio < least) found.add(`${texts.currentNode.textContent.trim().slice(0, 30)}: ${ratio.toFixed(2)}`);
}
return [...found];
"""
