"""Chromium without a window, spoken to in its own protocol over two pipes: no driver, no package, no port."""

from __future__ import annotations

import base64
import json
import os
import select
import subprocess
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["PROGRAM", "Browser", "browser"]

PROGRAM = "chromium"
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--remote-debugging-pipe",
)
PATIENCE = 20.0
# The browser reads what is said to it on 3 and answers on 4; dash knows no descriptor above 9.
PIPES = 'exec "$0" "$@" 3<&"$MYOGRAPH_SAID" 4>&"$MYOGRAPH_HEARD"'
# Key, code of its place, number, and what it types.
KEYS = {
    "Enter": ("Enter", 13, "\r"),
    "Tab": ("Tab", 9, ""),
    "Escape": ("Escape", 27, ""),
    "ArrowLeft": ("ArrowLeft", 37, ""),
    "ArrowUp": ("ArrowUp", 38, ""),
    "ArrowRight": ("ArrowRight", 39, ""),
    "ArrowDown": ("ArrowDown", 40, ""),
    " ": ("Space", 32, " "),
}
SHIFT = 8


class Browser:
    """One page of a running browser, with all that it asked for and complained about since it was opened."""

    def __init__(self, said: int, heard: int) -> None:
        self._said = said
        self._heard = heard
        self._rest = b""
        self._number = 0
        self._session: str | None = None
        self.requests: list[str] = []
        self.complaints: list[str] = []
        target = self.tell("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.tell("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.tell(f"{domain}.enable")

    def tell(self, method: str, **parameters: object) -> dict[str, Any]:
        """Send a command and return its result. Raises `RuntimeError` where the browser refuses it."""
        self._number += 1
        message: dict[str, Any] = {"id": self._number, "method": method, "params": parameters}
        if self._session is not None:
            message["sessionId"] = self._session
        data = json.dumps(message).encode() + b"\0"
        while data:
            data = data[os.write(self._said, data) :]
        while True:
            heard = self._hear()
            if heard.get("id") == self._number:
                if "error" in heard:
                    raise RuntimeError(f"{method}: {heard['error']['message']}")
                result: dict[str, Any] = heard["result"]
                return result

    def _hear(self) -> dict[str, Any]:
        deadline = time.monotonic() + PATIENCE
        while b"\0" not in self._rest:
            ready, _, _ = select.select([self._heard], [], [], max(deadline - time.monotonic(), 0))
            part = os.read(self._heard, 1 << 20) if ready else b""
            if not part:
                raise RuntimeError("The browser says nothing any more.")
            self._rest += part
        message, _, self._rest = self._rest.partition(b"\0")
        heard: dict[str, Any] = json.loads(message)
        self._keep(heard.get("method", ""), heard.get("params", {}))
        return heard

    def _keep(self, event: str, told: dict[str, Any]) -> None:
        match event:
            case "Network.requestWillBeSent":
                self.requests.append(told["request"]["url"])
            case "Runtime.exceptionThrown":
                self.complaints.append(str(told["exceptionDetails"]))
            case "Runtime.consoleAPICalled":
                self.complaints.append(str(told["args"]))
            case "Log.entryAdded":
                self.complaints.append(told["entry"]["text"])
            case "Page.javascriptDialogOpening":
                self.complaints.append(f"A dialog said {told['message']}")

    def open(self, page: Path, *, ready: str = "document.readyState === 'complete'") -> None:
        """Open a file and wait until an expression holds; requests and complaints are kept anew."""
        self.tell("Page.navigate", url="about:blank")
        # The page that was there is as ready as the one to come, and may stay for a moment after the answer.
        self.until("location.href === 'about:blank'")
        self.requests.clear()
        self.complaints.clear()
        self.tell("Page.navigate", url=page.as_uri())
        self.until(f"location.protocol === 'file:' && {ready}")

    def value(self, expression: str) -> Any:
        """Return what an expression of JavaScript comes to, also where it is a promise."""
        result = self.tell(
            "Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True, userGesture=True
        )
        if "exceptionDetails" in result:
            raise RuntimeError(f"{expression}: {result['exceptionDetails']}")
        return result["result"].get("value")

    def until(self, expression: str) -> None:
        """Wait until an expression holds. Raises `RuntimeError` where it never does."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            with suppress(RuntimeError):  # the page may be on its way to the next one
                if self.value(expression):
                    return
            time.sleep(0.01)
        raise RuntimeError(f"It never came about that {expression}; complaints: {self.complaints}")

    def press(self, *keys: str, shift: bool = False) -> None:
        """Press keys, one after the other."""
        for key in keys:
            code, number, text = KEYS.get(key, ("", 0, key))
            common: dict[str, object] = {"key": key, "modifiers": SHIFT if shift else 0}
            if code:
                common |= {"code": code, "windowsVirtualKeyCode": number}
            self.tell("Input.dispatchKeyEvent", type="keyDown", text=text, **common)
            self.tell("Input.dispatchKeyEvent", type="keyUp", **common)

    def write(self, text: str) -> None:
        """Put text where the cursor stands."""
        self.tell("Input.insertText", text=text)

    def mouse(self, kind: str, x: float, y: float, **more: object) -> None:
        """Send one event of the mouse."""
        self.tell("Input.dispatchMouseEvent", type=kind, x=x, y=y, **more)

    def click(self, x: float, y: float) -> None:
        """Click at a point of the window."""
        self.mouse("mouseMoved", x, y)
        for kind in ("mousePressed", "mouseReleased"):
            self.mouse(kind, x, y, button="left", clickCount=1)

    def size(self, width: int, height: int) -> None:
        """Give the window a size."""
        self.tell(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=False,
        )

    def prefer(self, **features: str) -> None:
        """Set what a user prefers, such as prefers_color_scheme="dark"."""
        wanted = [{"name": name.replace("_", "-"), "value": value} for name, value in features.items()]
        self.tell("Emulation.setEmulatedMedia", features=wanted)

    def picture(self, path: Path) -> None:
        """Write what the window shows as PNG."""
        path.write_bytes(base64.b64decode(self.tell("Page.captureScreenshot", format="png")["data"]))


@contextmanager
def browser(folder: Path) -> Iterator[Browser]:
    """Start a browser with an empty profile in a folder, and end it."""
    said_end, said = os.pipe()
    heard, heard_end = os.pipe()
    process = subprocess.Popen(
        ["bash", "-c", PIPES, PROGRAM, *FLAGS, f"--user-data-dir={folder / 'profile'}", "about:blank"],
        env=os.environ
        | {"MYOGRAPH_SAID": str(said_end), "MYOGRAPH_HEARD": str(heard_end), "HOME": str(folder)},
        pass_fds=(said_end, heard_end),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    for end in (said_end, heard_end):
        os.close(end)
    try:
        found = Browser(said, heard)
        yield found
        found._session = None
        found.tell("Browser.close")
    finally:
        for end in (said, heard):
            os.close(end)
        # It also ends by itself once nobody holds the pipe.
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
