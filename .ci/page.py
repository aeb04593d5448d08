"""Opens pages in a headless Chromium and says what is wrong with them: scripts, requests, messages on
the console, links that lead nowhere, pictures that cannot be shown, pages wider than the screen.

    python3 .ci/page.py BROWSER PAGE=CARDS ..

CARDS is the number of evidence cards that the page is to have. Talks to the browser through a pipe,
so nothing is needed beside it.
"""

import json
import os
import pathlib
import select
import subprocess
import sys
import tempfile
import time

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--remote-debugging-pipe",
]

SCREENS = [(390, 844), (1280, 900)]

# What the page itself can tell, every fold open.
LOOK = """(() => {
  document.querySelectorAll('details').forEach(fold => fold.open = true);
  const all = [...document.querySelectorAll('*')];
  const ids = all.filter(each => each.id).map(each => each.id);
  const links = [...document.links];
  const here = links.filter(link => link.getAttribute('href').startsWith('#'));
  const away = links.filter(link => !link.getAttribute('href').startsWith('#'));
  const heads = all.filter(each => /^H[1-6]$/.test(each.tagName)).map(each => +each.tagName[1]);
  return {
    cards: document.querySelectorAll('#cards article.card').length,
    ran: [...(document.getElementsByTagName('script'))].length + (window.ran ? 1 : 0),
    handlers: all.filter(each => [...each.attributes].some(a => /^on/i.test(a.name))).length,
    elements: [...new Set(all.map(each => each.localName))].sort(),
    twice: ids.filter((id, at) => ids.indexOf(id) !== at),
    nowhere: here.map(link => decodeURIComponent(link.getAttribute('href').slice(1)))
      .filter(id => !document.getElementById(id)),
    links: here.length,
    schemes: [...new Set(away.map(link => link.protocol))],
    broken: [...document.images].filter(image => !image.complete || !image.naturalWidth).length,
    mute: [...document.images].filter(image => !image.alt).length,
    jumps: heads.filter((level, at) => level > (at ? heads[at - 1] : 0) + 1).length,
    styled: getComputedStyle(document.body).maxWidth !== 'none',
    wide: document.documentElement.scrollWidth - innerWidth,
  };
})()"""

ELEMENTS = set(
    """a article bdi blockquote body caption code dd details div dl dt em figcaption figure footer h1 h2 h3
    h4 h5 head header html img li main meta nav ol p section span strong style summary table tbody td th
    thead title tr ul""".split()
)


class Browser:
    """A browser with one tab, and all that it has said since it was last asked."""

    def __init__(self, program):
        to_browser, self.to = os.pipe()
        self.fro, from_browser = os.pipe()
        # The browser reads from 3 and writes to 4.
        pipes = f"exec 3<&{to_browser} 4>&{from_browser}; exec \"$@\""
        self.folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        command = [program, *FLAGS, f"--user-data-dir={self.folder.name}"]
        self.process = subprocess.Popen(
            ["bash", "-c", pipes, "bash", *command],
            pass_fds=(to_browser, from_browser),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(to_browser)
        os.close(from_browser)
        self.last, self.held, self.events, self.session = 0, b"", [], None
        tab = self.ask("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.ask("Target.attachToTarget", targetId=tab, flatten=True)["sessionId"]
        for part in ("Page", "Network", "Runtime", "Log"):
            self.ask(f"{part}.enable")

    def message(self, until):
        while b"\0" not in self.held:
            ready, _, _ = select.select([self.fro], [], [], max(0, until - time.monotonic()))
            more = os.read(self.fro, 1 << 20) if ready else b""
            if not more:
                raise TimeoutError("the browser does not answer")
            self.held += more
        text, self.held = self.held.split(b"\0", 1)
        return json.loads(text)

    def ask(self, method, **parameters):
        self.last += 1
        call = {"id": self.last, "method": method, "params": parameters}
        if self.session:
            call["sessionId"] = self.session
        os.write(self.to, json.dumps(call).encode() + b"\0")
        until = time.monotonic() + 120
        while True:
            message = self.message(until)
            if message.get("id") == self.last:
                if "error" in message:
                    raise RuntimeError(f"{method}: {message['error']}")
                return message["result"]
            self.events.append(message)

    def evaluate(self, script):
        answer = self.ask("Runtime.evaluate", expression=script, returnByValue=True)
        return answer["result"].get("value")

    def open(self, path, width, height):
        """Opens a page on a screen of this size, and waits until it is there."""
        self.events = []
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600}
        self.ask("Emulation.setDeviceMetricsOverride", **size)
        self.ask("Page.navigate", url=pathlib.Path(path).resolve().as_uri())
        until = time.monotonic() + 120
        while not any(event.get("method") == "Page.loadEventFired" for event in self.events):
            self.events.append(self.message(until))

    def close(self):
        os.close(self.to)
        os.close(self.fro)
        self.process.terminate()
        self.process.wait(timeout=30)
        self.folder.cleanup()


def said(events, method):
    return [event["params"] for event in events if event.get("method") == method]


def faults(browser, path, cards, width, height):
    """What is wrong with a page on a screen."""
    start = time.monotonic()
    browser.open(path, width, height)
    took = time.monotonic() - start
    seen = browser.evaluate(LOOK)
    events = browser.events
    asked = [each["request"]["url"] for each in said(events, "Network.requestWillBeSent")]
    asked = [url for url in asked if not url.startswith("data:")]
    wrong = [f"asks for {url}" for url in asked[1:]]
    wrong += [f"says: {each['entry']['text']}" for each in said(events, "Log.entryAdded")]
    wrong += [f"writes to the console: {each['type']}" for each in said(events, "Runtime.consoleAPICalled")]
    wrong += ["throws" for _ in said(events, "Runtime.exceptionThrown")]
    wrong += ["opens a dialogue" for _ in said(events, "Page.javascriptDialogOpening")]
    if seen["cards"] != cards:
        wrong.append(f"has {seen['cards']} cards, not {cards}")
    if seen["ran"] or seen["handlers"]:
        wrong.append(f"has {seen['ran']} scripts and {seen['handlers']} handlers")
    wrong += [f"has an element {name}" for name in seen["elements"] if name not in ELEMENTS]
    wrong += [f"has the id {name} twice" for name in seen["twice"]]
    wrong += [f"links to {name}, which is nowhere" for name in seen["nowhere"]]
    wrong += [f"links to {name}" for name in seen["schemes"] if name not in ("http:", "https:")]
    for key, what in [
        ("broken", "pictures that cannot be shown"),
        ("mute", "pictures without a text"),
        ("jumps", "headings that jump a level"),
    ]:
        if seen[key]:
            wrong.append(f"has {seen[key]} {what}")
    if not seen["styled"]:
        wrong.append("is not styled: its policy does not let in its style")
    if seen["wide"] > 0:
        wrong.append(f"is {seen['wide']} pixels wider than the screen")
    size = os.path.getsize(path)
    print(
        f"{path}, {width} wide: {seen['cards']} cards, {seen['links']} links within, {size:,} bytes,"
        f" open after {took:.1f} s; {len(wrong)} wrong"
    )
    return wrong


def main():
    program, *pages = sys.argv[1:]
    wrong = []
    browser = Browser(program)
    try:
        for page in pages:
            path, cards = page.rsplit("=", 1)
            for width, height in SCREENS:
                wrong += faults(browser, path, int(cards), width, height)
    finally:
        browser.close()
    print("\n".join(f"  {each}" for each in sorted(set(wrong))))
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
