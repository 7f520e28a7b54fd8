"""A web server on this machine that fails on request, and small wheels to put on it."""

import hashlib
import io
import json
import re
import threading
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from summarizer.local.fetch import Network


@dataclass
class Page:
    """What the server answers under one path."""

    body: bytes = b""
    status: int = 200
    cut_after: int = -1
    """Break the line after so many bytes of a body, ``cuts`` times."""
    cuts: int = 1
    stall_after: int = -1
    """Send no more after so many bytes, and leave the line open for a while."""
    takes_ranges: bool = True
    before: Callable[[], object] = lambda: None
    """Called before the answer."""
    goes_on: threading.Event = field(default_factory=threading.Event)
    """Ends the wait of one that stalls."""


@dataclass
class Web:
    """A web server on this machine."""

    address: str
    pages: dict[str, Page] = field(default_factory=dict)
    requests: list[tuple[str, str]] = field(default_factory=list)
    """Path and Range header of each request."""

    def serve(self, path: str, body: bytes, **options: Any) -> str:
        self.pages[path] = Page(body, **options)
        return self.address + path

    def asked(self, path: str) -> list[str]:
        return [span for asked, span in self.requests if asked == path]

    def index(self, wheels: Mapping[str, bytes], **changes: Any) -> Network:
        """Put wheels on a package index; `changes` go over every entry."""
        for name, body in wheels.items():
            distribution = "-".join(name.split("-")[:1]).replace("_", "-")
            entry = {
                "filename": name,
                "url": f"../../files/{name}",
                "hashes": {"sha256": sha256(body)},
                "size": len(body),
            }
            listing = {"meta": {"api-version": "1.1"}, "files": [entry | changes]}
            self.serve(f"/simple/{distribution}/", json.dumps(listing).encode())
            self.serve(f"/files/{name}", body)
        return self.network

    @property
    def network(self) -> Network:
        return Network(index_url=f"{self.address}/simple", pause_seconds=0, connect_seconds=1)


def sha256(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


def wheel(members: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, body in members.items():
            archive.writestr(name, body)
    return buffer.getvalue()


class _Handler(BaseHTTPRequestHandler):
    web: Web

    def do_GET(self) -> None:
        span = self.headers.get("Range", "")
        self.web.requests.append((self.path, span))
        page = self.web.pages.get(self.path, Page(status=404))
        page.before()
        if page.status != 200:
            self.send_response(page.status)
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        self._send(page, int(match[1]) if (match := re.match(r"bytes=(\d+)-", span)) else 0)

    def _send(self, page: Page, start: int) -> None:
        start = start if page.takes_ranges else 0
        if start >= len(page.body) > 0:
            self.send_response(416)
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        rest = page.body[start:]
        self.send_response(206 if start else 200)
        if start:
            end = len(page.body) - 1
            self.send_header("Content-Range", f"bytes {start}-{end}/{len(page.body)}")
        self.send_header("Content-Length", str(len(rest)))
        self.end_headers()
        if page.cut_after >= 0 and page.cuts:
            page.cuts -= 1
            self.wfile.write(rest[: page.cut_after])
            self.close_connection = True
            return
        if page.stall_after >= 0:
            self.wfile.write(rest[: page.stall_after])
            self.wfile.flush()
            page.goes_on.wait(20)
            self.close_connection = True
            return
        self.wfile.write(rest)

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def serving() -> Iterator[Web]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    web = Web(f"http://127.0.0.1:{server.server_port}")
    server.RequestHandlerClass = type("Handler", (_Handler,), {"web": web})
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield web
    server.shutdown()
    server.server_close()
    thread.join()
