"""Who is let in and kept out; with all that is said, and all that is done at the board."""

from datetime import timedelta

from django.utils import timezone
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from people import actions as people
from prove.stateful.board import Board
from prove.stateful.model import IN, LEFT, REMOVED
from prove.stateful.talk import EVERYBODY, PERSON, PLACE, Talk
from prove.stateful.world import GONE, fresh, outcome
from realtime.sources import Visitor
from rooms import access, actions
from rooms.source import RoomSource

ROOMS = RoomSource()


class Community(Board):
    @rule(who=EVERYBODY)
    def joins(self, who: int) -> None:
        """By the list of rooms, as a browser would."""
        person, room = self._person(who), self._room(0)
        place = self.model.places[room]
        real = outcome(
            lambda: actions.join_room(access.public_room(person, room), by=person)
        )
        before = place.members.get(person.pk)
        if before == REMOVED or place.is_closed:
            self._says(real, GONE)
            return
        assert not isinstance(real, str)
        place.members[person.pk] = IN

    @rule(who=EVERYBODY, where=PLACE)
    def leaves(self, who: int, where: int) -> None:
        person, room = self._person(who), self._room(where)
        real = outcome(
            lambda: actions.leave_room(access.room_for(person, room), by=person)
        )
        is_in = self.model.places[room].is_in(person.pk)
        self._says(real, None if is_in else GONE)
        if is_in:
            self.model.places[room].members[person.pk] = LEFT
            self.model.revoked.append((person.pk, room))

    @rule(who=PERSON)
    def is_removed(self, who: int) -> None:
        person, room = self._person(who), self._room(0)
        actions.remove_member(self.world.rooms[room], person)
        self.model.places[room].members[person.pk] = REMOVED
        self.model.revoked.append((person.pk, room))

    @rule(who=PERSON, where=PLACE, for_long=st.booleans())
    def is_muted(self, who: int, where: int, for_long: bool) -> None:
        person, room = self._person(who), self._room(where)
        until = timezone.now() + timedelta(hours=1 if for_long else -1)
        actions.mute_member(self.world.rooms[room], person, until=until)
        place = self.model.places[room]
        if person.pk in place.members:
            (place.muted.add if for_long else place.muted.discard)(person.pk)

    @rule(who=EVERYBODY, forever=st.booleans())
    def is_suspended(self, who: int, forever: bool) -> None:
        person = fresh(self._person(who))
        until = None if forever else timezone.now() + timedelta(days=1)
        lead = self.world.lead
        people.suspend_person(person, until=until, by=lead, reason="prove")
        self.model.suspended.add(person.pk)
        self.model.revoked.append((person.pk, 0))

    @rule(who=EVERYBODY)
    def comes_back(self, who: int) -> None:
        person = fresh(self._person(who))
        people.reinstate_person(person, by=self.world.lead, reason="prove")
        self.model.suspended.discard(person.pk)

    @rule(where=PLACE, really=st.integers(0, 9))
    def closes(self, where: int, really: int) -> None:
        """Seldom: nothing much happens in a room afterwards."""
        if really == 0:
            room = self._room(where)
            actions.close_room(self.world.rooms[room])
            self.model.places[room].is_closed = True

    # --- What must hold after each step

    @invariant()
    def who_lost_a_stream_is_the_models(self) -> None:
        self._says(self.world.newly_revoked(), self.model.revoked)
        Talk.moved += bool(self.model.revoked)
        self.model.revoked = []

    def everything_is_the_same(self) -> None:
        super().everything_is_the_same()
        self._flagged = set(self.model.flags)
        self.flags_are_the_models()
        for room, place in self.model.places.items():
            for pk, person in self.world.people.items():
                visitor = Visitor(pk, person.alias, "", True, False)
                [may] = ROOMS.admit([(visitor, f"room:{room}")])
                # Who is kept out for a time is turned away at the handshake.
                assert not may or place.is_in(pk)
                assert may or not place.is_in(pk) or pk in self.model.suspended
