"""Keyed random draws: every decision has a draw of its own, whoever else decides.

A draw is a pure function of (seed, decision, tick, who, whom), so that two runs
that differ in one mechanism share all other chances (common random numbers),
and nothing depends on the order in which rows are visited.

The generator is Philox4x32-10: Salmon, Moraes, Dror and Shaw (2011), "Parallel
random numbers: as easy as 1, 2, 3", SC'11.
"""

from enum import IntEnum

import numpy as np

from sim.compilation import compiled

U = np.uint64
MASK = U(0xFFFFFFFF)
HALF = U(32)
MULTIPLIER_0, MULTIPLIER_1 = U(0xD2511F53), U(0xCD9E8D57)
WEYL_0, WEYL_1 = U(0x9E3779B9), U(0xBB67AE85)
ROUNDS = 10
SIXTEEN, FIVE, SIX = U(16), U(5), U(6)
MASK_16, BYTE = U(0xFFFF), U(0xFF)
EIGHT = U(8)


class Decision(IntEnum):
    """What a draw decides; one value per question asked anywhere in the model."""

    # people
    GROUP = 1
    SKILL = 2
    COMPETENCE = 3
    PARTICULAR = 4
    PARTICULAR_CHANGE = 5
    EXIT = 6
    VACANCY = 7
    TENURE = 8
    TEAM_OR_POD = 11
    TEAM_MEMBER = 12
    TEAM_HEAT = 18
    CROSS_SITE = 19
    OTHER_SITE = 20
    COVER = 13
    WAVE = 14
    DAY_OF_WAVE = 15
    ABSENCE = 16
    ABSENCE_ENDS = 17
    # environment
    TYPE_TYPICAL = 22
    TYPE_COUPLED = 23
    TYPE_DRIFT = 25
    NEXT_SITUATION = 30
    NOVEL = 31
    WHICH_TYPE = 32
    NEEDS = 33
    COUNT = 34
    SUBJECT_PART = 35
    MANAGER_PART = 36
    COUPLED = 37
    PARTNER = 38
    TYPICAL_CLUE = 39
    CLUE = 40
    MARKED = 41
    MARKED_ONE = 42
    SUBJECT_ONLY = 43
    PLACE = 44
    DEADLINE = 45
    GIVING_UP = 46
    HOLDER = 47
    HABIT = 48
    # attention
    NOTICE = 60
    MISREAD = 61
    # episodes
    ORDER = 70
    OPEN = 71
    SPEAK_UP = 72
    TELLER_WILLING = 73
    WILLING = 74
    HEAR = 75
    ACCURATE = 76
    REVERSE = 77
    ACCURATE_BACK = 78
    MANNER = 79
    MANNER_BACK = 80
    GARBLED_AS = 81
    NOISE = 82
    NOISE_BACK = 83
    DETACHED = 84
    # processes
    ADDRESS = 100
    MISADDRESS = 101
    WRONG_ROLE = 102
    WANTS_PARTICULAR = 103
    WAITS = 104
    DISCRETION = 105
    LOSS = 106
    HAND_BACK = 107
    LINE_ORDER = 108
    SLIP = 110
    SLIP_TO = 111
    TAILORS = 112
    GUESS = 113
    GIVES_UP = 114
    KNOWS_HABIT = 115
    REVISES = 116
    FAILURE_SEEN = 117
    AFTERMATH_WITH = 118
    ACTS_ON = 119
    CONFLICT = 172
    LEAVES_EXPERT_ROLE = 180
    KNOWS_HOLDERS = 181
    # structures
    COVERED = 130
    WRITER = 131
    WRITTEN_RIGHT = 132
    WRITTEN_AS = 133
    PRACTICE_ROLE = 134
    PRACTICE_PARTNER = 135
    SPEAKS_WITH = 136
    SPEAKER = 137
    CUSTOMER_AT_MEETING = 138
    TAKES_PLACE = 139
    READS_CURRICULUM = 140
    READS_MAP = 141
    FOLLOWS_SCRIPT = 142
    SPANNER = 143
    SPANNER_JOINS = 144
    ROUND_WITH = 145
    BUFFERS = 146
    WORKED_OUT = 147
    HELD_RESPONSIBLE = 170
    REVIEWED_WITH = 171
    JUMPS_QUEUE = 205
    SCREENED = 206
    INTERVIEWER = 207
    PRACTICE_ACROSS = 208
    # measures
    PROBE = 200
    PROBE_ONE = 201
    PROBE_OTHER = 202
    PROBE_CLUE = 203
    PROBE_TYPICAL = 204


@compiled
def philox(counter_0, counter_1, counter_2, counter_3, key_0, key_1):
    """Return the four 32-bit words (as uint64) of one Philox4x32-10 block."""
    for _ in range(ROUNDS):
        product_0 = MULTIPLIER_0 * counter_0
        product_1 = MULTIPLIER_1 * counter_2
        counter_0 = (product_1 >> HALF) ^ counter_1 ^ key_0
        counter_1 = product_1 & MASK
        counter_2 = (product_0 >> HALF) ^ counter_3 ^ key_1
        counter_3 = product_0 & MASK
        key_0 = (key_0 + WEYL_0) & MASK
        key_1 = (key_1 + WEYL_1) & MASK
    return counter_0, counter_1, counter_2, counter_3


@compiled
def draw(seed, decision, tick, who, whom):
    """Draw a number in [0, 1) with 53 bits that belongs to this question alone.

    `seed` ≥ 0; `decision` < 256; `tick` < 2²⁴; `who` and `whom` are identities
    below 2⁴⁸ (see `identity` and `part_identity`). Values outside wrap.
    """
    long_seed, long_who, long_whom = U(seed), U(who), U(whom)
    counter_0 = (U(decision.value) & BYTE) | ((U(tick) << EIGHT) & MASK)
    counter_2 = ((long_who >> HALF) & MASK_16) | (((long_whom >> HALF) & MASK_16) << SIXTEEN)
    word_0, word_1, _, _ = philox(
        counter_0, long_who & MASK, counter_2, long_whom & MASK, long_seed & MASK, long_seed >> HALF
    )
    return (float(word_0 >> FIVE) * 67108864.0 + float(word_1 >> SIX)) / 9007199254740992.0


@compiled
def identity(slot, incumbency):
    """Name an incumbent by (slot, incumbency), not by row: slot < 2²⁰, incumbency < 2²⁰."""
    return (np.int64(slot) << 28) | ((np.int64(incumbency) & 0xFFFFF) << 8)


@compiled
def part_identity(slot, ordinal, position):
    """Name a part by (its subject's slot, the subject's how-manieth situation, position < 255)."""
    return (np.int64(slot) << 28) | ((np.int64(ordinal) & 0xFFFFF) << 8) | (position + 1)


@compiled
def value_among(number, n_values):
    """Turn a draw into one of `n_values` answers; only for sets that the environment fixes.

    A choice among *people* must be a race of keyed draws instead, because who
    else stands for choice differs between arms.
    """
    return min(int(number * n_values), n_values - 1)
