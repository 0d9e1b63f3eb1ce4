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
    """3a: onboarding as practice."""

    level: Level = parameter(Level.NONE, "selection and training: none, for functional skill, for relational competence, or the hours of the last without content", source="proposition 3a", status="theory")
    hours: int = parameter(24, "practice that a newcomer is given", low=0, high=2000, unit="hours", sweep=(0, 120))
    per_day: int = parameter(2, "practice hours a day until they are used up", low=1, high=8, unit="hours per day")
    revision_days: float = parameter(120.0, "time between revisions of the curriculum", low=1, high=10000, unit="working days", sweep=(20, 500))
    writing_minutes: int = parameter(15, "writing one chapter: what a role needs to know of another", low=1, high=60, unit="minutes", sweep=(5, 30))
    orientation: int = parameter(1, "practice hours that a new customer is given", low=0, high=40, unit="hours",
                                 source="Gittell and Douglass 2012: even customers can be selected and trained")


class Protocols(Group):
    """3e: a rigid script, or a map of who needs what."""

    level: Level = parameter(Level.NONE, "protocols: none, a rigid script, a map with discretion, or the hours of the last without content", source="proposition 3e", status="theory")
    coverage: float = parameter(0.8, "share of the parts of every type that protocols cover", low=0, high=1, unit="share", sweep=(0.2, 1.0))
    revision_days: float = parameter(60.0, "time between revisions", low=1, high=10000, unit="working days", sweep=(10, 500))
    writing_minutes: int = parameter(5, "writing one entry", low=1, high=60, unit="minutes", sweep=(2, 20))
    reading_minutes: int = parameter(10, "reading what has been newly written", low=1, high=60, unit="minutes", sweep=(5, 30))
    step_hours: int = parameter(2, "time that the script takes from step to step", low=1, high=100, unit="hours")


class Meetings(Group):
    """3f: meetings within a function, or across roles with relational space."""

    level: Level = parameter(Level.NONE, "meetings: none, within a function, across roles with relational space, or the hours of the last without content", source="proposition 3f", status="theory")
    interval_hours: int = parameter(40, "time between meetings", low=1, high=2000, unit="hours", sweep=(8, 160))
    minutes: int = parameter(30, "length of a meeting", low=1, high=60, unit="minutes", sweep=(10, 60))
    space: float = parameter(1.0, "how far a cross-role meeting lifts standing from being asked to speak", low=0, high=1, unit="share",
                             source="Kellogg 2009 in Gittell and Douglass: relational space", sweep=(0, 1))
    customers: bool = parameter(True, "whether a customer of the pod is at the cross-role meeting")
