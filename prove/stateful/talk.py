"""What people say in a room, step by step, in any order; each step is counted."""

import uuid
from typing import Any

from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from prove.stateful.model import CID_REUSED, Said
from prove.stateful.world import GONE, World, fresh, outcome
from rooms import access, actions, posting
from rooms.models import Message, Reaction

PLAIN = ("Long day, kettle is on", "Slept badly, but the walk helped", "Tea?")
# Red by any rules worth having.
DISTRESS = "I am going to kill myself tonight"
PERSON = st.integers(0, 4)
EVERYBODY = st.integers(0, 6)
PLACE = st.integers(0, 1)
ANY = st.integers(0, 2**16)


class Talk(RuleBasedStateMachine):
    """Every step is made on both; then both must say the same."""

    # Of all runs together: steps, and those that moved a stream or took reading away.
    steps = moved = 0

    def __init__(self) -> None:
        super().__init__()
        self._undone = transaction.atomic()
        self._undone.__enter__()
        self.world = World()
        self.model = self.world.model()
        # What the last step may have moved: rooms, and messages that have a flag.
        self._touched: set[int] = set()
        self._flagged: set[int] = set()
        # So that there is something to answer, and something on the board.
        self.says(0, 0, DISTRESS)

    def teardown(self) -> None:
        try:
            self.everything_is_the_same()
        finally:
            transaction.set_rollback(True)
            self._undone.__exit__(None, None, None)

    # --- Who, where, what

    def _person(self, number: int) -> Any:
        return list(self.world.people.values())[number]

    def _room(self, number: int) -> int:
        return list(self.world.rooms)[number]

    def _said(self, number: int) -> Said:
        said = list(self.model.said.values())
        return said[number % len(said)]

    def _message(self, person: Any, said: Said) -> Any:
        return access.message_for(fresh(person), said.id, said.room)

    def _says(self, real: Any, expected: Any) -> None:
        assert real == expected, f"it answered {real!r}; the model says {expected!r}"

    # --- Rooms

    @rule(who=PERSON, where=PLACE, words=st.sampled_from((*PLAIN, DISTRESS)))
    def says(self, who: int, where: int, words: str) -> None:
        self._post(self._person(who), self._room(where), str(uuid.uuid4()), words)

    @precondition(lambda self: self.model.said)
    @rule(which=ANY, words=st.sampled_from(PLAIN))
    def says_again(self, which: int, words: str) -> None:
        """One cid, with the same words or with others."""
        said = self._said(which)
        body = said.first_body if which % 2 else words
        self._post(self.world.people[said.author], said.room, said.cid, body)

    def _post(self, person: Any, room: int, cid: str, body: str) -> None:
        wish = posting.clean_post(room, person.pk, {"cid": cid, "body": body})
        real = outcome(lambda: actions.post_message(wish))
        before = self.model.with_cid(room, person.pk, cid)
        if before is not None:
            same = body == before.first_body
            expected = (before.id, before.seq) if same else CID_REUSED
            self._says((real.id, real.seq) if same else real, expected)
            return
        refusal = self.model.refusal(room, person.pk)
        if refusal:
            self._says(real, refusal)
            return
        said = self.model.store(real.id, room, person.pk, cid, body)
        self._says((real.seq, real.position), (said.seq, said.position))
        self._touched.add(room)
        if body == DISTRESS:
            self.model.raise_flag(said.id, "red")
            self._flagged.add(said.id)

    @precondition(lambda self: self.model.said)
    @rule(which=ANY, words=st.sampled_from(PLAIN))
    def edits(self, which: int, words: str) -> None:
        said = self._said(which)
        fields = {"message": said.id, "body": words}
        wish = posting.clean_edit(said.room, said.author, fields)
        real = outcome(lambda: actions.edit_messages([wish])[0])
        refusal = self.model.edit_refusal(said, words)
        self._says(real, refusal or None)
        if not refusal:
            self.model.edit(said, words)
            self._changed(said)

    @precondition(lambda self: self.model.said)
    @rule(
        who=EVERYBODY, which=ANY, kind=st.sampled_from(Reaction.Kind), on=st.booleans()
    )
    def reacts(self, who: int, which: int, kind: str, on: bool) -> None:
        said, person = self._said(which), self._person(who)
        real = outcome(
            lambda: actions.react(self._message(person, said), kind, on, by=person)
        )
        refusal = self.model.touch_refusal(said, person.pk)
        self._says(real, self._door(said, person.pk, refusal))
        if not refusal:
            self.model.react(said, person.pk, str(kind), on)
            self._touched.add(said.room)

    def _door(self, said: Said, person: int, refusal: str) -> str | None:
        """Who is not in the room is stopped at the door, before any action."""
        is_in = self.model.places[said.room].is_in(person)
        return (refusal or None) if is_in else GONE

    @precondition(lambda self: self.model.said)
    @rule(which=ANY, by_author=st.booleans(), who=PERSON)
    def takes_back(self, which: int, by_author: bool, who: int) -> None:
        said = self._said(which)
        person = self.world.people[said.author] if by_author else self._person(who)
        real = outcome(
            lambda: actions.take_back(self._message(person, said), by=person)
        )
        refusal = self.model.touch_refusal(said, person.pk)
        if not refusal and person.pk != said.author:
            refusal = "not_found"
        self._says(real, self._door(said, person.pk, refusal))
        if not refusal:
            self.model.take_back(said)
            self._changed(said)

    @precondition(lambda self: self.model.said)
    @rule(which=ANY, covered=st.booleans())
    def is_covered(self, which: int, covered: bool) -> None:
        said = self._said(which)
        message = Message.objects.select_related("author", "room").get(pk=said.id)
        actions.cover_message(message, covered=covered)
        self.model.cover(said, covered)
        self._touched.add(said.room)

    def _changed(self, said: Said) -> None:
        self._touched.add(said.room)
        self._flagged.add(said.id)

    # --- What must hold after each step

    @invariant()
    def followers_are_handed_what_the_model_says(self) -> None:
        Talk.steps += 1
        for room in self._touched:
            moved = sorted(self.world.caught_up(room), key=_position)
            latest = [s.row() for s in self.model.said.values() if s.room == room]
            assert moved == sorted(latest, key=_position)[len(latest) - len(moved) :]
            tip = self.model.places[room].position
            assert not moved or _position(moved[-1]) == tip
            Talk.moved += bool(moved)
        self._touched.clear()

    def everything_is_the_same(self) -> None:
        for room in self.world.rooms:
            said = [s.row() for s in self.model.said.values() if s.room == room]
            read = self.world.from_the_beginning(room)
            assert read == sorted(said, key=_position)
            seqs = sorted(row["seq"] for row in read)  # type: ignore[type-var]
            assert seqs == list(range(1, len(seqs) + 1))


def _position(row: dict[str, Any]) -> int:
    return int(row["position"])
