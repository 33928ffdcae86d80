"""Hands HTTP to Django, and the one WebSocket at /ws/ to realtime."""

import os
import time
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chatserver.settings")

from django.core.asgi import get_asgi_application

pages = get_asgi_application()

from django.conf import settings  # noqa: E402

from chatserver import engine, visitors  # noqa: E402  needs the apps to be loaded
from realtime import codes  # noqa: E402
from realtime.hub import BACK_AFTER_MS  # noqa: E402
from realtime.socket import Socket, wire_for  # noqa: E402


async def application(scope: dict[str, Any], receive: Any, send: Any) -> None:
    if scope["type"] == "http":
        await pages(scope, receive, send)
    elif scope["type"] == "websocket":
        await _socket(scope, receive, send)


async def _socket(scope: dict[str, Any], receive: Any, send: Any) -> None:
    await receive()
    hub = engine.hub()
    if scope["path"] != "/ws/" or not visitors.has_our_origin(scope) or hub is None:
        await send({"type": "websocket.close", "code": 4403})
        return
    asked_at = time.monotonic()
    visitor = await visitors.visitor_of(scope)
    await send({"type": "websocket.accept"})
    if visitor is None:
        await send({"type": "websocket.close", "code": codes.SIGNED_OUT})
        return
    address = visitors.address_of(scope)
    if not hub.has_place_for(visitor, address):
        await send({"type": "websocket.close", "code": codes.TOO_MANY_SOCKETS})
        return
    sock = Socket(hub, visitor, wire_for(scope), address)
    scope["headers"].clear()  # they would be kept as long as the socket
    hub.admit(sock)
    if hub.guard.was_shut_out(visitor.person, visitor.session, since=asked_at):
        sock.close(codes.SIGNED_OUT)
    sock.send(
        "welcome",
        person={"id": visitor.person, "alias": visitor.alias},
        heartbeat=settings.HEARTBEAT,
    )
    if engine.hub() is not hub:
        # The others were sent away while this one was being let in.
        sock.send_away(BACK_AFTER_MS)
    await sock.run(receive)
