"""Makes the demo's scenery, or that of a community on its first day."""

import json

from django.conf import settings

from people.models import Person
from tests.browser.scenery import (
    care,
    desk,
    people,
    programme,
    rooms,
    sessions,
    threads,
)


def demo() -> dict[str, str]:
    cast = {person.alias: person for person in Person.objects.all()}
    people.devices(cast)
    people.mailboxes(cast)
    care.newcomers(cast)
    return (
        care.the_wall(cast)
        | care.bens_weeks(cast)
        | rooms.rooms(cast)
        | sessions.sessions(cast)
        | threads.threads(cast)
        | desk.flags(cast)
        | people.people(cast)
        | programme.programme(cast)
        | programme.groups(cast)
        | programme.files(cast)
        | programme.measures(cast)
        | desk.rules(cast)
    )


places = demo() if settings.DEMO else people.first_day()
(settings.VAR_DIR / "scenery.json").write_text(json.dumps(places))
