"""Muting people and words for oneself; nobody is told and nothing moves."""

from people.models import Person
from realtime.writer import change
from rooms.hiding import MOST_WORDS, spaced
from rooms.models import HiddenPerson, HiddenWord


@change
def hide_person(person: Person, *, by: Person) -> None:
    """Anybody but oneself and staff, whose words may be about safety."""
    if person.pk != by.pk and not person.is_staff_member:
        HiddenPerson.objects.update_or_create(
            owner=by, person=person, defaults={"only_reactions": False}
        )


@change
def hide_reactions(person: Person, *, by: Person) -> None:
    """Only what they hang on words; of whom all is muted, that is muted too."""
    if person.pk != by.pk:
        HiddenPerson.objects.get_or_create(
            owner=by, person=person, defaults={"only_reactions": True}
        )


@change
def show_person(hidden: int, *, by: Person) -> None:
    HiddenPerson.objects.filter(owner=by, pk=hidden).delete()


@change
def hide_word(word: str, *, by: Person) -> None:
    """Kept as it is looked for; without a letter there is nothing to look for."""
    kept = spaced(word).strip()[:40]
    if kept and HiddenWord.objects.filter(owner=by).count() < MOST_WORDS:
        HiddenWord.objects.get_or_create(owner=by, word=kept)


@change
def show_word(hidden: int, *, by: Person) -> None:
    HiddenWord.objects.filter(owner=by, pk=hidden).delete()
