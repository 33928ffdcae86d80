"""What is reported, and what moderators do at the board."""

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule

from moderation import access as moderation
from moderation import actions as board
from moderation import clockwork
from moderation.models import Outcome
from prove.stateful.model import Flagged
from prove.stateful.talk import ANY, PERSON, Talk
from prove.stateful.world import GONE, newest_flag, outcome

DOORS = {"worried": "amber", "rules": "green", "hard": ""}
MODERATOR = st.integers(0, 1)


class Board(Talk):
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
            flag = None
            if DOORS[door]:
                self._flagged.add(said.id)
                flag = self.model.raise_flag(said.id, DOORS[door])
            self.model.reports[said.id, person.pk, door] = flag

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
        clockwork.return_lapsed_claims()
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

    @invariant()
    def flags_are_the_models(self) -> None:
        for message in self._flagged & self.model.flags.keys():
            real, flag = newest_flag(message), self.model.flags[message]
            assert real is not None
            told = (real.level, real.state, real.claimed_by_id, real.version)
            self._says(told, (flag.level, flag.state, flag.owner, flag.version))
            Talk.moved += 1
        self._flagged.clear()
