"""What moves people to attend: the goals they share, and as far as they go by credit, what is credited to them.

Terms of roles are read here and nowhere else; who wrote them is not known here.
"""

from sim.arrows import Arrow, through
from sim.compilation import compiled
from sim.processes.favours import weighing_favours
from sim.processes.qualities import willingness
from sim.relations.footing import footing_towards
from sim.state import EpisodeKind


@compiled
def moved(by_goals, weight, credited):
    """With some weight a person asks whether it is credited to them, else whether they share the goals.

    Claim: Gittell and Douglass 2012, Cross-Role Performance Measures and Rewards; March and Simon 1958.
    Equation: (1 − w)·by_goals + w·credited.
    """
    return (1.0 - weight) * by_goals + weight * credited


@compiled
def reason_for_own_part(weight, joint_credit, shared_goals, n_parts):
    """Who is credited for the joint result and shares no goals leaves the own part to the others, the more there are.

    Claim: Holmström 1982 on free riding in teams: of what one does, one part in n comes back.
    Equation: 1 − w·j·(1 − g)·(1 − 1/n).
    """
    return 1.0 - weight * joint_credit * (1.0 - shared_goals) * (1.0 - 1.0 / n_parts)


@compiled
def credit_weight(world, who):
    """A person goes by credit as far as their role's terms say, unless that direct path is cut."""
    weight = world.terms[world.person[who].role].credit_weight
    return through(Arrow.REWARD_MOTIVE.value, 1.0, world.held) * weight


@compiled
def willing(world, who, other, shared_goals):
    """A person attends to another's part by goals they share, as it is credited to them too, or as a favour; a probability."""
    credited = world.terms[world.person[who].role].joint_credit
    goals = weighing_favours(world, who, other, shared_goals)
    return moved(willingness(goals, world.rates[0]), credit_weight(world, who), credited)


@compiled
def willing_for_own_part(world, who, shared_goals):
    """What the own part needs is credited to a person, whatever they are credited for besides; a probability."""
    return moved(willingness(shared_goals, world.rates[0]), credit_weight(world, who), 1.0)


@compiled
def willing_to_open(world, episode, shared_goals):
    """To ask for the clue that one lacks is for the own part, and so is what goes along the line."""
    if episode.kind == EpisodeKind.ASK_CLUE.value or goes_along_the_line(episode.kind):
        return willing_for_own_part(world, episode.initiator, shared_goals)
    return willing(world, episode.initiator, episode.receiver, shared_goals)


@compiled
def willing_to_meet(world, episode, shared_goals):
    """To give somebody attention is for their part, unless they come along the line."""
    if goes_along_the_line(episode.kind):
        return willing_for_own_part(world, episode.receiver, shared_goals)
    return willing(world, episode.receiver, episode.initiator, shared_goals)


@compiled
def goes_along_the_line(kind):
    """What a manager settles, asks about or orders, and what is accounted for to one, is part of both sides' own work."""
    settled = kind == EpisodeKind.DECIDE.value or kind == EpisodeKind.HAND_BACK.value
    asked = kind == EpisodeKind.INQUIRE.value or kind == EpisodeKind.CONFER.value
    return settled or asked or kind == EpisodeKind.DIRECT.value or kind == EpisodeKind.ACCOUNT.value


@compiled
def reason_to_act(world, s, position):
    """An aware holder acts on the own part, unless credit for the joint result lets them leave it; a probability."""
    part, subject = world.part[s, position], world.situation[s].subject
    joint = world.terms[world.person[part.holder].role].joint_credit
    weight = credit_weight(world, part.holder)
    if weight * joint == 0.0 or part.holder == subject:
        return 1.0
    goals, _, _ = footing_towards(world, part.holder, subject, world.held)
    n_parts = 0
    for other in range(world.situation[s].n_positions):
        n_parts += world.part[s, other].needed
    return reason_for_own_part(weight, joint, goals, max(1, n_parts))
