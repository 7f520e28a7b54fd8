"""Which addresses may be fetched?

Only http and https, on known ports, to public addresses. Names are not judged, only what they
resolve to: whatever way an address is written (``0x7f.1``, ``2130706433``), the resolver makes
the same number of it. The lists follow the IANA special-purpose address registries
(RFC 6890 and its updates).
"""

import ipaddress
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarizer.errors import BlockedURL

if TYPE_CHECKING:
    import httpx2

_HINT = "Save the page or its text to a file and give that."

_Address = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True, slots=True)
class FetchPolicy:
    """What may be fetched, and how much of it."""

    enabled: bool = True
    """Off: no URL is fetched."""
    allow_private: bool = False
    """Whether addresses of this machine and its networks may be fetched, too."""
    ports: frozenset[int] = frozenset({80, 443})
    """The ports that may be asked; others belong to services that are no web pages."""
    max_bytes: int = 10_000_000
    """At most this many bytes, counted after decompression."""
    seconds: float = 20.0
    """At most this long in all, redirects included, in seconds."""
    max_redirects: int = 5
    """At most this many hops after the first."""


def _networks(*names: str) -> tuple[ipaddress.IPv4Network | ipaddress.IPv6Network, ...]:
    return tuple(ipaddress.ip_network(name) for name in names)


_NEVER = _networks(
    "0.0.0.0/8",  # this network
    "100.100.100.200/32",  # Alibaba's metadata service
    "168.63.129.16/32",  # Azure's host service, on a public address
    "169.254.0.0/16",  # link-local; most clouds' metadata services
    "192.0.0.0/24",  # protocol assignments; Oracle's metadata service
    "192.0.2.0/24",  # documentation
    "192.88.99.0/24",  # 6to4 relays
    "198.18.0.0/15",  # benchmarks
    "198.51.100.0/24",  # documentation
    "203.0.113.0/24",  # documentation
    "224.0.0.0/4",  # multicast
    "240.0.0.0/4",  # reserved, broadcast
    "fd00:ec2::/32",  # Amazon's metadata service
    "2001::/23",  # protocol assignments: Teredo, ORCHID, benchmarks
    "2001:db8::/32",  # documentation
    "2002::/16",  # 6to4: embeds an IPv4 address
    "3fff::/20",  # documentation
)
_PRIVATE = _networks(
    "10.0.0.0/8",
    "100.64.0.0/10",  # carrier-grade NAT
    "127.0.0.0/8",
    "172.16.0.0/12",
    "192.168.0.0/16",
    "::1/128",
    "fc00::/7",
)
_GLOBAL_IPV6 = ipaddress.ip_network("2000::/3")
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


def check_url(url: "httpx2.URL", policy: FetchPolicy) -> None:
    """Check all of a URL that can be judged before its name is resolved.

    Raises:
        BlockedURL: Fetching is off, or the scheme, the port or the user part is refused.
    """
    if not policy.enabled:
        raise BlockedURL("fetching URLs is switched off", hint=_HINT)
    if url.scheme not in ("http", "https"):
        raise BlockedURL("only http and https addresses are fetched", hint=_HINT)
    if url.userinfo:
        raise BlockedURL("an address with a user name is not fetched", hint="Leave it out.")
    if not re.fullmatch(r"[a-z0-9._-]+|[0-9a-f:.]+", url.raw_host.decode("ascii").lower()):
        raise BlockedURL("the address has no proper host name", hint="Check its spelling.")
    usual = 443 if url.scheme == "https" else 80
    port = usual if url.port is None else url.port
    if port not in policy.ports:
        raise BlockedURL(f"port {port} is not fetched from", hint=_HINT)


def check_addresses(host: str, addresses: Sequence[str], policy: FetchPolicy) -> None:
    """Check what a host name resolved to: every address must be allowed.

    Raises:
        BlockedURL: One of the addresses is not public, or there is none.
    """
    if not addresses or not all(_is_allowed(address, policy) for address in addresses):
        raise BlockedURL(f"{host} is not on the public internet", hint=_HINT)


def _is_allowed(text: str, policy: FetchPolicy) -> bool:
    try:
        address = _effective(ipaddress.ip_address(text))
    except ValueError:
        return False
    if _is_in(address, _NEVER):
        return False
    if _is_in(address, _PRIVATE):
        return policy.allow_private
    return address.is_global and (address.version == 4 or address in _GLOBAL_IPV6)


def _effective(address: _Address) -> _Address:
    """The IPv4 address that an IPv4-mapped or NAT64 address leads to; else the address."""
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return address.ipv4_mapped
        if address in _NAT64:
            return ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF)
    return address


def _is_in(
    address: _Address, networks: Iterable[ipaddress.IPv4Network | ipaddress.IPv6Network]
) -> bool:
    return any(address in network for network in networks)
