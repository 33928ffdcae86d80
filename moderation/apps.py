from django.apps import AppConfig


class ModerationConfig(AppConfig):
    name = "moderation"

    def ready(self) -> None:
        from moderation import receivers
        from rooms.signals import messages_posted

        messages_posted.connect(receivers.store_verdicts, dispatch_uid="verdicts")
