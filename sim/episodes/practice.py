"""Practice: what a newcomer reads of the artefact decides whether practice informs or misleads."""

from sim.arrows import Arrow, through
from sim.compilation import compiled
from sim.draws import Decision, draw
from sim.episodes.encounter import Encounter


@compiled
def practised(world, episode, result):
    """Practice on a curriculum that covers the two roles informs if that is right, and misleads if it is wrong.

    Claim: model C3: onboarding is practice with odds that depend on the
    artefact's coverage and accuracy; it never copies a tie. Uncovered, practice
    informs as any encounter does.
    """
    person = world.person
    newcomer, partner = person[episode.initiator], person[episode.receiver]
    chapter = world.curriculum[newcomer.role, partner.role]
    number = draw(world.rates[0].seed, Decision.READS_CURRICULUM, episode.tick, episode.key, partner.identity)
    if chapter.written == 0 or number >= through(Arrow.CURRICULUM.value, 1.0, world.held):
        return result
    return Encounter(
        result.opened, result.met, result.heard, result.grasped, chapter.accurate, result.reversed, result.accurate_back,
        result.mannered, result.mannered_back,
    )


@compiled
def grow_competence(person, rates):
    """A person who practises across roles grows in relational competence.

    Claim: Williams 2011 in Gittell and Douglass 2012: a trait that can also be learned.
    """
    person.competence += rates.learning_competence_rate * (1.0 - person.competence)


@compiled
def grow_skill(person, rates):
    """A person who repeats the own function grows in skill."""
    person.skill += rates.learning_skill_rate * (1.0 - person.skill)
