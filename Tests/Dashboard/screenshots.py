"""The pages as the documentation shows them: wide and narrow, light and dark, over the demo with two days of history."""
import base64
import io
import os
import pathlib

from PIL import Image

import support
from support import DashboardTest, setUpModule, tearDownModule

FOLDER = pathlib.Path(os.environ["CLAUDE_PROXY_SCREENSHOTS"])
# Bytes of one file at most: they are part of every clone.
SIZE_LIMIT = 200_000
# Width and height in pixels; a page that is longer is shown to that height.
WIDE = (1360, 1900)
NARROW = (400, 1100)


def smaller(png):
    """The same with a palette of its own: half of the bytes, and no difference that one would see."""
    picture = Image.open(io.BytesIO(png)).convert("RGB").quantize(256, kmeans=3, dither=Image.Dither.NONE)
    output = io.BytesIO()
    picture.save(output, "PNG", optimize=True)
    return output.getvalue()


class Screenshots(DashboardTest):
    def pages(self):
        rows = support.get("/api/export.json?outcome=succeeded")["exchanges"]
        # One that failed over twice, and is short enough for that to show.
        failover = max(rows, key=lambda row: (row["attempts"], -abs(row["duration_ms"] - 3000)))
        return {"overview": "/", "requests": "/requests", "request": "/requests/" + failover["request_id"],
                "errors": "/errors", "routes": "/routes"}

    def test_every_page_in_both_themes_and_narrow(self):
        FOLDER.mkdir(parents=True, exist_ok=True)
        for name, path in self.pages().items():
            for suffix, theme, (width, height) in (("", "light", WIDE), ("-dark", "dark", WIDE),
                                                   ("-narrow", "light", NARROW)):
                self.use_theme(theme)
                self.resize(width, height)
                running = self.start_some() if name == "requests" else []
                self.open(path)
                self.wait_until_loaded()
                self.wait_until_live()
                if running:
                    self.wait(lambda: self.texts('tr[data-state="busy"] .c-duration')[0][:2] in ("1.", "2."),
                              "they have run for some seconds")
                self.take(name + suffix, width, height)
                for request in running:
                    request.join()

    def start_some(self):
        """Requests that run while the picture is taken."""
        return [support.send_aside("claude-sonnet-4-6", "Tell me about the sea, at some length.") for _ in range(2)]

    def take(self, name, width, height):
        length = self.script("return Math.ceil(document.querySelector('main').getBoundingClientRect().bottom)")
        self.resize(width, min(length, height))
        picture = self.browser.execute_cdp_cmd("Page.captureScreenshot", {"format": "png"})["data"]
        data = smaller(base64.b64decode(picture))
        self.assertLessEqual(len(data), SIZE_LIMIT, name)
        (FOLDER / f"{name}.png").write_bytes(data)
