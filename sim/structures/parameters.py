"""Parameters of the structures: each none, impersonal, relational, or the time-only twin of the last."""

from sim.parameter import Choice, Group, parameter


class Level(Choice):
    """A structure's level: both poles spend the same hours.

    The time-only twin spends the relational pole's hours of the same people and
    has no content: what it does is what the time costs (a control).
    """

    NONE = 0
    IMPERSONAL = 1
    RELATIONAL = 2
    TIME_ONLY = 3


class SelectionTraining(Group):
    """3a: selection among candidates, and onboarding as practice."""

    level: Level = parameter(Level.NONE, "selection and training: none, for functional skill, for relational competence, or the hours of the last without content", source="proposition 3a", status="theory")
    candidates: int = parameter(4, "candidates for each place, at founding and at hiring; 1 is no selection", low=1, high=50, unit="candidates",
                                source="Gittell 2003 in Gittell and Douglass: selected for relational competence; the ratio is assumed", sweep=(1, 12))
    screening_minutes: int = parameter(30, "seeing one candidate, for the one who does", low=1, high=60, unit="minutes", sweep=(10, 60))
    screening_days: float = parameter(1.0, "by how much each further candidate prolongs a vacancy", low=0, high=60, unit="working days", sweep=(0, 5))
    screening_error: float = parameter(0.5, "half-width of an interview's error, on the scale of what it looks for", low=0, high=5, unit="share",
                                       source="Schmidt and Hunter 1998 (recalled): validity of structured interviews about 0.5, as 0.5 gives for traits.competence_spread", sweep=(0.0, 1.5))
    screening_weight: float = parameter(1.0, "weight of what the pole looks for (skill or relational competence) against the other of the two", low=0, high=1, unit="weight", sweep=(0.5, 1.0))
    hours: int = parameter(24, "practice that a newcomer is given", low=0, high=2000, unit="hours", sweep=(0, 120))
    cross_role: float = parameter(1.0, "share of a newcomer's practice at the relational pole that is with other roles; the rest is with the own", low=0, high=1, unit="share", sweep=(0.3, 1.0))
    per_day: int = parameter(2, "practice hours a day until they are used up", low=1, high=8, unit="hours per day")
    revision_days: float = parameter(120.0, "time between revisions of the curriculum", low=1, high=10000, unit="working days", sweep=(20, 500))
    writing_minutes: int = parameter(15, "writing one chapter: what a role needs to know of another", low=1, high=60, unit="minutes", sweep=(5, 30))
    orientation: int = parameter(1, "practice hours that a new customer is given", low=0, high=40, unit="hours",
                                 source="Gittell and Douglass 2012: even customers can be selected and trained")


class JobDesign(Group):
    """3d: buffers, wide spans and narrow discretion, or boundary spanners, small spans and wide discretion."""

    level: Level = parameter(Level.NONE, "job design: none (the line's own span and discretion), impersonal, relational, or the heads and hours of the last without content", source="proposition 3d", status="theory")
    wide_span: int = parameter(20, "workers per supervisor at the impersonal pole", low=1, high=100, unit="workers", sweep=(8, 40))
    small_span: int = parameter(8, "workers per supervisor at the relational pole", low=1, high=100, unit="workers",
                                source="Gittell 2001 in Gittell and Douglass: small spans of control", sweep=(4, 20))
    narrow_discretion: float = parameter(0.1, "share of off-script answers that touch another function and need no approval, at the impersonal pole", low=0, high=1, unit="share", sweep=(0, 0.5))
    wide_discretion: float = parameter(0.7, "the same at the relational pole", low=0, high=1, unit="share", sweep=(0.3, 1))
    slack: float = parameter(0.1, "share of what is left of an hour that either pole keeps free of routine work", low=0, high=0.9, unit="share", sweep=(0, 0.3))
    buffer_minutes: int = parameter(20, "working out alone what hangs on another's part, at the impersonal pole", low=1, high=60, unit="minutes",
                                    source="March and Simon 1958 in Gittell and Douglass: buffers let each task proceed relatively independently", sweep=(8, 40))
    spanners: float = parameter(0.05, "share of paid heads who are boundary spanners, at the relational pole", low=0, high=0.5, unit="share", sweep=(0.02, 0.15))
    caseload: int = parameter(10, "most customers of one boundary spanner", low=1, high=1000, unit="cases",
                              source="Gittell 2003 in Gittell and Douglass: about 30 is too many to know", sweep=(5, 40))
    round_hours: int = parameter(8, "time between a spanner's visits to one case: its customer, and one who serves it", low=1, high=2000, unit="hours", sweep=(4, 40))
    round_minutes: int = parameter(10, "each of these two visits, for each side: daily, ten cases take two fifths of a spanner's time, thirty more than there is", low=1, high=60, unit="minutes", sweep=(4, 20))
    supervision_hours: int = parameter(2, "time between a supervisor's sessions, each with one worker in turn: talk at the relational pole, review of the work at the impersonal", low=1, high=2000, unit="hours",
                                       source="Gittell and Douglass 2012: small spans increase the time a supervisor can work alongside any given worker", sweep=(1, 8))
    supervision_minutes: int = parameter(15, "length of such a session, for each side", low=1, high=60, unit="minutes",
                                         source="McGregor 1960 in Gittell and Douglass: agreement takes a good deal of discussion", sweep=(5, 30))


class PerformanceMeasures(Group):
    """3b: credit for the own function and failures assigned, or credit for the joint result and failures reviewed together."""

    level: Level = parameter(Level.NONE, "performance measures and rewards: none, by function, across roles, or the hours of the last without content", source="proposition 3b", status="theory")
    weight: float = parameter(
        0.1, "how far people covered act by what they are credited for, rather than by the goals they share", low=0, high=1, unit="weight", sweep=(0, 0.5)
    )
    workers: bool = parameter(True, "whether workers are covered", source="Gittell and Douglass 2012: all roles that are involved")
    managers: bool = parameter(True, "whether managers are covered", source="Gittell and Douglass 2012: hospital leaders, support staff, and patients")
    customers: bool = parameter(True, "whether customers are covered", source="Gittell and Douglass 2012: hospital leaders, support staff, and patients")
    capacity: int = parameter(2, "failures reviewed per week and pod, at most", low=0, high=40, unit="failures", sweep=(0, 20))
    conversations: int = parameter(2, "conversations of two in which one failure is gone over, at most", low=1, high=4, unit="conversations")
    minutes: int = parameter(10, "one such conversation, for each side", low=1, high=60, unit="minutes", sweep=(5, 30))


class ConflictResolution(Group):
    """3c: conflicts go up the line, or both sides face one another in a session."""

    level: Level = parameter(Level.NONE, "conflict resolution: none, up the line, a session of both sides, or the hours of the last without content", source="proposition 3c", status="theory")
    customers: bool = parameter(True, "whether a customer can be a side", source="Gittell and Douglass 2012: worker-worker, worker-manager, or worker-customer")
    capacity: int = parameter(1, "conflicts taken up per week and pod, at most", low=0, high=40, unit="conflicts", sweep=(0, 10))
    delay_days: float = parameter(2.0, "time from a conflict to its hearing", low=0, high=60, unit="working days", sweep=(0, 20))
    minutes: int = parameter(10, "hearing one side of a conflict, for the one who speaks and the one who hears", low=1, high=60, unit="minutes", sweep=(5, 30))


class Protocols(Group):
    """3e: a rigid script, or a map of who needs what."""

    level: Level = parameter(Level.NONE, "protocols: none, a rigid script, a map with discretion, or the hours of the last without content", source="proposition 3e", status="theory")
    coverage: float = parameter(0.8, "share of the parts of every type that protocols cover", low=0, high=1, unit="share", sweep=(0.2, 1.0))
    revision_days: float = parameter(60.0, "time between revisions", low=1, high=10000, unit="working days", sweep=(10, 500))
    writing_minutes: int = parameter(5, "writing one entry", low=1, high=60, unit="minutes", sweep=(2, 20))
    reading_minutes: int = parameter(10, "reading what has been newly written", low=1, high=60, unit="minutes", sweep=(5, 30))
    step_hours: float = parameter(2.0, "time that the script takes from step to step", low=0, high=100, unit="hours")


class Meetings(Group):
    """3f: meetings within a function, or across roles with relational space."""

    level: Level = parameter(Level.NONE, "meetings: none, within a function, across roles with relational space, or the hours of the last without content", source="proposition 3f", status="theory")
    interval_hours: int = parameter(40, "time between meetings", low=1, high=2000, unit="hours", sweep=(8, 160))
    minutes: int = parameter(30, "length of a meeting", low=1, high=60, unit="minutes", sweep=(10, 60))
    space: float = parameter(1.0, "how far a cross-role meeting lifts standing from being asked to speak", low=0, high=1, unit="share",
                             source="Kellogg 2009 in Gittell and Douglass: relational space", sweep=(0, 1))
    customers: bool = parameter(True, "whether a customer of the pod is at the cross-role meeting")
