"""The chat of the Channels tutorial, on its pub-sub layer; it saves if it is told where.

daphne bench.peers.tutorial:application
"""

import json
import os
from typing import Any

from django.conf import settings

SAVE_IN = os.environ.get("SAVE_IN", "")

settings.configure(
    SECRET_KEY="for the bench only",
    ALLOWED_HOSTS=["*"],
    INSTALLED_APPS=[
        "daphne",
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "django.contrib.sessions",
        "channels",
    ],
    DATABASES={
        "default": {
            "ENGINE": "django.db.backends.postgresql",
            "HOST": SAVE_IN.partition(",")[0],
            "NAME": SAVE_IN.partition(",")[2],
            "USER": "postgres",
            "CONN_MAX_AGE": 60,
        }
        if SAVE_IN
        else {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}
    },
    CHANNEL_LAYERS={
        "default": {
            "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
            "CONFIG": {"hosts": [os.environ["REDIS_URL"]]},
        }
    },
    USE_TZ=True,
)

from django.core.asgi import get_asgi_application  # noqa: E402  needs the settings

pages = get_asgi_application()

from channels.auth import AuthMiddlewareStack  # noqa: E402  needs the apps
from channels.db import database_sync_to_async  # noqa: E402
from channels.generic.websocket import AsyncWebsocketConsumer  # noqa: E402
from channels.routing import ProtocolTypeRouter, URLRouter  # noqa: E402
from channels.security.websocket import AllowedHostsOriginValidator  # noqa: E402
from django.db import models  # noqa: E402
from django.urls import re_path  # noqa: E402


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
        "http": pages,
        "websocket": AllowedHostsOriginValidator(AuthMiddlewareStack(URLRouter(chats))),
    }
)
