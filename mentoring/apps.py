from django.apps import AppConfig


class MentoringConfig(AppConfig):
    name = "mentoring"

    def ready(self) -> None:
        from django.db.models.signals import post_save

        from mentoring import receivers
        from people.models import RoleChange
        from rooms.signals import messages_posted

        post_save.connect(receivers.end_with_the_role, sender=RoleChange)
        post_save.connect(receivers.settle_supports, sender=RoleChange)
        messages_posted.connect(receivers.hear_threads)
