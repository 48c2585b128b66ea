"""A headless Chromium, driven over a pipe by its DevTools protocol. Python's standard library only.

It opens one page at a time and keeps what the page complained of: errors and warnings of its console, exceptions,
and every request that leaves the file.
"""
import base64
import contextlib
import itertools
import json
import os
import select
import shutil
import subprocess
import tempfile
import time

NAMES = ("chromium", "chromium-browser", "google-chrome")


def find():
    """The browser's program, or None where there is none."""
    return next(filter(None, map(shutil.which, NAMES)), None)


class Browser:
    """Use in a with statement."""

    def __init__(self, timeout_s=120):
        self.timeout_s = timeout_s

    def __enter__(self):
        with contextlib.ExitStack() as stack:
            folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="browser", ignore_cleanup_errors=True))
            commands, self.commands = os.pipe()
            self.answers, answers = os.pipe()
            for end in (commands, answers):
                os.set_inheritable(end, True)
            # The browser reads from descriptor 3 and writes to 4.
            self.process = subprocess.Popen(
                ["sh", "-c", f'exec 3<&{commands} 4>&{answers}; exec "$@"', "sh", find(), "--headless", "--no-sandbox",
                 "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars", "--no-first-run",
                 "--remote-debugging-pipe", f"--user-data-dir={folder}", "about:blank"],
                pass_fds=(commands, answers), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            os.close(commands)
            os.close(answers)
            stack.callback(self._stop)
            self.ids, self.buffer, self.session = itertools.count(1), b"", None
            self.complaints, self.requests, self.loaded = [], [], False
            target = next(one for one in self.call("Target.getTargets")["targetInfos"] if one["type"] == "page")
            self.session = self.call("Target.attachToTarget", targetId=target["targetId"], flatten=True)["sessionId"]
            for domain in ("Page", "Runtime", "Log", "Network"):
                self.call(f"{domain}.enable")
            self.stack = stack.pop_all()
        return self

    def __exit__(self, *_):
        self.stack.close()

    def _stop(self):
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        os.close(self.commands)
        os.close(self.answers)

    def _read(self, deadline):
        while b"\0" not in self.buffer:
            if not select.select([self.answers], [], [], max(0, deadline - time.monotonic()))[0]:
                raise TimeoutError("the browser does not answer")
            data = os.read(self.answers, 1 << 20)
            if not data:
                raise ConnectionError("the browser has ended")
            self.buffer += data
        message, _, self.buffer = self.buffer.partition(b"\0")
        return json.loads(message)

    def _note(self, event):
        kind, what = event.get("method"), event.get("params", {})
        if kind == "Runtime.exceptionThrown":
            self.complaints.append(json.dumps(what["exceptionDetails"])[:2000])
        elif kind == "Runtime.consoleAPICalled" and what["type"] in ("error", "warning", "assert"):
            self.complaints.append(json.dumps(what["args"])[:2000])
        elif kind == "Log.entryAdded" and what["entry"]["level"] in ("error", "warning"):
            self.complaints.append(json.dumps(what["entry"])[:2000])
        elif kind == "Network.requestWillBeSent" and not what["request"]["url"].startswith("data:"):
            self.requests.append(what["request"]["url"])
        elif kind == "Page.loadEventFired":
            self.loaded = True

    def call(self, method, **parameters):
        """One command of the protocol, and its result."""
        number, deadline = next(self.ids), time.monotonic() + self.timeout_s
        message = {"id": number, "method": method, "params": parameters}
        if self.session:
            message["sessionId"] = self.session
        os.write(self.commands, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._read(deadline)
            if answer.get("id") != number:
                self._note(answer)
            elif "error" in answer:
                raise RuntimeError(f"{method}: {answer['error']}")
            else:
                return answer["result"]

    def open(self, path, width, height, dark=False, reduced_motion=False, scripts=True):
        """Loads the file as a window of this size (CSS pixels) shows it."""
        self.complaints, self.requests, self.loaded = [], [], False
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1,
                  mobile=width < 600)
        self.call("Emulation.setScriptExecutionDisabled", value=not scripts)
        self.media("screen", dark, reduced_motion)
        self.call("Page.navigate", url=path.resolve().as_uri())
        deadline = time.monotonic() + self.timeout_s
        while not self.loaded:
            self._note(self._read(deadline))

    def media(self, kind, dark=False, reduced_motion=False):
        self.call("Emulation.setEmulatedMedia", media=kind, features=[
            {"name": "prefers-color-scheme", "value": "dark" if dark else "light"},
            {"name": "prefers-reduced-motion", "value": "reduce" if reduced_motion else "no-preference"}])

    def value(self, expression):
        """What a JavaScript expression (or promise) comes to."""
        result = self.call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in result:
            raise RuntimeError(f"{expression}: {json.dumps(result['exceptionDetails'])[:2000]}")
        return result["result"].get("value")

    def screenshot(self):
        """PNG bytes."""
        return base64.b64decode(self.call("Page.captureScreenshot")["data"])

    def pdf(self):
        return base64.b64decode(self.call("Page.printToPDF", preferCSSPageSize=True)["data"])
