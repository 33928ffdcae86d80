from django.apps import AppConfig
from django.db.models.signals import post_migrate, post_save


class ModerationConfig(AppConfig):
    name = "moderation"

    def ready(self) -> None:
        from mentoring.signals import worry_raised
        from moderation import receivers, witness
        from people.models import RoleChange
        from people.signals import person_left
        from rooms.signals import message_taken_back, messages_posted

        messages_posted.connect(receivers.store_verdicts, dispatch_uid="verdicts")
        message_taken_back.connect(receivers.note_taken_back)
        worry_raised.connect(receivers.flag_worry)
        person_left.connect(receivers.let_go)
        post_save.connect(receivers.leave_with_the_role, sender=RoleChange)
        for model in witness.KINDS:
            post_save.connect(receivers.write_down, sender=model)
        post_migrate.connect(receivers.put_up_guards, sender=self)
