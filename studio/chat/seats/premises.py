"""Talking HTTP with a server on the premises: only to addresses that are private, unless the person has said otherwise.

A name is resolved once and the connection goes to the very address that was checked. No proxy is used and no redirect
is followed, so nothing said here can end up elsewhere.
"""

from __future__ import annotations

import http.client
import ipaddress
import json
import socket
import ssl
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from studio.base.errors import StudioError
from studio.base.sentences import sentence

CONNECT_SECONDS = 10.0
SILENT_SECONDS = 300.0  # a long prompt on a slow computer
LONGEST_LINE = 1 << 20
LONGEST_ANSWER = 16 << 20


@dataclass(frozen=True)
class Address:
    """A server whose address has been checked."""

    secure: bool
    host: str
    port: int
    path: str
    ip: str
    private: bool


def address(url: str, *, public: bool = False) -> Address:
    """Where a server is. Raises StudioError where the URL is none, the name leads nowhere, or to a place outside the
    premises and `public` does not allow that."""
    parts = urlsplit(url.strip())
    try:
        port = parts.port
    except ValueError:
        port = -1
    if parts.scheme not in ("http", "https") or not parts.hostname or port == -1 or parts.username or parts.query:
        raise StudioError(
            sentence("{url} is not the address of a server.", url=repr(url)),
            sentence("Write it as http://HOST:PORT/v1."),
        )
    secure = parts.scheme == "https"
    port = port or (443 if secure else 80)
    try:
        found = socket.getaddrinfo(parts.hostname, port, type=socket.SOCK_STREAM)
    except OSError:
        raise StudioError(
            sentence("No computer called {host} can be found.", host=str(parts.hostname)),
            sentence("Check the address, and that the server is on."),
        ) from None
    ips = [str(one[4][0]) for one in found]
    private = all(is_private(ip) for ip in ips)
    if not private and not public:
        raise StudioError(
            sentence("{host} is not on your premises: what is said would leave them.", host=str(parts.hostname)),
            sentence("Use a server in your own network, or allow this address explicitly."),
        )
    return Address(secure, parts.hostname, port, parts.path.rstrip("/"), ips[0], private)


def is_private(ip: str) -> bool:
    """Whether an address belongs to this computer or a network of one's own."""
    try:
        found = ipaddress.ip_address(ip.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address) and found.ipv4_mapped is not None:
        found = found.ipv4_mapped
    return (found.is_private or found.is_loopback or found.is_link_local) and not found.is_unspecified


class Line:
    """One request to a server, and its answer line by line. `hang_up` may be called from any thread."""

    def __init__(self, where: Address, *, secret: str = "") -> None:
        if secret and not where.secure and not where.private:
            raise StudioError(
                sentence("The key would be sent over the open internet without encryption."),
                sentence("Use an https:// address."),
            )
        self._where = where
        self._secret = secret
        self._socket: socket.socket | None = None
        self.hung_up = False

    def post(self, path: str, body: Mapping[str, Any]) -> Iterator[bytes]:
        """Send JSON; yield the lines of the answer as they come. Raises StudioError."""
        where = self._where
        connection = http.client.HTTPConnection(where.host, where.port, timeout=CONNECT_SECONDS)
        try:
            self._socket = connection.sock = self._connected()
            headers = {"Content-Type": "application/json", "Accept": "text/event-stream, application/json"}
            if self._secret:
                headers["Authorization"] = f"Bearer {self._secret}"
            connection.request("POST", where.path + path, json.dumps(body).encode(), headers)
            yield from self._lines(connection.getresponse())
        except (OSError, http.client.HTTPException) as error:
            if not self.hung_up:
                raise StudioError(
                    sentence(
                        "The server at {host}:{port} does not answer: {reason}.",
                        host=where.host,
                        port=str(where.port),
                        reason=_reason(error),
                    ),
                    sentence("Check that it is running and that the address is right."),
                ) from error
        finally:
            connection.close()

    def hang_up(self) -> None:
        """End the request; whoever reads gets no more."""
        self.hung_up = True
        if self._socket is not None:
            with suppress(OSError):
                self._socket.shutdown(socket.SHUT_RDWR)

    def _connected(self) -> socket.socket:
        where = self._where
        plain = socket.create_connection((where.ip, where.port), timeout=CONNECT_SECONDS)
        plain.settimeout(SILENT_SECONDS)
        if not where.secure:
            return plain
        return ssl.create_default_context().wrap_socket(plain, server_hostname=where.host)

    def _lines(self, response: http.client.HTTPResponse) -> Iterator[bytes]:
        if response.status != 200:
            raise _refused(response, self._where)
        read = 0
        while not self.hung_up:
            line = response.readline(LONGEST_LINE)
            read += len(line)
            if not line:
                return
            if read > LONGEST_ANSWER:
                raise StudioError(
                    sentence("The server's answer does not end."), sentence("Check what runs at this address.")
                )
            yield line


def _refused(response: http.client.HTTPResponse, where: Address) -> StudioError:
    told = response.read(2_000).decode("utf-8", "replace")
    with suppress(ValueError, AttributeError, TypeError):
        found = json.loads(told)
        inner = found.get("error", found)
        told = str(inner.get("message", inner) if isinstance(inner, dict) else inner)
    hints = {
        401: sentence("Check the key."),
        403: sentence("Check the key."),
        404: sentence("Check the path (most servers want /v1) and the model's name."),
        429: sentence("Wait a little and try again."),
    }
    hint = hints.get(response.status, sentence("See the server's own log."))
    text = " ".join(told.split())[:200]
    return StudioError(
        sentence(
            "The server at {host}:{port} refused ({status}): {text}.",
            host=where.host,
            port=str(where.port),
            status=str(response.status),
            text=text,
        ),
        hint,
    )


def _reason(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return "it took too long"
    if isinstance(error, ConnectionRefusedError):
        return "nothing listens there"
    return str(getattr(error, "strerror", "") or error) or type(error).__name__
