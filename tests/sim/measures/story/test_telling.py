"""A story told of a history written by hand: every line of it."""

from __future__ import annotations

from sim.measures.story.events import EVENT
from sim.measures.story.obstacles import Obstacle
from sim.measures.story.telling import tell
from sim.state import Answered
from tests.sim.measures.story.histories import a_history, an_encounter, answers, knows, part

NAMES = {0: "customer", 1: "nurse"}
TOLD = """\
Situation 7, of a customer, of a known type: it needed nurse.
It emerged at tick 100, was due within 5 hours, and was answered after 4.5.

  hour  what happened [goals, knowledge, respect of the one; of the other]
   0.5  customer knows of it
     1  customer turns to nurse to tell them and is not heard [0.10 0.20 0.30; 0.40 0.50 0.60]
     4  nurse answers by habit, unaware: wrong, not knowing how the subject is, in a manner that does not suit

Where nurse's part was, in hours; all others waited for it:
     3  others knew, its holder did not
   0.5  nobody knew of it
   0.5  others tried to tell its holder
   0.5  it was answered, others were not
   4.5  in all

It was timely.

It was not knowledgeable, for want of being told at hour 1: customer was not heard by nurse (mutual respect).

It was not caring, for want of being told at hour 1: customer was not heard by nurse (mutual respect)."""


def test_every_line_of_a_story():
    """Ticks of half an hour: told in vain in the second hour, answered by habit in the eighth tick."""
    habit = {"aware": 0, "accurate": 0, "acts_on": 0, "answered": Answered.HABIT, "aware_at_act": 0, "knew_at_act": 0}
    history = a_history(
        [part(needed=0), part(marked=1)],
        {0: [(101, knows())], 1: [answers(108, **habit, answer=1, manner=0)]},
        [an_encounter(102, 0, 1, Obstacle.UNHEARD)],
        outcomes={"timely": True, "knowledgeable": False, "caring": False},
    )
    story = tell(history, lambda row, column: NAMES[row], 0.5)
    assert str(story) == TOLD
    assert story.events.dtype == EVENT and story.events["what"].tolist() == ["aware", "tell", "habit"]
    assert story.events["result"].tolist() == ["accurate", "unheard", "wrong"]
    assert set(story.causes) == {"knowledgeable", "caring"} and story.cause("timely") is None


def test_a_joint_cause_is_told_way_by_way():
    """Two were not told by the customer; a third was, and slipped."""
    habit = {"aware": 0, "accurate": 0, "acts_on": 0, "answered": Answered.HABIT, "aware_at_act": 0, "answer": 1}
    history = a_history(
        [part(needed=0), part(), part(), part()],
        {0: [(101, knows())], 1: [answers(108, **habit)], 2: [answers(108, **habit)], 3: [(103, knows()), answers(107, answer=1)]},
        [an_encounter(102, 0, 1, Obstacle.UNHEARD), an_encounter(104, 0, 2, Obstacle.SILENT)],
        outcomes={"timely": True, "knowledgeable": False, "caring": True},
    )
    told = str(tell(history, lambda row, column: {**NAMES, 2: "doctor", 3: "planner"}[row], 1.0))
    assert told.split("It was timely.\n\n")[1].split("\n\n")[0] == """\
It was not knowledgeable, for want of being told at hour 2: customer was not heard by nurse (mutual respect).
  In the same way, for want of being told at hour 4: customer did not speak up to doctor (mutual respect).
  Had that held it would have failed all the same, for want of an act at hour 7: planner knew better and slipped (chance and skill)."""
