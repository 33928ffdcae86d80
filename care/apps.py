from django.apps import AppConfig


class CareConfig(AppConfig):
    name = "care"

    def ready(self) -> None:
        from care import receivers
        from people.signals import person_left

        person_left.connect(receivers.let_go)
