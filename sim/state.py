"""Every record of every kind of participant, declared once.

Real numbers are float64 and rules calculate with int64, so that compiled and
interpreted runs agree bit for bit. Times are ticks, attention is whole minutes,
−1 means "none".
"""

from enum import IntEnum
from typing import NamedTuple

import numpy as np

from sim.records import FLAG, KIND, LONG, REAL, ROW, record_type


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


PERSON = record_type(
    whole_lines=True,
    # what each tick asks of everybody, and others of whom they meet:
    identity=LONG,  # (slot, incumbency), for draws
    next_situation=LONG,  # tick of the next situation as subject
    changes=LONG,  # tick at which the place next empties or fills
    particular_changes=LONG,  # tick at which circumstances next change
    backlog=LONG,  # minutes of routine work displaced; all of a function's, where one alone comes back to it
    incumbency=ROW,  # how many held the place before
    attention=ROW,  # minutes left of this hour
    meeting=ROW,  # meeting attended in this tick
    interruptions=KIND,  # times told or asked in this tick; each takes a minute or more
    site=KIND, role=KIND, group=KIND,
    present=FLAG,  # 1 while the place is filled and its holder is there
    kind=FLAG,
    away=FLAG,  # 1 while its holder is absent
    # the rest:
    skill=REAL, competence=REAL,
    away_changes=LONG,  # tick from which absence next begins or ends
    slot=ROW,  # permanent key of the place; not the row
    supervisor=ROW, pod=ROW,
    version=ROW,  # of the particular
    ordinal=ROW,  # how many situations there were as subject
    spanner=ROW,  # a customer's boundary spanner
    read=ROW,  # version of the protocols last read
    hired=ROW,  # tick of hiring; negative for founders
    practice_left=ROW,  # episodes of onboarding still due
    cases=KIND,  # how many customers a spanner has
    particular=FLAG,
    screened=FLAG,  # candidates seen for the place while it is vacant
)

TIE_FIELDS = dict(shared_goals=REAL, shared_knowledge=REAL, mutual_respect=REAL, experience=REAL)

CONTACT = record_type(
    whom=ROW,
    seen=ROW, seen_version=ROW, seen_tick=ROW,  # the other's particular, as last seen
    attended_version=ROW, attended_tick=ROW,  # my own particular that the other last attended to
    turned_to=ROW, granted=ROW,  # how often I turned to the other, and was given attention; kept where favours count
    **TIE_FIELDS,
)

ROLE_TIE = record_type(**TIE_FIELDS)

ROLE = record_type(
    kind=LONG, standing=REAL, need=REAL,
    demand=LONG, carry=LONG,  # routine minutes per tick of the whole function, and the undivided rest
    first=LONG, last=LONG,  # the role's rows in the roster
    pods=LONG,  # how far apart in the roster the places of one pod are; 0 where they are not laid out so
    writer=LONG, next_entry=LONG,  # who writes the role's lines of the protocols, and which entry is next
    author=LONG, next_chapter=LONG,  # the same for the curriculum
)

TERMS = record_type(  # what a structure lets a role count on; processes read it and do not know who wrote it
    credit_weight=REAL,  # how far those in the role act by what they are credited for
    joint_credit=REAL,  # 1 if they are credited for the joint result, 0 for the own part alone
    discretion=REAL,  # share of off-script answers touching another function that need no approval
    slack=REAL,  # share of the hour that routine work may not take
    buffers=REAL, buffer_minutes=LONG,  # how often, at what price, a coupled part can be worked out alone
    caseload=LONG, joins_cases=LONG,  # most cases of a boundary spanner; 1 if they join these customers' situations
)

TYPE_PART = record_type(needed=LONG, typical=LONG, coupled=LONG, partner=LONG)

ARTEFACT = record_type(
    written=LONG, needed=LONG, answer=LONG,  # protocols: what was written of a type's part
)

CURRICULUM = record_type(written=LONG, accurate=LONG)

SITUATION = record_type(
    whole_lines=True,
    # what each phase asks of every situation at every tick:
    stirs=LONG, acts=LONG, settles=LONG,  # ticks before which nobody in it proposes or acts, and before which it cannot end
    identity=LONG,
    emerged=ROW, deadline=ROW, abandons=ROW,  # ticks
    subject=ROW, incumbency=ROW,
    type=KIND,
    outcome=FLAG, n_positions=FLAG,
    overlooked=FLAG,  # 1 while somebody at its first place may still notice it
    gives_up=FLAG,  # 1 if it can be met only by someone giving something up
    novel=FLAG, judged=FLAG, aftermath=FLAG, counted=FLAG, subject_kind=FLAG,
    to_tell=FLAG,  # 1 while somebody knows of it and somebody whose part it needs does not; NONE until that is counted anew
    # the rest:
    substituted=FLAG,  # 1 if a part has passed to another since it emerged, or was with a substitute then
    noticed=ROW, closed=ROW,  # ticks
)

PART = record_type(
    whole_lines=True,
    # what tells whether there is anything to do about a part:
    identity=LONG,
    wakes=LONG,  # tick before which the holder does not look for a next step
    habit_tick=LONG,
    holder=ROW, directed_by=ROW, queue_manager=ROW,
    acted_tick=ROW, accurate_tick=ROW, partner_tick=ROW,
    column=KIND,
    aware=FLAG, answered=FLAG, needed=FLAG, shows=FLAG, acts_on=FLAG, ready=FLAG, accurate=FLAG, coupled=FLAG,
    partner=FLAG, partner_held=FLAG, referred=FLAG, approved=FLAG, discretion=FLAG, marked=FLAG,
    # the rest:
    queued=ROW, incumbency=ROW, aware_tick=ROW,
    clue=KIND, typical=KIND, partner_clue=KIND, answer=KIND, manner=KIND,
    wants_particular=FLAG, particular_attempts=FLAG, told_wrong=FLAG, partner_accurate=FLAG, referral_garbled=FLAG,
    inquired=FLAG, found_out=FLAG,  # the manager has asked about it; whether the clue then found out is right (1) or garbled (0)
    aware_at_act=FLAG, knew_at_act=FLAG, partner_at_act=FLAG,
)

MATTER = record_type(  # something that two people are to go over as soon as both have the time
    one=LONG, one_incumbency=LONG, other=LONG, other_incumbency=LONG,
    key=LONG, about=LONG,  # whose draws decide it; the situation it is about
    due=LONG,  # tick from which on it may be gone over
    told=LONG,  # how many sides of a conflict have been heard
)

TAKEN_UP = record_type(week=LONG, failures=LONG, conflicts=LONG)  # by pod

ADDRESS = record_type(known=FLAG, attempts=FLAG)

EPISODE = record_type(
    kind=LONG, initiator=LONG, receiver=LONG, situation=LONG, position=LONG, target=LONG, convened=LONG,
    key=LONG,  # whose draws decide this episode
    minutes=LONG,  # for each side; 0 where the calendar has been paid already
    space=REAL,  # how far standing is lifted from being asked to speak
    order=REAL, tick=LONG,
    opened=LONG, met=LONG, heard=LONG, accurate=LONG, reversed=LONG,
    about=LONG,  # identity of the situation; rows are used again, identities are not
)

OPENING = record_type(who=LONG, tick=LONG)  # a place that opens in the course of the run

CLOCK = record_type(
    tick=LONG, warm_up=LONG, n_open=LONG, n_free=LONG, n_episodes=LONG, n_queue=LONG, n_meetings=LONG, n_logged=LONG,
    n_failed=LONG, n_reviews=LONG, n_conflicts=LONG, n_opened=LONG, observing=LONG,
    any_held=LONG, recording=LONG, protocol_version=LONG, next_drift=LONG, next_revision=LONG, next_curriculum=LONG,
)

RESPONSES = record_type(
    arisen=LONG, answered=LONG, abandoned=LONG,
    timely=LONG, knowledgeable=LONG, caring=LONG, joint=LONG, known=LONG, fit=LONG,
    judged=LONG, noticed=LONG, understood=LONG, holds_partner=LONG,  # shares of the window, in millionths
    unscripted=LONG, unscripted_understood=LONG,
    pairs=LONG, pairs_known=LONG, pairs_attended=LONG, pairs_one_sided=LONG, pairs_mutual=LONG, pairs_on_file=LONG,
    coproduction_pairs=LONG, coproduction_attended=LONG, coproduction_footing=LONG,  # by process; footing in millionths
    coordination_pairs=LONG, coordination_attended=LONG, coordination_footing=LONG,
    leadership_pairs=LONG, leadership_attended=LONG, leadership_footing=LONG,
    tied=LONG, tied_caring=LONG, untied=LONG, untied_caring=LONG,  # by whether the marked parts' holders have a tie with the subject
    similar=LONG, similar_caring=LONG, dissimilar=LONG, dissimilar_caring=LONG,  # and whether they are of the subject's group
    fitting=LONG, fitting_uncommon=LONG,  # answers that fit; of these, the ones that do not suit the commonest particular
    aware_right=LONG, aware_wrong=LONG, unaware_right=LONG, unaware_wrong=LONG, never_acted=LONG,
    substituted=LONG,  # closed situations of which a part was with a substitute; and how those ended
    substituted_timely=LONG, substituted_knowledgeable=LONG, substituted_caring=LONG, substituted_joint=LONG,
    exits=LONG, hires=LONG, absences=LONG,
)
N_TALLIES = len(Kind) + 1  # by kind of subject after the warm-up; then everything from the first tick
EVERYTHING = len(Kind)

EXCHANGE = record_type(  # encounters of one role's approaching another
    opened=LONG, met=LONG, heard=LONG, accurate=LONG,
    about=LONG, about_met=LONG, timely=LONG,  # about a situation; met; met by its deadline
    gone_over=LONG, solved=LONG,  # failures gone over; heard
    of_tied=LONG, granted_tied=LONG, of_others=LONG, granted_others=LONG,  # private ones, by the addressed person's tie with the other
)
MONTHS = 3  # windows of exchanges that the survey looks back on; one more counts everything after the warm-up

CARE = record_type(incumbency=LONG, closed=LONG, caring=LONG)  # of the present customer of a place
MOST_CLOSED = 40  # a customer with more closed situations than that counts as several

DAILY = record_type(
    day=LONG, present=LONG, open=LONG, backlog=LONG, waiting=LONG,
    role_quality=LONG, role_experience=LONG, personal_quality=LONG, personal_experience=LONG,  # means over workers, in millionths
    arisen=LONG, answered=LONG, abandoned=LONG, timely=LONG, knowledgeable=LONG, caring=LONG, joint=LONG,  # since the first tick
    judged=LONG, understood=LONG, pairs=LONG, pairs_mutual=LONG,
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

