"""Files to read, made where they are needed, and a web server on this machine."""

import io
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate

ARTICLE = (
    "<html><head><title>Dockworkers to ballot | Port Times</title>"
    '<meta property="og:title" content="Dockworkers to ballot on strike">'
    '<meta property="article:published_time" content="2023-03-14T09:00:00Z"></head>'
    '<body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav><article>'
    "<p>The Northport Dockworkers' Union will ballot its 4,200 members on Thursday, union"
    " secretary Lena Ortiz said on Tuesday.</p>"
    "<p>“We will not go back to the table unless the company withdraws the plan,” Ortiz said.</p>"
    "</article><footer>Subscribe to our newsletter</footer></body></html>"
)


@pytest.fixture
def article() -> str:
    return ARTICLE


@pytest.fixture(scope="session")
def make_pdf() -> Callable[..., bytes]:
    def make(*pages: str, title: str = "") -> bytes:
        """A PDF with one page of wrapped text for each argument; paragraphs part at newlines."""
        style = getSampleStyleSheet()["BodyText"]
        story: list[Paragraph | PageBreak] = []
        for page in pages:
            story += [Paragraph(paragraph, style) for paragraph in page.split("\n")]
            story.append(PageBreak())
        file = io.BytesIO()
        SimpleDocTemplate(file, title=title or None).build(story)
        return file.getvalue()

    return make


Reply = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Site:
    """A server on 127.0.0.1 that answers each path by a function, and what it was asked."""

    url: str = ""
    port: int = 0
    replies: dict[str, Reply] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def serve(self, path: str, body: bytes, status: int = 200, **headers: str) -> str:
        """Answer a path with a body; keyword names become headers. Returns the URL."""

        def reply(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(status)
            for name, value in headers.items():
                handler.send_header(name.replace("_", "-"), value)
            if "Content_Length" not in headers:
                handler.send_header("Content-Length", str(len(body)))
            handler.end_headers()
            handler.wfile.write(body)

        self.replies[path] = reply
        return self.url + path


@pytest.fixture
def site() -> Iterator[Site]:
    served = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            served.asked.append((self.path, dict(self.headers)))
            try:
                served.replies[self.path](self)
            except OSError:
                self.close_connection = True  # the client has had enough

        def log_message(self, *_: object) -> None:
            """Write nothing to stderr."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    served.port = server.server_port
    served.url = f"http://127.0.0.1:{served.port}"
    yield served
    server.shutdown()
    thread.join()
    server.server_close()
