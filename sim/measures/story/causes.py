"""Why a response failed: the closed list of causes, in the theory's words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from sim.measures.story.obstacles import Obstacle
from sim.state import NONE


class Want(Enum):
    """What did not reach a part's holder, or what the holder did not do."""

    TOLD = "of being told"
    CLUE = "of the partner's clue"
    CIRCUMSTANCES = "of knowing the circumstances"
    ACT = "of an act"


class Cause(Enum):
    """A way in which a link breaks: what stood in the way, and what was wanting.

    `{one}` is who would have had to do something, `{other}` whom it concerned.
    """

    POWER_OVER = "it was not for {one} to open up to {other}", "norm of power-over"
    UNWILLING = "{one} spent no attention on turning to {other}", "shared goals"
    SILENT = "{one} did not speak up to {other}", "mutual respect"
    NO_TIME = "{one} had no minutes left to turn to {other}", "attention"
    REFUSED = "{one} was given no attention by {other}", "shared goals"
    BUSY = "{one} turned to {other}, who had no minutes left", "attention"
    UNHEARD = "{one} was not heard by {other}", "mutual respect"
    GARBLED = "{one} was misunderstood by {other}", "shared knowledge"
    ADDRESS_UNKNOWN = "{one} did not know that {other} was needed", "shared knowledge"
    UNNOTICED = "{one} did not notice it", "attention and shared goals"
    MISREAD = "{one} noticed it and mistook what it was about", "shared knowledge"
    NOT_WAITED = "{one} did not wait to hear from {other}", "shared goals"
    NOT_ASKED = "{one} did not mean to ask how {other} was", "shared goals, or the norm of detachment"
    OUT_OF_DATE = "what {one} had seen of {other} was no longer so", "mindful attention"
    NOT_SUITED = "{one} knew how {other} was and did not suit the answer to it", "shared goals"
    LEFT_TO_OTHERS = "{one} left it to the others", "credit for the own part"
    NOT_GIVEN_UP = "{one} did not give up what {other} needed", "shared goals"
    IN_THE_LINE = "{one} waited for a decision up the line", "the line"
    NO_APPROVAL = "{one} was bound to the script", "discretion"
    NO_TIME_TO_ACT = "{one} had no minutes left to act", "attention"
    PASSED_ON = "the part passed to {one}, who was told nothing", "people staying"
    ABSENT = "{one} was not there", "people staying"
    SUBJECT_LEFT = "{one} left before it was done", "people staying"
    SLIP = "{one} knew better and slipped", "chance and skill"

    @property
    def words(self) -> str:
        """The cause as a sentence about one and the other."""
        return self.value[0]

    @property
    def quality(self) -> str:
        """What was wanting."""
        return self.value[1]


OBSTACLES = {obstacle: Cause[obstacle.name] for obstacle in Obstacle if obstacle != Obstacle.NOTHING}


@dataclass(frozen=True)
class Link:
    """A link that broke: how, for want of what, when, at whose part, between whom (positions; NONE for nobody else)."""

    cause: Cause
    want: Want
    tick: int
    position: int
    one: int
    other: int = NONE
