from django.apps import AppConfig


class EvaluationConfig(AppConfig):
    name = "evaluation"

    def ready(self) -> None:
        from evaluation import receivers
        from people.signals import person_left

        person_left.connect(receivers.let_go)
