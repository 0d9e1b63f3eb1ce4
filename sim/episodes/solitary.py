"""What people do alone: refer a case, work out a coupled part, write or read an artefact, drill the own function."""

from sim.attention.awareness import hold_partner_clue, other_answer
from sim.attention.spending import can_pay, pay
from sim.compilation import compiled
from sim.draws import Decision, draw
from sim.episodes.practice import grow_skill
from sim.state import NONE, EpisodeKind, Purpose


@compiled
def enact_alone(world, episode):
    """One person does something alone; the calendar has paid, except for referring and for using a buffer."""
    person = world.person[episode.initiator]
    if episode.kind == EpisodeKind.REFER.value:
        refer(world, episode)
    elif episode.kind == EpisodeKind.WRITE.value:
        write_entry(world, person, episode.target, episode.tick)
    elif episode.kind == EpisodeKind.READ.value:
        person.read = world.clock[0].protocol_version
    elif episode.kind == EpisodeKind.COMPILE.value:
        write_chapter(world, person, episode.target, episode.tick)
    elif episode.kind == EpisodeKind.BUFFER.value:
        work_out(world, episode)
    else:
        grow_skill(person, world.rates[0])


@compiled
def write_chapter(world, author, role, tick):
    """An author writes what newcomers to their role should know of a role: right if they can take its perspective.

    Claim: model C3: the curriculum is an artefact of the position, possibly wrong.
    Of the own role an author knows as much as they are skilled.
    """
    chapter = world.curriculum[author.role, role]
    chance = author.skill if role == author.role else author.competence
    right = draw(world.rates[0].seed, Decision.WRITTEN_RIGHT, tick, author.identity, 1000 + role) < chance
    chapter.written, chapter.accurate = 1, int(right)


@compiled
def refer(world, episode):
    """A worker puts a case into the supervisor's queue, or a manager into their superior's; on the way up it may be garbled.

    Claim: Follett 1949 in Gittell and Douglass 2012, on up-and-down the line; model §3 (loss at each hop).
    """
    person, clock, rates = world.person, world.clock[0], world.rates[0]
    if not can_pay(person[episode.initiator], episode.minutes):
        return
    pay(world, episode.initiator, episode.minutes, Purpose.LINE.value)
    part = world.part[episode.situation, episode.position]
    lost = draw(rates.seed, Decision.LOSS, episode.tick, episode.key, 0) < rates.line_loss
    if part.queue_manager == NONE:
        part.referral_garbled = 1 - part.accurate
        world.queue[clock.n_queue, 0], world.queue[clock.n_queue, 1] = episode.situation, episode.position
        clock.n_queue += 1
    part.referral_garbled = max(part.referral_garbled, int(lost))
    part.referred, part.queued = 1, episode.tick
    part.queue_manager = episode.receiver


@compiled
def work_out(world, episode):
    """A holder works out alone what the partner's clue would be, and is right if skilled enough; nobody is met.

    Claim: Thompson 1967 in Gittell and Douglass 2012, on buffers.
    """
    holder = world.person[episode.initiator]
    if not can_pay(holder, episode.minutes):
        return
    pay(world, episode.initiator, episode.minutes, Purpose.BUFFER.value)
    right = draw(world.rates[0].seed, Decision.WORKED_OUT, episode.tick, episode.key, 0) < holder.skill
    hold_partner_clue(world, episode.situation, episode.position, int(right), episode.tick)


@compiled
def write_entry(world, writer, t, tick):
    """A writer puts down whether a type needs their role and what is typically the answer, right if skilled enough.

    Claim: model C3: position artefacts are written by somebody in paid hours, possibly wrong or stale.
    Only the covered share of what a type needs is written; that a role is not needed always is.
    """
    rates, column = world.rates[0], writer.role
    entry, truth = world.artefact[t, column], world.type_part[t, column]
    entry.written = 1 if truth.needed == 0 or is_covered(world, t, column) else 0
    right = draw(rates.seed, Decision.WRITTEN_RIGHT, tick, writer.identity, t) < writer.skill
    number = draw(rates.seed, Decision.WRITTEN_AS, tick, writer.identity, t)
    answer = typical_answer(world, t, column)
    entry.needed = truth.needed if right else 1 - truth.needed
    entry.answer = answer if right else other_answer(answer, number, rates.environment_answers)


@compiled
def typical_answer(world, t, column):
    """Work out what is right for a type's part if all clues are the typical ones."""
    truth, answers = world.type_part[t, column], world.rates[0].environment_answers
    if truth.coupled == 1 and truth.partner != NONE:
        return (truth.typical + world.type_part[t, truth.partner].typical) % answers
    return truth.typical


@compiled
def is_covered(world, t, column):
    """Protocols cover the same share of the parts of every type: those with the lowest keyed draws."""
    type_part, rates = world.type_part, world.rates[0]
    own = draw(rates.seed, Decision.COVERED, 0, t, column)
    needed, before = 0, 0
    for other in range(type_part.shape[1]):
        if type_part[t, other].needed == 1 and other != rates.customer_role:
            needed += 1
            if draw(rates.seed, Decision.COVERED, 0, t, other) < own:
                before += 1
    return before < rates.protocols_coverage * needed
