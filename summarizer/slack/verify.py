"""Is a request from Slack? Signed, fresh, and with a time stamp that is a number.

In place of Bolt's own check, which answers a time stamp that is no number with an error of the
server, and logs the body of a request that is not signed.
"""

import re
from collections.abc import Callable

from slack_bolt import BoltRequest, BoltResponse
from slack_bolt.middleware import Middleware
from slack_sdk.signature import SignatureVerifier

_SECONDS = re.compile(r"[0-9]{1,12}")
_SIGNATURE = re.compile(r"v0=[0-9a-f]{64}")
"""Anything else is no signature; one with other than ASCII would fail the comparison."""


class Verification(Middleware):
    """Lets pass what is signed with the app's secret within the last five minutes.

    For an app that is made with ``request_verification_enabled=False``; what comes over Socket
    Mode is Slack's by the connection.

    Args:
        signing_secret: The app's.
    """

    def __init__(self, signing_secret: str) -> None:
        self._verifier = SignatureVerifier(signing_secret)

    def process(
        self,
        *,
        req: BoltRequest,
        resp: BoltResponse,
        next: Callable[[], BoltResponse],  # noqa: A002  # Bolt's name for it
    ) -> BoltResponse:
        """Call the next middleware, or answer 401."""
        del resp
        if req.mode == "socket_mode" or self._is_valid(req):
            return next()
        return BoltResponse(status=401, body={"error": "invalid request"})

    def _is_valid(self, req: BoltRequest) -> bool:
        timestamp = req.headers.get("x-slack-request-timestamp", [""])[0]
        signature = req.headers.get("x-slack-signature", [""])[0]
        return bool(
            _SECONDS.fullmatch(timestamp)
            and _SIGNATURE.fullmatch(signature)
            and self._verifier.is_valid(req.raw_body, timestamp, signature)
        )
