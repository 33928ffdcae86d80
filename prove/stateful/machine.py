"""Who is let in and kept out, and what moderators do at the board; with all of talk."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule

from moderation import access as moderation
from moderation import actions as board
from moderation.models import Outcome
from people import actions as people
from prove.stateful.model import IN, LEFT, REMOVED, Flagged
from prove.stateful.talk import ANY, EVERYBODY, PERSON, PLACE, Talk
from prove.stateful.world import GONE, fresh, newest_flag, outcome
from realtime.sources import Visitor
from rooms import access, actions
from rooms.source import RoomSource

DOORS = {"worried": "amber", "rules": "green", "hard": ""}
MODERATOR = st.integers(0, 1)
ROOMS = RoomSource()


class Community(Talk):
    # --- In and out

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

    # --- The board

    @precondition(lambda self: self.model.said)
    @rule(who=PERSON, which=ANY, door=st.sampled_from(sorted(DOORS)))
    def reports(self, who: int, which: int, door: str) -> None:
        said, person = self._said(which), self._person(who)
        real = outcome(
            lambda: board.report_message(
                self._message(person, said), by=person, door=door
            )
        )
        if not self.model.places[said.room].is_in(person.pk):
            self._says(real, GONE)
        elif said.author == person.pk:
            self._says(real, "refused")
        elif (said.id, person.pk, door) not in self.model.reports:
            assert not isinstance(real, str)
            self.model.reports.add((said.id, person.pk, door))
            if DOORS[door]:
                self._flagged.add(said.id)
                self.model.raise_flag(said.id, DOORS[door])

    @precondition(lambda self: self.model.flags)
    @rule(which=ANY, by=MODERATOR)
    def claims(self, which: int, by: int) -> None:
        message, flag = self._flag(which)
        moderator = self.world.moderators[by]
        real = self._at_the_board(
            message, moderator, lambda found: board.claim_flag(found, by=moderator)
        )
        if not self.model.may_claim(flag, moderator.pk):
            self._says(real, "refused")
            return
        assert not isinstance(real, str)
        self.model.give(flag, moderator.pk, "claimed")

    @precondition(lambda self: self.model.flags)
    @rule(which=ANY, by=MODERATOR)
    def renews(self, which: int, by: int) -> None:
        message, flag = self._flag(which)
        moderator = self.world.moderators[by]
        real = self._at_the_board(
            message, moderator, lambda found: board.renew_claim(found, by=moderator)
        )
        is_free = moderator.pk not in self.model.suspended
        may = self.model.holds(flag, moderator.pk) and is_free
        self._says(real == "refused", not may)

    @precondition(lambda self: self.model.flags)
    @rule(which=ANY, by=MODERATOR)
    def gives_back(self, which: int, by: int) -> None:
        message, flag = self._flag(which)
        moderator = self.world.moderators[by]
        real = self._at_the_board(
            message, moderator, lambda found: board.release_flag(found, by=moderator)
        )
        may = self.model.holds(flag, moderator.pk)
        self._says(real == "refused", not may)
        if may:
            self.model.give(flag, None, "open")

    @precondition(lambda self: self.model.flags)
    @rule(which=ANY, by=MODERATOR, is_old=st.booleans())
    def decides(self, which: int, by: int, is_old: bool) -> None:
        """On an old view it is refused; red needs a second person, who is not here."""
        message, flag = self._flag(which)
        moderator, version = self.world.moderators[by], flag.version - is_old
        real = self._at_the_board(
            message,
            moderator,
            lambda found: board.resolve_flag(
                found,
                by=moderator,
                outcome=Outcome.NO_CONCERN,
                reason="prove",
                version=version,
            ),
        )
        holds = self.model.holds(flag, moderator.pk)
        is_free = moderator.pk not in self.model.suspended
        may = holds and is_free and not is_old and flag.level != "red"
        self._says(real == "refused", not may)
        if may:
            self.model.give(flag, None, "resolved")

    @rule()
    def the_clock_looks(self) -> None:
        board.return_lapsed_claims()
        self.model.lapse()
        self._flagged.update(self.model.flags)

    def _flag(self, which: int) -> tuple[int, Flagged]:
        flags = list(self.model.flags.items())
        return flags[which % len(flags)]

    def _at_the_board(self, message: int, moderator: Any, act: Any) -> Any:
        self._flagged.add(message)
        flag = newest_flag(message)
        assert flag is not None
        return outcome(lambda: act(moderation.flag_for(moderator, flag.pk)))

    # --- What must hold after each step

    @invariant()
    def who_lost_a_stream_is_the_models(self) -> None:
        self._says(self.world.newly_revoked(), self.model.revoked)
        Talk.moved += bool(self.model.revoked)
        self.model.revoked = []

    @invariant()
    def flags_are_the_models(self) -> None:
        for message in self._flagged & self.model.flags.keys():
            real, flag = newest_flag(message), self.model.flags[message]
            assert real is not None
            told = (real.level, real.state, real.claimed_by_id, real.version)
            self._says(told, (flag.level, flag.state, flag.owner, flag.version))
            Talk.moved += 1
        self._flagged.clear()

    def everything_is_the_same(self) -> None:
        super().everything_is_the_same()
        self._flagged = set(self.model.flags)
        self.flags_are_the_models()
        for room, place in self.model.places.items():
            for pk, person in self.world.people.items():
                visitor = Visitor(pk, person.alias, "", True, False)
                may = ROOMS.admit(visitor, f"room:{room}")
                # Who is kept out for a time is turned away at the handshake.
                assert not may or place.is_in(pk)
                assert may or not place.is_in(pk) or pk in self.model.suspended
