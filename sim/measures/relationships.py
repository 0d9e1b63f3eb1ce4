"""Relationships: the pairs of each process that share a situation, how many attend to one another, on what footing."""

from sim.compilation import compiled
from sim.relations.footing import footing_towards
from sim.relations.process import Process, process_between
from sim.state import MILLION


@compiled
def mean_footing(world, who, other):
    """The mean of the three qualities of a person's footing towards another, as acted on, in millionths."""
    goals, knowledge, respect = footing_towards(world, who, other, world.held)
    return int(MILLION * (goals + knowledge + respect) / 3.0)


@compiled
def count_pair(world, tally, who, other, attentive):
    """Add one ordered pair, judged at the deadline, to the process that the two are in."""
    process = process_between(world.person[who].kind, world.person[other].kind)
    footing = mean_footing(world, who, other)
    if process == Process.COPRODUCTION.value:
        tally.coproduction_pairs += 1
        tally.coproduction_attended += attentive
        tally.coproduction_footing += footing
    elif process == Process.COORDINATION.value:
        tally.coordination_pairs += 1
        tally.coordination_attended += attentive
        tally.coordination_footing += footing
    else:
        tally.leadership_pairs += 1
        tally.leadership_attended += attentive
        tally.leadership_footing += footing
