"""The fake's HTTP side: an aiohttp server in a thread of its own, on 127.0.0.1.

Paths: ``/api/METHOD``, ``/files/TEAM/ID`` (downloads), ``/upload/ID``, ``/respond/ID``
(response URLs) and ``/ws`` (Socket Mode).
"""

from __future__ import annotations

import asyncio
import base64
import contextlib
import json
import threading
import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from aiohttp import WSMsgType, web
from support.slackfake.asked import Asked, check_parameters
from support.slackfake.calls import Call
from support.slackfake.catalogue import DECODED, METHODS
from support.slackfake.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from support.slackfake.fake import FakeSlack

_LOGIN = "<!DOCTYPE html><html><head><title>Sign in to Acme | Slack</title></head></html>"
_MOST = 64 * 1024 * 1024


class Server:
    """Runs from `start` to `stop`."""

    def __init__(self, slack: FakeSlack) -> None:
        self._slack = slack
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._runner: web.AppRunner | None = None
        self._sockets: set[web.WebSocketResponse] = set()
        self.port = 0

    def start(self) -> None:
        self._thread.start()
        self.run(self._open())

    def stop(self) -> None:
        self.run(self._close())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def run(self, work: Any) -> Any:
        """The result of a coroutine, run in the server's thread."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(timeout=30)

    @property
    def sockets(self) -> int:
        """How many Socket Mode connections stand."""
        return len(self._sockets)

    async def send(self, message: Mapping[str, Any]) -> None:
        """Send to one of the connections, as Slack does."""
        for socket in list(self._sockets)[:1]:
            await socket.send_json(dict(message))

    async def disconnect(self) -> None:
        """Tell each connection to come back, and close it."""
        for socket in list(self._sockets):
            await socket.send_json({"type": "disconnect", "reason": "refresh_requested"})
            self._sockets.discard(socket)
            with contextlib.suppress(TimeoutError):  # a busy app may close late
                await asyncio.wait_for(socket.close(), timeout=2)

    async def _open(self) -> None:
        app = web.Application(client_max_size=_MOST)
        app.router.add_route("*", "/api/{method}", self._api)
        app.router.add_get("/files/{team}/{id}", self._download)
        app.router.add_post("/upload/{id}", self._upload)
        app.router.add_post("/respond/{id}", self._respond)
        app.router.add_get("/ws", self._socket)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.2)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.port = self._runner.addresses[0][1]

    async def _close(self) -> None:
        for socket in list(self._sockets):
            await socket.close()
        if self._runner is not None:
            await self._runner.cleanup()
        await self._loop.shutdown_asyncgens()
        await self._loop.shutdown_default_executor()

    async def _api(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        params = await _params(request)
        token = _token(request, params)
        call = Call(method, token, params, time.time(), 200)
        fault = self._slack.fault_for(call)
        if fault is not None:
            await asyncio.sleep(fault.delay)
            if fault.status != 200 or fault.error:
                self._slack.record(replace(call, status=fault.status))
                return fault.response()
        with self._slack.lock:
            self._slack.record(call)
            return self._answer(call)

    def _answer(self, call: Call) -> web.Response:
        slack = self._slack
        headers = {}
        try:
            check_parameters(call.method, call.params)
            workspace = slack.allowed(call)
            headers["x-oauth-scopes"] = ",".join(sorted(slack.granted(call.token)))
            asked = Asked(slack, call.method, call.params, workspace)
            scopes = METHODS[call.method].scopes
            if scopes and METHODS[call.method].token == "bot":
                asked.need(*scopes)
            body = {"ok": True, **slack.answers[call.method](asked)}
        except Refusal as refusal:
            if refusal.broken:
                slack.refused.append(f"{call.method}: {refusal.broken}")
            body = {"ok": False, "error": refusal.error, **refusal.more}
        return web.json_response(body, headers=headers)

    async def _download(self, request: web.Request) -> web.Response:
        team = self._slack.workspaces.get(request.match_info["team"])
        token = _token(request, {})
        self._slack.downloads.append((request.match_info["id"], token))
        record = team.files.get(request.match_info["id"]) if team else None
        allowed = team and token == team.token and "files:read" in team.scopes and not team.revoked
        if record is None or not allowed:
            return web.Response(text=_LOGIN, content_type="text/html")
        return web.Response(body=record["content"], content_type=record["mimetype"])

    async def _upload(self, request: web.Request) -> web.Response:
        record = self._slack.uploads.get(request.match_info["id"])
        if record is None or record["content"] is not None:
            return web.Response(status=404)
        if request.content_type.startswith("multipart/"):
            parts = await request.post()
            first = next(iter(parts.values()))
            content = first.encode() if isinstance(first, str) else first.file.read()
        else:
            content = await request.read()
        record["content"] = content
        return web.Response(text=f"OK - {len(content)}")

    async def _respond(self, request: web.Request) -> web.Response:
        call = Call("response_url", request.match_info["id"], await _params(request), time.time())
        fault = self._slack.fault_for(call)
        if fault is not None:
            await asyncio.sleep(fault.delay)
            if fault.status != 200 or fault.error:
                self._slack.record(replace(call, status=fault.status))
                return fault.response()
        with self._slack.lock:
            self._slack.record(call)
            try:
                self._slack.responses.take(call)
            except Refusal as refusal:
                if refusal.broken:
                    self._slack.refused.append(f"response_url: {refusal.broken}")
                return web.json_response({"ok": False, "error": refusal.error}, status=404)
        return web.Response(text="ok")

    async def _socket(self, request: web.Request) -> web.StreamResponse:
        if not self._slack.line.take_ticket(request.query.get("ticket", "")):
            return web.Response(status=404)
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json({"type": "hello", "num_connections": 1, "debug_info": {}})
        self._sockets.add(socket)
        try:
            async for message in socket:
                if message.type is WSMsgType.TEXT:
                    self._slack.line.take_ack(json.loads(message.data))
        finally:
            self._sockets.discard(socket)
        return socket


async def _params(request: web.Request) -> dict[str, Any]:
    found: dict[str, Any] = dict(request.query)
    if request.content_type == "application/json":
        body = await request.text()
        found |= json.loads(body) if body else {}
    elif request.method == "POST":
        found |= dict(await request.post())
    for name in DECODED & found.keys():
        if isinstance(found[name], str):
            found[name] = json.loads(found[name])
    kind, _, given = request.headers.get("authorization", "").partition(" ")
    if kind == "Basic":
        client, _, secret = base64.b64decode(given).decode().partition(":")
        found |= {"client_id": client, "client_secret": secret}
    return found


def _token(request: web.Request, params: Mapping[str, Any]) -> str:
    kind, _, given = request.headers.get("authorization", "").partition(" ")
    return given if kind == "Bearer" else str(params.get("token", ""))
