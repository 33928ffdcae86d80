"""The chat of the Channels tutorial, on its pub-sub layer; it saves if it is told where.

daphne bench.peers.tutorial.chat:application
"""

import json
from typing import Any

from channels.auth import AuthMiddlewareStack
from channels.db import database_sync_to_async
from channels.generic.websocket import AsyncWebsocketConsumer
from channels.routing import ProtocolTypeRouter, URLRouter
from channels.security.websocket import AllowedHostsOriginValidator
from django.core.asgi import get_asgi_application
from django.db import models
from django.urls import re_path

from bench.peers.tutorial import SAVE_IN


class Message(models.Model):
    room = models.TextField()
    body = models.TextField()

    class Meta:
        app_label = "peers"
        db_table = "peer_message"
        managed = False


class ChatConsumer(AsyncWebsocketConsumer):
    async def connect(self) -> None:
        self.room_name = self.scope["url_route"]["kwargs"]["room_name"]
        self.room_group_name = f"chat_{self.room_name}"
        await self.channel_layer.group_add(self.room_group_name, self.channel_name)
        await self.accept()

    async def disconnect(self, close_code: int) -> None:
        await self.channel_layer.group_discard(self.room_group_name, self.channel_name)

    async def receive(
        self, text_data: str = "", bytes_data: bytes | None = None
    ) -> None:
        message = json.loads(text_data)["message"]
        if SAVE_IN:
            await save(room=self.room_name, body=message)
        await self.channel_layer.group_send(
            self.room_group_name, {"type": "chat.message", "message": message}
        )

    async def chat_message(self, event: dict[str, Any]) -> None:
        await self.send(text_data=json.dumps({"message": event["message"]}))


save = database_sync_to_async(Message._default_manager.create)
chats = [re_path(r"ws/chat/(?P<room_name>\w+)/$", ChatConsumer.as_asgi())]
application = ProtocolTypeRouter(
    {
        "http": get_asgi_application(),
        "websocket": AllowedHostsOriginValidator(AuthMiddlewareStack(URLRouter(chats))),
    }
)
