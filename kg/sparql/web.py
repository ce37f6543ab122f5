"""One exchange with a server, with an end to how long it may take and how much it may send.

The library is httpx: it knows digest authentication, which Virtuoso asks for, tells a body that was cut short
from a whole one, and costs 25 ms more to import than the standard library's client, only where a server is
named. What it leaves to its caller is here: a deadline for the whole exchange, a limit on the size, and
following no redirect away from the server that the user named. Proxies and passwords that the environment
names (`HTTP_PROXY`, `.netrc`) are not used: only the server named is contacted.
"""

from __future__ import annotations

import contextlib
import html
import queue
import re
import socket
import ssl
import threading
from typing import TYPE_CHECKING, NamedTuple, TypeVar
from urllib.parse import urljoin, urlsplit

import httpx

from kg.errors import UnusableServerError
from kg.sparql.engine import MAX_ANSWER_BYTES
from kg.sparql.visible import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Mapping

__all__ = ["Reply", "Web", "checked_url", "complaint"]

MAX_REDIRECTS = 3
MAX_COMPLAINT = 200
_T = TypeVar("_T")


class Reply(NamedTuple):
    """What a server answered; names of headers are in small letters."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def media_type(self) -> str:
        """The media type without its parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def fine(self) -> bool:
        """Whether the server did what it was asked."""
        return 200 <= self.status < 300


class Web:
    """Talks to one server. A user's password goes to no other, and into no message.

    `timeout` is how many seconds one exchange may take in all, from looking up the server's name to the last
    byte. `max_bytes` is how long an answer may be, unpacked.
    """

    def __init__(
        self,
        *,
        timeout: float,
        user: str | None = None,
        password: str | None = None,
        max_bytes: int = MAX_ANSWER_BYTES,
    ) -> None:
        self._timeout = timeout
        self._max_bytes = max_bytes
        self.user = user
        self._login = None if user is None else _Login(user, password or "")
        self._client: httpx.Client | None = None

    def send(
        self,
        method: str,
        url: str,
        *,
        accept: str = "*/*",
        params: Mapping[str, str] | None = None,
        form: Mapping[str, str] | None = None,
        body: bytes | None = None,
        media_type: str | None = None,
    ) -> Reply:
        """Return the answer, whatever its status.

        Raises `UnusableServerError` where there is none, or not all of one.
        """
        headers = {"accept": accept} | ({} if media_type is None else {"content-type": media_type})

        def exchange(client: httpx.Client) -> Reply:
            target = url if params is None else str(httpx.URL(url).copy_merge_params(params))
            for _ in range(MAX_REDIRECTS + 1):
                request = client.build_request(method, target, data=form, content=body, headers=headers)
                with contextlib.closing(_begun(client, request)) as response:
                    if not response.is_redirect:
                        return Reply(response.status_code, response.headers, self._read(response, url))
                    target = _redirected(url, response)
            raise UnusableServerError(f"{url} sends its callers in circles.")

        with _told(url, self._timeout):
            return self._in_time(exchange)

    def _read(self, response: httpx.Response, url: str) -> bytes:
        parts, size = [], 0
        for part in response.iter_bytes():
            size += len(part)
            if size > self._max_bytes:
                raise UnusableServerError(
                    f"{url} answers more than {self._max_bytes:,} bytes. Ask for less, with LIMIT."
                )
            parts.append(part)
        return b"".join(parts)

    def _in_time(self, exchange: Callable[[httpx.Client], _T]) -> _T:
        """Run the exchange in a thread that is left behind where it takes too long.

        A socket's own limits hold for one reading each, and looking up a name has none: a server that
        trickles could keep its caller waiting for ever.
        """
        if self._client is None:
            self._client = httpx.Client(
                auth=self._login,
                timeout=self._timeout,
                trust_env=False,
                verify=ssl.create_default_context(),
                headers={"user-agent": "myograph"},
            )
        client = self._client
        results: queue.SimpleQueue[tuple[_T | None, BaseException | None]] = queue.SimpleQueue()

        def run() -> None:
            try:
                results.put((exchange(client), None))
            except BaseException as error:
                results.put((None, error))

        threading.Thread(target=run, daemon=True).start()
        try:
            found, error = results.get(timeout=self._timeout)
        except queue.Empty:
            self._client = None
            raise httpx.ReadTimeout("late") from None
        if error is not None:
            raise error
        return found  # type: ignore[return-value]


class _Login(httpx.Auth):
    """Shows name and password once the server asks, in the way that it asks for; by digest where it may."""

    def __init__(self, user: str, password: str) -> None:
        self._digest = httpx.DigestAuth(user, password)
        self._basic = httpx.BasicAuth(user, password)
        self._chosen: httpx.Auth | None = None

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        if self._chosen is not None:
            yield from self._chosen.auth_flow(request)
            return
        response = yield request
        offered = response.headers.get_list("www-authenticate", split_commas=False)
        schemes = {offer.partition(" ")[0].lower() for offer in offered}
        if response.status_code != 401 or not schemes & {"digest", "basic"}:
            return
        self._chosen = self._digest if "digest" in schemes else self._basic
        flow = self._chosen.auth_flow(request)
        following = next(flow)
        if self._chosen is self._digest:
            following = flow.send(response)
        yield following


def checked_url(text: str) -> str:
    """Return the address of a server without its fragment.

    Raises `ValueError`, with what to write instead, where it is none that can be asked.

    >>> checked_url("localhost:8890/sparql")
    Traceback (most recent call last):
    ValueError: “localhost:8890/sparql” is no address of a server; write http://… or https://….
    """
    try:
        parts = urlsplit(text.strip())
        port_is_fine = parts.port is None or parts.port > 0
        httpx.URL(text.strip())
    except (ValueError, httpx.InvalidURL):
        raise ValueError(f"“{visible(text)}” is no address of a server.") from None
    if parts.scheme not in ("http", "https") or not parts.hostname or not port_is_fine:
        raise ValueError(f"“{visible(text)}” is no address of a server; write http://… or https://….")
    if parts.username is not None or parts.password is not None:
        # Whoever lists the processes of a machine can read their arguments.
        raise ValueError(
            "an address that holds a user or a password is not taken; give --user NAME, and the password in "
            "$MYOGRAPH_GRAPH_PASSWORD."
        )
    return parts._replace(fragment="").geturl()


def complaint(reply: Reply) -> str:
    """Return the first line of what a server says of a failure, without mark-up or control characters."""
    text = reply.body[:100_000].decode("utf-8", "replace")
    if "html" in reply.media_type or text.lstrip()[:1] == "<":
        text = re.sub(r"(?is)<(head|style|script)\b.*?</\1\s*>", "\n", text)
        text = html.unescape(re.sub(r"<[^>]*>", "\n", text))
    for line in text.splitlines():
        words = " ".join("".join(char if char.isprintable() else " " for char in line).split())
        if words:
            return words if len(words) <= MAX_COMPLAINT else words[:MAX_COMPLAINT].rstrip() + " …"
    return ""


def _begun(client: httpx.Client, request: httpx.Request) -> httpx.Response:
    """Return the answer once it begins.

    A server may end a connection that was kept for the next question just when that is asked, so what got no
    answer at all is sent once more: no request of ours does more when it comes twice.
    """
    try:
        return client.send(request, stream=True)
    except (httpx.RemoteProtocolError, httpx.ReadError, httpx.WriteError):
        return client.send(request, stream=True)


def _redirected(url: str, response: httpx.Response) -> str:
    """Return where the answer points, if it is the same server or the same by TLS."""
    target: str = urljoin(str(response.url), response.headers.get("location", ""))
    here, there = urlsplit(url), urlsplit(target)
    same = (there.scheme, there.hostname, there.port) == (here.scheme, here.hostname, here.port)
    safer = (
        (here.scheme, there.scheme) == ("http", "https")
        and here.hostname == there.hostname
        and here.port in (None, 80)
        and there.port in (None, 443)
    )
    if not same and not safer:
        raise UnusableServerError(
            f"{url} points elsewhere, to {visible(target)}. Name that address yourself if you trust it."
        )
    return target


@contextlib.contextmanager
def _told(url: str, timeout: float) -> Generator[None, None, None]:
    """Turn each way in which there is no answer into a message that says what to try."""
    try:
        yield
    except httpx.TimeoutException:
        raise UnusableServerError(
            f"{url} did not answer within {timeout:g} seconds. Give it longer with --timeout SECONDS."
        ) from None
    except httpx.ConnectError as error:
        raise UnusableServerError(_unreachable(url, error)) from None
    except httpx.DecodingError:
        raise UnusableServerError(
            f"The answer of {url} is packed in a way that cannot be unpacked."
        ) from None
    except (httpx.RemoteProtocolError, httpx.ReadError, httpx.WriteError) as error:
        if "illegal" in str(error) or "malformed" in str(error):
            raise UnusableServerError(f"{url} does not speak HTTP. Is it the right port?") from None
        raise UnusableServerError(
            f"The answer of {url} was cut short: the connection broke off. Try it again."
        ) from None
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise UnusableServerError(f"{url} cannot be asked: {visible(str(error))}.") from None


def _unreachable(url: str, error: BaseException) -> str:
    causes: list[BaseException] = []
    current: BaseException | None = error
    while current is not None and current not in causes:
        causes.append(current)
        current = current.__cause__ or current.__context__
    parts = urlsplit(url)
    if any(isinstance(cause, ssl.SSLError) for cause in causes):
        reason = next(cause for cause in causes if isinstance(cause, ssl.SSLError)).reason or "TLS failed"
        words = reason.replace("_", " ").lower()
        return f"{url} cannot be asked in safety ({words}). Does it speak https, with a valid certificate?"
    if any(isinstance(cause, socket.gaierror) for cause in causes):
        return f"No server is known by the name {parts.hostname}. Is {url} spelt right?"
    if any(isinstance(cause, ConnectionRefusedError) for cause in causes):
        return f"Nothing listens at {url}. Is the server running, and is that its port?"
    return f"{url} cannot be reached: {visible(str(error))}."
