"""Knows a signed-in person again; whoever is suspended is not signed in anywhere."""

from django.contrib.auth.backends import BaseBackend

from people.models import Person


class PeopleBackend(BaseBackend):
    """Signing in itself is people.signing_in: one door, with its limits."""

    def get_user(self, user_id: int) -> Person | None:
        person = Person.objects.filter(pk=user_id).first()
        return None if person is None or person.is_suspended() else person
