from django.apps import AppConfig


class MentoringConfig(AppConfig):
    name = "mentoring"

    def ready(self) -> None:
        from django.db.models.signals import post_save
        from django.utils.translation import gettext

        from mentoring import receivers, scheduling
        from people.models import RoleChange
        from people.signals import person_left
        from rooms.signals import message_released, messages_posted

        scheduling.say = gettext
        post_save.connect(receivers.end_with_the_role, sender=RoleChange)
        post_save.connect(receivers.settle_supports, sender=RoleChange)
        messages_posted.connect(receivers.hear_threads)
        message_released.connect(receivers.hear_released)
        person_left.connect(receivers.let_go)
