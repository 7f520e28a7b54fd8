"""Ways to make a fetcher ask a machine that it should not: one table.

Each form leads to a listener on this machine, or would if nothing stood in between. ``{port}`` is
the listener's port; names are answered by the form's own resolver, in the order of its look-ups.
"""

from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "decimal, octal, hex",
    "IPv6",
    "names",
    "rebinding",
    "redirects",
    "user part",
    "ports",
    "schemes",
    "dots and blanks",
    "other alphabets",
    "private networks",
]
PUBLIC = "93.184.216.34"
"""Stands for the public web; a test's backend leads it to a second listener."""
INNER = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Form:
    """One attempt."""

    kind: Kind
    url: str
    """``{port}`` is the inner listener's, ``{outer}`` the public one's."""
    answers: tuple[tuple[str, ...], ...] = ()
    """What the look-ups of a name give, one after the other; empty: the system's resolver."""
    location: str = ""
    """Where the public page redirects to."""
    leads_in: bool = True
    """Whether it reaches the listener where private addresses, its port and any user are allowed:
    the proof that the form is a true one. False for what no web client understands."""

    def __str__(self) -> str:
        return f"{self.kind}: {self.url} {self.location}".strip()


_NUMBERS = (
    *("127.0.0.1", "127.1", "127.0.1", "2130706433", "017700000001", "0x7f000001", "0x7f.1"),
    *("0x7f.0x0.0x0.0x1", "0177.0.0.01", "0177.0.0.0x1", "127.0x0.01", "0X7F.0.0.1"),
    *("00000177.0.0.1", "0x7f.0.1", "127.000.000.001"),
)
_STRICT = ("0177.0.0.01", "00000177.0.0.1", "127.000.000.001")
"""What httpx2 takes for a broken address already."""
_OTHER_LOOPBACKS = ("127.0.0.2", "127.127.127.127", "127.255.255.254", "0.0.0.0", "0", "0x0")  # noqa: S104
_IPV6 = (
    *("[::1]", "[0:0:0:0:0:0:0:1]", "[0000::0001]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]"),
    *("[0:0:0:0:0:ffff:127.0.0.1]", "[0:0:0:0:0:FFFF:7F00:0001]", "[::ffff:7f00:0001]"),
)
_IPV6_ELSEWHERE = ("[64:ff9b::7f00:1]", "[::127.0.0.1]", "[2002:7f00:1::]", "[fe80::1]", "[::]")
_DOTS = ("127.0.0.1.", "localhost.", "%31%32%37.0.0.1", "127.0.0.1%2e")
_ALPHABETS = (
    "127。0。0。1",
    "127．0．0．1",  # noqa: RUF001  # the attack
    "127｡0｡0｡1",
    "①②⑦.⓪.⓪.①",
    "１２７.０.０.１",  # noqa: RUF001  # the same
    "ⓛⓞⓒⓐⓛⓗⓞⓢⓣ",
    "ℓocalhost",  # noqa: RUF001  # the same
    "localhoſt",  # noqa: RUF001  # the same
    "LOCALHOST",
)
_USERS = (
    "http://example.org@127.0.0.1:{port}/",
    "http://user:pw@127.0.0.1:{port}/",
    "http://example.org%2f@127.0.0.1:{port}/",
    "http://example.org%00@127.0.0.1:{port}/",
    "http://@127.0.0.1:{port}/",
    "http://example.org:80@127.0.0.1:{port}/",
)
_CONFUSIONS = (
    "http://127.0.0.1:{port}\\@example.org/",
    "http://example.org\\@127.0.0.1:{port}/",
    "http://example.org#@127.0.0.1:{port}/",
    "http://example.org?@127.0.0.1:{port}/",
    "http:\\\\127.0.0.1:{port}/",
    "http:127.0.0.1:{port}/",
    "http:///127.0.0.1:{port}/",
    "http://127.0.0.1:{port}:80/",
    "http://127.0.0.1 :{port}/",
    "http://127.0.0.1\t:{port}/",
    "http://127.0.0.1\r\nHost: x:{port}/",
)
_SCHEMES = (
    *("file:///etc/passwd", "file://127.0.0.1/etc/passwd", "FILE:///etc/passwd"),
    *("gopher://127.0.0.1:{port}/_GET%20/", "ftp://127.0.0.1:{port}/", "dict://127.0.0.1:{port}/d"),
    *("ldap://127.0.0.1:{port}/", "tftp://127.0.0.1:{port}/", "jar:http://127.0.0.1:{port}!/"),
    *("ws://127.0.0.1:{port}/", "unix://127.0.0.1:{port}/", "data://text/html,x"),
    *("netdoc://127.0.0.1:{port}/", "sftp://127.0.0.1:{port}/", "view-source://127.0.0.1:{port}/"),
)
_REDIRECTS = (
    *("http://127.0.0.1:{port}/", "//127.0.0.1:{port}/", "http://2130706433:{port}/"),
    *("http://0x7f.1:{port}/", "http://[::ffff:127.0.0.1]:{port}/", "http://localhost:{port}/"),
    *("http://u:p@127.0.0.1:{port}/", "http://127。0。0。1:{port}/", "gopher://127.0.0.1:{port}/"),
    *("file:///etc/passwd", "\\\\127.0.0.1:{port}\\", "HTTP://127.0.0.1:{port}/"),
    *("/\\127.0.0.1:{port}/", "ftp://127.0.0.1:{port}/"),
)
_PRIVATE = (
    *("10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "168.63.129.16"),
    *("100.100.100.200", "192.0.0.192", "198.18.0.1", "224.0.0.1", "255.255.255.255"),
    *("fd00:ec2::254", "fd12:3456::1", "fe80::1", "ff02::1", "2001:db8::1"),
)
_MADE_UP = "http://rebind.example:{port}/"


def forms() -> tuple[Form, ...]:
    """All of them."""
    return (
        *(
            Form("decimal, octal, hex", f"http://{host}:{{port}}/", leads_in=host not in _STRICT)
            for host in _NUMBERS
        ),
        *(_elsewhere("decimal, octal, hex", host) for host in _OTHER_LOOPBACKS),
        *(Form("IPv6", f"http://{host}:{{port}}/") for host in _IPV6),
        *(_elsewhere("IPv6", host) for host in _IPV6_ELSEWHERE),
        *_names(),
        *_rebindings(),
        *(_redirect(location) for location in _REDIRECTS),
        Form(
            "redirects",
            "http://public.example:{outer}/chain",
            ((PUBLIC,),),
            "/loop",
            leads_in=False,
        ),
        *(Form("user part", url, leads_in=False) for url in (*_USERS, *_CONFUSIONS)),
        *_ports(),
        *(Form("schemes", url, leads_in=False) for url in _SCHEMES),
        *(_elsewhere("dots and blanks", host) for host in _DOTS),
        *(_elsewhere("other alphabets", host) for host in _ALPHABETS),
        *(
            Form("private networks", "http://inside.example:{port}/", ((address,),), leads_in=False)
            for address in _PRIVATE
        ),
    )


def _elsewhere(kind: Kind, host: str) -> Form:
    return Form(kind, f"http://{host}:{{port}}/", leads_in=False)


def _redirect(location: str) -> Form:
    is_web = location.lower().startswith(("http://", "//")) and "@" not in location
    return Form(
        "redirects",
        "http://public.example:{outer}/",
        ((PUBLIC,), (INNER,)),
        location,
        leads_in=is_web and "。" not in location,
    )


def _names() -> tuple[Form, ...]:
    named = (
        "http://localhost:{port}/",
        "http://localhost.localdomain:{port}/",
        "http://127.0.0.1.nip.example:{port}/",
        "http://spoofed.example:{port}/",
    )
    return (
        Form("names", named[0]),
        Form("names", named[1], ((INNER,),)),
        Form("names", named[2], ((INNER,),)),
        Form("names", named[3], (("::ffff:127.0.0.1",),)),
        Form("names", named[3], (("64:ff9b::7f00:1",),), leads_in=False),
        Form("names", named[3], (("0.0.0.0",),), leads_in=False),  # noqa: S104
    )


def _rebindings() -> tuple[Form, ...]:
    """Answers that change between look-ups, or that mix a public address with an inner one."""
    return (
        Form("rebinding", _MADE_UP, ((PUBLIC, INNER),)),
        Form("rebinding", _MADE_UP, ((INNER, PUBLIC),)),
        Form("rebinding", _MADE_UP, ((PUBLIC, "::1"),)),
        Form("rebinding", _MADE_UP, ((INNER,), (PUBLIC,))),
        Form("rebinding", "http://a.example:{outer}/", ((PUBLIC,), (INNER,)), _MADE_UP),
        Form("rebinding", "http://rebind.example:{outer}/", ((PUBLIC,), (INNER,)), _MADE_UP),
        Form(
            "rebinding",
            "http://a.example:{outer}/",
            ((PUBLIC,), (PUBLIC, INNER)),
            _MADE_UP,
            leads_in=False,
        ),
    )


def _ports() -> tuple[Form, ...]:
    """The inner listener's port is no web port; here the policy does not name it."""
    return tuple(
        Form("ports", url, ((INNER,),) if "example" in url else (), leads_in=False)
        for url in (
            "http://127.0.0.1:{port}/",
            "https://127.0.0.1:{port}/",
            "http://public.example:{port}/",
            "http://127.0.0.1:0{port}/",
            "http://127.0.0.1:22/",
            "http://127.0.0.1:6379/",
            "http://127.0.0.1:65536/",
            "http://127.0.0.1:-1/",
        )
    )
