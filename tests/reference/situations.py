"""Situations: what emerges on top of routine work, the parts it needs, and what each part's holder knows of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from sim.state import NONE, Answered, Outcome
from tests.reference import rules
from tests.reference.people import Person


@dataclass(slots=True)
class Address:
    """Whether a holder knows that another's part is needed, and how often they have tried."""

    known: int = NONE
    attempts: int = 0


@dataclass(slots=True, eq=False)
class Part:
    """One choice among K answers that only its holder can make."""

    identity: int
    position: int
    column: int
    holder: Person | None  # None: a spanner's place while the customer has no spanner
    incumbency: int
    needed: int
    typical: int
    clue: int
    marked: int
    habit_tick: int
    coupled: int = 0
    partner: Part | None = None
    shows: int = 0
    spans: bool = False  # it is the place of the customer's boundary spanner
    # what the holder knows of it; all this is lost when the part passes to another
    aware: int = 0
    aware_tick: int = NONE
    acts_on: int = 0
    accurate: int = 0
    accurate_tick: int = NONE
    partner_held: int = 0
    partner_clue: int = NONE
    partner_accurate: int = 0
    partner_tick: int = NONE
    wants_particular: int = NONE
    particular_attempts: int = 0
    addresses: dict[int, Address] = field(default_factory=dict)  # by position addressed
    told_wrong: int = 0
    # up the line
    referred: int = 0
    queued: int = NONE
    queue_manager: Person | None = None
    referral_garbled: int = 0
    directed_by: Person | None = None
    inquired: int = 0  # the manager has asked about it …
    found_out: int = NONE  # … and found the clue that it hangs on, right or garbled
    approved: int = 0
    discretion: int = NONE
    # the answer
    ready: int = 0
    wakes: int = 0  # tick before which the holder does not look for a next step
    answered: int = Answered.NOT
    answer: int = NONE
    manner: int = NONE
    acted_tick: int = NONE
    aware_at_act: int = 0
    knew_at_act: int = 0

    @property
    def lacks_clue(self) -> bool:
        """The right answer hangs on a clue that the holder has not heard."""
        return self.coupled == 1 and self.partner_held == 0

    @property
    def is_left_alone(self) -> bool:
        """The part is needed and its holder neither knows of it nor has acted."""
        return self.needed == 1 and self.aware == 0 and self.answered == Answered.NOT

    @property
    def holder_is_still_there(self) -> bool:
        """Whoever holds the part held it then."""
        return self.holder is not None and self.holder.present == 1 and self.holder.incumbency == self.incumbency

    def address(self, target: Part) -> Address:
        """What the holder knows of whom else to address."""
        return self.addresses.setdefault(target.position, Address())

    def look_again(self) -> None:
        """New information lets a holder reconsider whom to address."""
        for address in self.addresses.values():
            if address.known == 0:
                address.known = NONE
        self.wakes = 0

    def right_answer(self, n_answers: int) -> int:
        """What the true clues say."""
        return rules.answer_to(self.clue, self.coupled, self.partner.clue if self.coupled else 0, n_answers)


@dataclass(slots=True, eq=False)
class Situation:
    """Something that emerges on top of routine work and needs several people's parts."""

    identity: int
    subject: Person
    incumbency: int
    type: int
    novel: int
    gives_up: int  # it can be met only by someone giving something up
    emerged: int
    deadline: int
    abandons: int
    counted: int  # it emerged after the warm-up
    parts: list[Part] = field(default_factory=list)
    noticed: int = NONE
    outcome: int = Outcome.OPEN
    closed: int = NONE
    judged: int = 0
    aftermath: int = 0
    substituted: bool = False  # a part has passed to another since it emerged

    @property
    def is_open(self) -> bool:
        """It waits for answers."""
        return self.outcome == Outcome.OPEN

    def takes_giving_up(self, part: Part) -> bool:
        """A colleague's need that can be met only by someone giving something up takes that at the marked parts."""
        return self.gives_up == 1 and part.marked == 1 and part.position != 0

    def who_took_part(self) -> list[Part]:
        """The parts of those who were aware or acted, and are still there."""
        return [
            part for part in self.parts
            if (part.aware == 1 or part.answered != Answered.NOT) and part.holder_is_still_there
        ]  # fmt: skip

    def needs(self, column: int) -> bool:
        """Tell whether it has a part of this column, apart from the subject's own."""
        return any(part.column == column for part in self.parts[1:])
