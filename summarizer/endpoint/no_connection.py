"""Why was there no connection? What lies below the SDK's "connection error", in words."""

import socket
import ssl
from collections.abc import Iterator

from summarizer.errors import ConnectionFailed

_LINE_BROKE = (ssl.SSLEOFError, ssl.SSLZeroReturnError, ssl.SSLSyscallError)
"""Faults of the line while it was being secured: they may pass."""


def reason(error: BaseException) -> tuple[ConnectionFailed, bool] | None:
    """What a failed connection is called, and whether another try may help.

    Args:
        error: As the SDK raised it; its causes are looked through.

    Returns:
        None where there is nothing better to say than that there was no connection.
    """
    for inner in _causes(error):
        if isinstance(inner, ssl.SSLCertVerificationError):
            return _untrusted(), False
        if isinstance(inner, ssl.SSLError) and not isinstance(inner, _LINE_BROKE):
            return _no_tls(), False
        if isinstance(inner, socket.gaierror):
            return _unknown_host(), True
    return None


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _untrusted() -> ConnectionFailed:
    return ConnectionFailed(
        "the endpoint's certificate is not trusted by this system",
        hint="Have its issuer's certificate installed, or name a file of such certificates "
        "in SSL_CERT_FILE.",
    )


def _no_tls() -> ConnectionFailed:
    return ConnectionFailed(
        "the endpoint does not speak TLS as this system does",
        hint="Check the address: a server without TLS is reached by http://.",
    )


def _unknown_host() -> ConnectionFailed:
    return ConnectionFailed(
        "the name of the endpoint's host cannot be resolved",
        hint="Check the address and the network.",
    )
