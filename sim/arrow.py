"""The arrows of the theory, by name: the keys of `held.*`. Kept apart from numba, because --help lists them."""

from enum import IntEnum


class Arrow(IntEnum):
    """Every arrow that can be held; the name in lower case is its key in `held.*`."""

    # footing of a process held at this value, all three qualities (1a–1c)
    COPRODUCTION = 0
    COORDINATION = 1
    LEADERSHIP = 2
    # weight of a store in footing held at this value; 0 cuts it
    COPRODUCTION_PERSONAL = 3
    COORDINATION_PERSONAL = 4
    LEADERSHIP_PERSONAL = 5
    COPRODUCTION_ROLE = 6
    COORDINATION_ROLE = 7
    LEADERSHIP_ROLE = 8
    # a quality held at this value wherever it does its job
    SHARED_GOALS = 9
    SHARED_KNOWLEDGE = 10
    MUTUAL_RESPECT = 11
    # the probability of becoming aware held at this value
    FOOTING_AWARENESS = 12
    # the probability that an aware holder acts on that awareness held at this value
    AWARENESS_ACT = 13
    # the share of a structure's episodes that take place held at this value; 0 cuts it
    SELECTION_TRAINING = 14
    PROTOCOLS = 15
    MEETINGS = 16
    # direct paths that bypass ties held at this value; 0 cuts them
    MAP_ADDRESS = 17
    MEETING_CONDUIT = 18
    # what onboarding reads of the artefact held at this value; 0 cuts it
    CURRICULUM = 19
    # the share of the script's steps that take place held at this value; 0 cuts it
    SCRIPT = 20
    # the footing that awareness reads, and nothing else, held at this value: another world's chance of becoming aware
    AWARENESS_FOOTING = 21
    # the share of job design's episodes that take place, and of a boundary spanner's customers' situations that are
    # told by or to the spanner, held at these values; 0 cuts them
    JOB_DESIGN = 22
    SPANNER_CONDUIT = 23
    # the share of reviews of failures, and of conflicts' hearings, that take place held at this value
    PERFORMANCE_MEASURES = 24
    CONFLICT_RESOLUTION = 25
    # how far people go by what they are credited for held at this share of it; 0 cuts it
    REWARD_MOTIVE = 26
