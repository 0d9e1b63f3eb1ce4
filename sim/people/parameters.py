"""Parameters of people: how many, how they differ, how they come and go."""

from sim.parameter import Group, parameter


class Size(Group):
    """How large the organisation is."""

    workers: int = parameter(60, "paid heads: workers and managers together, equal in all forms", low=1, high=200000, unit="heads",
                             source="calibration pattern 8: a unit is 50–150", sweep=(30, 300))


class Turnover(Group):
    """Exits, vacancies and hiring."""

    worker: float = parameter(0.25, "exits of workers after the warm-up", low=0, high=20, unit="per filled position and year",
                              source="calibration pattern 6: Southwest 0.05 (recalled), hospital nurses 0.16–0.27, nursing homes median 0.94 (seen)", status="estimated", sweep=(0.0, 2.0))
    manager: float = parameter(0.15, "exits of managers after the warm-up", low=0, high=20, unit="per filled position and year", sweep=(0.0, 1.0))
    vacancy_days: float = parameter(10.0, "mean time that a position stays vacant", low=0, high=1000, unit="working days", sweep=(0, 60))


class Traits(Group):
    """How people differ on the day they are hired."""

    skill: float = parameter(0.6, "mean skill of a hire in the own function", low=0, high=1, unit="skill")
    skill_spread: float = parameter(0.2, "half-width of skill among hires", low=0, high=0.5, unit="skill")
    competence: float = parameter(0.5, "mean relational competence of a hire", low=0, high=1, unit="competence")
    competence_spread: float = parameter(0.3, "half-width of relational competence among hires", low=0, high=0.5, unit="competence")
