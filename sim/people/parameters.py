"""Parameters of people: how many, how they differ, how they come and go."""

from sim.arrow import Arrow
from sim.parameter import Choice, Group, parameter


class Size(Group):
    """How large the organisation is."""

    workers: int = parameter(60, "paid heads: workers and managers together, equal in all forms", low=1, high=200000, unit="heads",
                             source="calibration pattern 8: a unit is 50–150", sweep=(30, 300))
    growth: float = parameter(0.0, "growth of the paid heads in the functions after the warm-up, places for customers in proportion", low=0, high=10, unit="share of heads per year",
                              source="model §8", sweep=(0, 0.5))
    sites: int = parameter(1, "sites that pods are shared out over", low=1, high=1000, unit="sites", source="model §1", sweep=(1, 8))


class Turnover(Group):
    """Exits, vacancies and hiring."""

    worker: float = parameter(0.25, "exits of workers after the warm-up", low=0, high=20, unit="per filled position and year",
                              source="calibration pattern 6: Southwest 0.05 (recalled), hospital nurses 0.16–0.27, nursing homes median 0.94 (seen)", status="estimated", sweep=(0.0, 2.0))
    manager: float = parameter(0.15, "exits of managers after the warm-up", low=0, high=20, unit="per filled position and year", sweep=(0.0, 1.0))
    vacancy_days: float = parameter(10.0, "mean time that a position stays vacant", low=0, high=1000, unit="working days", sweep=(0, 60))


class Absence(Group):
    """People who are absent for some days and come back."""

    rate: float = parameter(0.0, "absences of workers and managers after the warm-up", low=0, high=50, unit="per filled position and year", sweep=(0, 10))
    days: float = parameter(3.0, "mean length of an absence", low=1, high=1000, unit="working days", sweep=(1, 20))


class Traits(Group):
    """How people differ on the day they are hired."""

    skill: float = parameter(0.6, "mean skill of a hire in the own function", low=0, high=1, unit="skill")
    skill_spread: float = parameter(0.2, "half-width of skill among hires", low=0, high=0.5, unit="skill")
    competence: float = parameter(0.5, "mean relational competence of a hire", low=0, high=1, unit="competence")
    competence_spread: float = parameter(0.3, "half-width of relational competence among hires", low=0, high=0.5, unit="competence")


class Suspended(Choice):
    """Which structure is suspended for a while: its number is that of its arrow."""

    NONE = -1
    SELECTION_TRAINING = Arrow.SELECTION_TRAINING
    PROTOCOLS = Arrow.PROTOCOLS
    MEETINGS = Arrow.MEETINGS
    JOB_DESIGN = Arrow.JOB_DESIGN
    PERFORMANCE_MEASURES = Arrow.PERFORMANCE_MEASURES
    CONFLICT_RESOLUTION = Arrow.CONFLICT_RESOLUTION
    ALL = 1000


class Shocks(Group):
    """What befalls an organisation once, at a date counted from the end of the warm-up."""

    suspended: Suspended = parameter(Suspended.NONE, "structure that convenes nothing for a while", source="proposition 4c")
    suspended_from: float = parameter(0.5, "when it is suspended", low=0, high=50, unit="years after the warm-up")
    suspended_months: float = parameter(6.0, "for how long it is suspended", low=0, high=600, unit="months", source="model §8: 3–12 months", sweep=(3, 12))
    wave_share: float = parameter(0.0, "share of those employed who leave within one week", low=0, high=1, unit="share", sweep=(0, 0.5))
    wave_at: float = parameter(0.5, "when that week begins", low=0, high=50, unit="years after the warm-up")
    surge_factor: float = parameter(1.0, "factor on the rate of customers' situations in a surge of demand", low=0, high=20, unit="factor", sweep=(1, 3))
    surge_at: float = parameter(0.5, "when the surge begins", low=0, high=50, unit="years after the warm-up")
    surge_months: float = parameter(3.0, "how long it lasts", low=0, high=600, unit="months", sweep=(1, 12))
