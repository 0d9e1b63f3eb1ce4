"""Every record of every kind of participant, declared once.

All numbers are float64 or int64, so that compiled and interpreted runs agree
bit for bit. Times are ticks, attention is whole minutes, −1 means "none".
"""

from enum import IntEnum
from typing import NamedTuple

import numpy as np


class Kind(IntEnum):
    """Kinds of person."""

    WORKER = 0
    MANAGER = 1
    CUSTOMER = 2


class Purpose(IntEnum):
    """What minutes are spent on; every paid minute has exactly one purpose."""

    ROUTINE = 0
    BACKLOG = 1
    MEETING = 2
    PRACTICE = 3
    WRITING = 4
    READING = 5
    TELL = 6
    ASK = 7
    LINE = 8
    ACT = 9
    SCRIPT = 10
    REVISE = 11
    GIVE_UP = 12
    AFTERMATH = 13
    REFUSED = 14
    IDLE = 15
    ROUND = 16
    SUPERVISION = 17
    BUFFER = 18
    REVIEW = 19
    RESOLUTION = 20
    SCREENING = 21


class EpisodeKind(IntEnum):
    """What an episode is about."""

    TELL = 0  # a holder tells another that the situation needs them
    ASK_CLUE = 1  # a holder asks the partner of a coupled part for their clue
    ASK_PARTICULAR = 2  # a person asks another about their circumstances
    DECIDE = 3  # a manager decides a referred case
    HAND_BACK = 4  # a manager hands it back with authority
    DIRECT = 5  # a manager orders a holder to act
    PRACTICE = 6  # a newcomer practises with somebody of another role, or of the own
    AFTERMATH = 7  # two participants go over a failure
    # alone:
    REFER = 8  # a worker puts a case into the supervisor's queue
    WRITE = 9  # somebody writes an entry of an artefact
    READ = 10  # somebody reads what is newly written
    DRILL = 11  # somebody practises the own function
    COMPILE = 12  # somebody writes a chapter of the curriculum
    BUFFER = 13  # a holder works out alone what hangs on another's part
    # between two again:
    REVIEW = 14  # two of those whom a failure concerns review it together
    ACCOUNT = 15  # somebody gives account of a failure, or of a conflict, to the supervisor
    SESSION = 16  # one side of a conflict speaks to the other
    INQUIRE = 17  # a manager asks about a referred case before deciding it
    CONFER = 18  # a manager calls together those whose part a referred case needs


class Answered(IntEnum):
    """By which way a part was acted on."""

    NOT = 0
    AWARE = 1
    SCRIPT = 2
    HABIT = 3


class Outcome(IntEnum):
    """How a situation ended."""

    OPEN = 0
    ANSWERED = 1
    ABANDONED = 2


N_PURPOSES = len(Purpose)
N_EPISODE_KINDS = len(EpisodeKind)
MOST_POSITIONS = 7  # the subject, up to four functions, a manager's context, the customer's boundary spanner
NONE = -1
HOUR = 60  # minutes


def record_type(**fields):
    """Declare a record of named fields."""
    return np.dtype((np.record, list(fields.items())))


I, F = np.int64, np.float64

PERSON = record_type(
    # whom others meet, first; memory is fetched by eight numbers at a time:
    present=I,  # 1 while the place is filled and its holder is there
    attention=I,  # minutes left of this hour
    identity=I,  # (slot, incumbency), for draws
    kind=I, role=I,
    incumbency=I,  # how many held the place before
    group=I, site=I,
    # what each tick asks of everybody:
    next_situation=I,  # tick of the next situation as subject
    changes=I,  # tick at which the place next empties or fills
    particular_changes=I,  # tick at which circumstances next change
    backlog=I,  # minutes of routine work displaced
    interruptions=I,  # times told or asked in this tick
    meeting=I,  # meeting attended in this tick
    away=I,  # 1 while its holder is absent
    practice_left=I,  # episodes of onboarding still due
    # the rest:
    slot=I,  # permanent key of the place; not the row
    supervisor=I, pod=I,
    skill=F, competence=F,
    particular=I, version=I,
    ordinal=I,  # how many situations there were as subject
    spanner=I, cases=I,  # a customer's boundary spanner; how many customers a spanner has
    read=I,  # version of the protocols last read
    screened=I,  # candidates seen for the place while it is vacant
    away_changes=I,  # tick from which absence next begins or ends
    hired=I,  # tick of hiring; negative for founders
)

TIE_FIELDS = dict(shared_goals=F, shared_knowledge=F, mutual_respect=F, experience=F)

CONTACT = record_type(
    whom=I,
    seen=I, seen_version=I, seen_tick=I,  # the other's particular, as last seen
    attended_version=I, attended_tick=I,  # my own particular that the other last attended to
    turned_to=I, granted=I,  # how often I turned to the other, and was given attention; kept where favours count
    **TIE_FIELDS,
)

ROLE_TIE = record_type(**TIE_FIELDS)

ROLE = record_type(
    kind=I, standing=F, need=F,
    demand=I, carry=I,  # routine minutes per tick of the whole function, and the undivided rest
    first=I, last=I,  # the role's rows in the roster
    pods=I,  # how far apart in the roster the places of one pod are; 0 where they are not laid out so
    writer=I, next_entry=I,  # who writes the role's lines of the protocols, and which entry is next
    author=I, next_chapter=I,  # the same for the curriculum
)

TERMS = record_type(  # what a structure lets a role count on; processes read it and do not know who wrote it
    credit_weight=F,  # how far those in the role act by what they are credited for
    joint_credit=F,  # 1 if they are credited for the joint result, 0 for the own part alone
    discretion=F,  # share of off-script answers touching another function that need no approval
    slack=F,  # share of the hour that routine work may not take
    buffers=F, buffer_minutes=I,  # how often, at what price, a coupled part can be worked out alone
    caseload=I, joins_cases=I,  # most cases of a boundary spanner; 1 if they join these customers' situations
)

TYPE_PART = record_type(needed=I, typical=I, coupled=I, partner=I)

ARTEFACT = record_type(
    written=I, needed=I, answer=I,  # protocols: what was written of a type's part
)

CURRICULUM = record_type(written=I, accurate=I)

SITUATION = record_type(
    # what each phase asks of every situation at every tick stands together, so that one look at memory fetches it:
    outcome=I, emerged=I,
    stirs=I, acts=I, settles=I,  # ticks before which nobody in it proposes or acts, and before which it cannot end
    overlooked=I,  # 1 while somebody at its first place may still notice it
    n_positions=I, subject=I,
    # the rest:
    gives_up=I,  # 1 if it can be met only by someone giving something up
    novel=I, type=I, deadline=I, abandons=I, noticed=I,  # the last three: ticks
    identity=I, incumbency=I, subject_kind=I, aftermath=I, closed=I, judged=I, counted=I,
    substituted=I,  # 1 if a part has passed to another since it emerged, or was with a substitute then
)

PART = record_type(
    # what tells whether there is anything to do about a part, first:
    aware=I, answered=I, holder=I, needed=I,
    wakes=I,  # tick before which the holder does not look for a next step
    directed_by=I, shows=I, column=I,
    # what tells whether its holder acts, or revises:
    acts_on=I, ready=I, habit_tick=I, acted_tick=I, accurate=I, accurate_tick=I, coupled=I, partner_tick=I,
    # what tells whether the line serves it, and what else is asked before a step:
    queue_manager=I, queued=I, identity=I, referred=I, partner=I, partner_held=I, discretion=I, approved=I,
    # the rest:
    marked=I, wants_particular=I, particular_attempts=I, told_wrong=I, incumbency=I, clue=I, typical=I, aware_tick=I,
    partner_clue=I, partner_accurate=I, referral_garbled=I,
    inquired=I, found_out=I,  # the manager has asked about it; whether the clue then found out is right (1) or garbled (0)
    answer=I, manner=I, aware_at_act=I, knew_at_act=I, partner_at_act=I,
)

MATTER = record_type(  # something that two people are to go over as soon as both have the time
    one=I, one_incumbency=I, other=I, other_incumbency=I,
    key=I, about=I,  # whose draws decide it; the situation it is about
    due=I,  # tick from which on it may be gone over
    told=I,  # how many sides of a conflict have been heard
)

TAKEN_UP = record_type(week=I, failures=I, conflicts=I)  # by pod

ADDRESS = record_type(known=I, attempts=I)

EPISODE = record_type(
    kind=I, initiator=I, receiver=I, situation=I, position=I, target=I, convened=I,
    key=I,  # whose draws decide this episode
    minutes=I,  # for each side; 0 where the calendar has been paid already
    space=F,  # how far standing is lifted from being asked to speak
    order=F, tick=I,
    opened=I, met=I, heard=I, accurate=I, reversed=I,
    about=I,  # identity of the situation; rows are used again, identities are not
)

OPENING = record_type(who=I, tick=I)  # a place that opens in the course of the run

CLOCK = record_type(
    tick=I, warm_up=I, n_open=I, n_free=I, n_episodes=I, n_queue=I, n_meetings=I, n_logged=I,
    n_failed=I, n_reviews=I, n_conflicts=I, n_opened=I, observing=I,
    any_held=I, recording=I, protocol_version=I, next_drift=I, next_revision=I, next_curriculum=I,
)

RESPONSES = record_type(
    arisen=I, answered=I, abandoned=I,
    timely=I, knowledgeable=I, caring=I, joint=I, known=I, fit=I,
    judged=I, noticed=I, understood=I, holds_partner=I,  # shares of the window, in millionths
    unscripted=I, unscripted_understood=I,
    pairs=I, pairs_known=I, pairs_attended=I, pairs_one_sided=I, pairs_mutual=I, pairs_on_file=I,
    coproduction_pairs=I, coproduction_attended=I, coproduction_footing=I,  # by process; footing in millionths
    coordination_pairs=I, coordination_attended=I, coordination_footing=I,
    leadership_pairs=I, leadership_attended=I, leadership_footing=I,
    tied=I, tied_caring=I, untied=I, untied_caring=I,  # by whether the marked parts' holders have a tie with the subject
    similar=I, similar_caring=I, dissimilar=I, dissimilar_caring=I,  # and whether they are of the subject's group
    fitting=I, fitting_uncommon=I,  # answers that fit; of these, the ones that do not suit the commonest particular
    aware_right=I, aware_wrong=I, unaware_right=I, unaware_wrong=I, never_acted=I,
    substituted=I,  # closed situations of which a part was with a substitute; and how those ended
    substituted_timely=I, substituted_knowledgeable=I, substituted_caring=I, substituted_joint=I,
    exits=I, hires=I, absences=I,
)
N_TALLIES = len(Kind) + 1  # by kind of subject after the warm-up; then everything from the first tick
EVERYTHING = len(Kind)

EXCHANGE = record_type(  # encounters of one role's approaching another
    opened=I, met=I, heard=I, accurate=I,
    about=I, about_met=I, timely=I,  # about a situation; met; met by its deadline
    gone_over=I, solved=I,  # failures gone over; heard
    of_tied=I, granted_tied=I, of_others=I, granted_others=I,  # private ones, by the addressed person's tie with the other
)
MONTHS = 3  # windows of exchanges that the survey looks back on; one more counts everything after the warm-up

CARE = record_type(incumbency=I, closed=I, caring=I)  # of the present customer of a place
MOST_CLOSED = 40  # a customer with more closed situations than that counts as several

DAILY = record_type(
    day=I, present=I, open=I, backlog=I, waiting=I,
    role_quality=I, role_experience=I, personal_quality=I, personal_experience=I,  # means over workers, in millionths
    arisen=I, answered=I, abandoned=I, timely=I, knowledgeable=I, caring=I, joint=I,  # since the first tick
    judged=I, understood=I, pairs=I, pairs_mutual=I,
)
MILLION = 1_000_000


class World(NamedTuple):
    """All state of one run. Rows are people; `rates` and `clock` have one row."""

    person: np.ndarray  # [people]
    contact: np.ndarray  # [people, contacts]
    met: np.ndarray  # [people, contacts] identity of whom the contact is with; NONE if free
    role_tie: np.ndarray  # [people, roles]
    team: np.ndarray  # [people, functions] who serves this customer; NONE elsewhere
    regular: np.ndarray  # [people, functions] who does so unless absent
    role: np.ndarray  # [roles] functions, then customer, then manager, then boundary spanner if there are any
    terms: np.ndarray  # [roles] role terms (credit, discretion, slack, …), written by structures
    roster: np.ndarray  # [people] rows in the order of roles
    situation: np.ndarray  # [situations]
    part: np.ndarray  # [situations, positions]
    address: np.ndarray  # [situations, positions, positions]
    opened: np.ndarray  # [situations] open or unjudged ones
    free: np.ndarray  # [situations] unused ones
    queue: np.ndarray  # [situations · positions, 2] referred parts
    type_part: np.ndarray  # [types, columns]
    artefact: np.ndarray  # [types, columns]
    curriculum: np.ndarray  # [roles, roles]
    episode: np.ndarray  # [episodes] of this tick
    log: np.ndarray  # [logged] episodes kept when recording
    responses: np.ndarray  # [kinds + 1] tallies by kind of subject, and of everything
    exchange: np.ndarray  # [months + 1, roles, roles] tallies of who approached whom; the last of all after the warm-up
    care: np.ndarray  # [people] tallies of the present customer
    care_spread: np.ndarray  # [closed, caring] number of earlier customers with so many closed situations, so many caring
    by_site: np.ndarray  # [sites] responses by site of the subject, after the warm-up
    minutes: np.ndarray  # [kinds, purposes] minutes spent
    daily: np.ndarray  # [days] a row at the end of each day
    held: np.ndarray  # [arrows] acted on now
    requested: np.ndarray  # [arrows] to be acted on after the warm-up
    unheld: np.ndarray  # [arrows] NaN: the free footing that cut stores are learnt with
    failed: np.ndarray  # [situations] closed in the last hour and known to have failed
    review: np.ndarray  # [reviews] conversations about failures, still to be held
    conflict: np.ndarray  # [conflicts] conflicts taken up, still to be heard
    taken_up: np.ndarray  # [pods] how many failures and conflicts this week
    opening: np.ndarray  # [openings] places that open by growth, in order of time
    clock: np.ndarray  # [1]
    rates: np.ndarray  # [1]

