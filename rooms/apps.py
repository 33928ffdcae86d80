from django.apps import AppConfig


class RoomsConfig(AppConfig):
    name = "rooms"

    def ready(self) -> None:
        from people.signals import person_left
        from rooms import receivers

        person_left.connect(receivers.let_go)
