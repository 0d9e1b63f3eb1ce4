"""Parameters of the environment and of the scenario: what no form may choose."""

from sim.parameter import Choice, Group, parameter


class Supervision(Choice):
    """Who supervises whom."""

    FUNCTION = 0  # a supervisor has workers of one function (or of neighbouring ones)
    UNIT = 1  # a supervisor has a pod's workers of all functions


class Function(Group):
    """One role in the horizontal division of labour."""

    name: str = parameter("", "name of the function", status="assumption")
    standing: float = parameter(0.5, "standing among the functions", low=0, high=1, unit="share")
    need: float = parameter(1.0, "how often situations need this function, relative to the others", low=0.01, high=100)


class Scenario(Group):
    """Who there is and what work they do: the same in every form."""

    minutes_per_tick: int = parameter(60, "length of a tick", low=1, high=60, unit="minutes", source="model §1")
    hours_per_day: int = parameter(8, "working hours a day", low=1, high=24, unit="hours", source="model §1")
    days_per_year: int = parameter(250, "working days a year", low=1, high=365, unit="days", source="model §1")
    functions: list[Function] = parameter(
        [Function(name="first"), Function(name="second"), Function(name="third"), Function(name="fourth")],
        "the functions, in the order in which paid heads are dealt to them",
    )
    supervision: Supervision = parameter(Supervision.FUNCTION, "whether a supervisor has a function or a unit")
    pod_share: float = parameter(
        0.5, "probability that a case is served by the customer's own pod rather than by a fresh team",
        low=0, high=1, unit="probability", source="model §1",
    )
    cross_site_share: float = parameter(
        0.15, "probability that a holder whom a case needs sits at another site, where there are several",
        low=0, high=1, unit="probability", source="model §1", sweep=(0.0, 0.5),
    )
    customers_per_head: float = parameter(
        0.5, "places for customers per paid head", low=0, high=5, unit="customers per head", sweep=(0.25, 1.0)
    )
    case_hours: float = parameter(
        48.0, "mean stay of a customer, from arrival to leaving", low=0.25, high=20000, unit="hours", sweep=(24, 400)
    )
    gap_hours: float = parameter(
        8.0, "mean time that a customer's place stays empty", low=0.05, high=2000, unit="hours", sweep=(2, 40)
    )
    customer_minutes: int = parameter(
        30, "attention that a customer has for the case", low=0, high=60, unit="minutes per hour", sweep=(10, 60)
    )
    customer_standing: float = parameter(0.2, "standing of customers", low=0, high=1, unit="share")
    manager_standing: float = parameter(0.9, "standing of managers", low=0, high=1, unit="share")
    spanner_standing: float = parameter(0.5, "standing of boundary spanners, where there are any", low=0, high=1, unit="share")
    routine_minutes: int = parameter(
        36, "routine work per paid head, shared by those present in the function", low=0, high=60,
        unit="minutes per hour", sweep=(20, 48),
    )
    manager_minutes: int = parameter(
        30, "a manager's own routine work", low=0, high=60, unit="minutes per hour", sweep=(10, 50)
    )
    groups: int = parameter(3, "social groups that people belong to at random", low=1, high=20, unit="groups")


class Environment(Group):
    """Situations: how often, how uncertain, how interdependent, how urgent."""

    customer_rate: float = parameter(
        0.2, "situations per customer and hour of stay", low=0, high=1, unit="per hour", sweep=(0.1, 0.3)
    )
    colleague_rate: float = parameter(
        0.02, "situations per paid slot and hour, whatever its job", low=0, high=1, unit="per hour", sweep=(0.005, 0.04)
    )
    types: int = parameter(12, "types of routine situation", low=1, high=200, unit="types")
    answers: int = parameter(4, "answers to a part, one of them right (K)", low=4, high=20, unit="answers", source="model, Words")
    particulars: int = parameter(6, "values that a person's particular can take", low=6, high=20, unit="values", source="model §1")
    commonest: float = parameter(
        0.35, "share of people whose particular is the commonest one", low=0, high=1, unit="probability", sweep=(0.2, 0.6)
    )
    uncertainty: float = parameter(
        0.3, "probability that a routine part's clue is not its type's typical clue", low=0, high=1,
        unit="probability", source="model §2", sweep=(0.05, 0.8),
    )
    novelty: float = parameter(
        0.2, "share of situations that are of no known type", low=0, high=1, unit="probability", source="model §2", sweep=(0.0, 0.6)
    )
    coupling: float = parameter(
        0.4, "probability that a part's right answer depends on another holder's clue", low=0, high=1,
        unit="probability", source="model §2; Follett 1949 on interpenetration", sweep=(0.0, 1.0),
    )
    parts_fewest: int = parameter(2, "fewest functions that a situation needs", low=1, high=4, unit="parts")
    parts_most: int = parameter(3, "most functions that a situation needs", low=1, high=4, unit="parts")
    subject_part: float = parameter(
        0.4, "probability that the subject has a part that only they can act on", low=0, high=1, unit="probability", sweep=(0.1, 0.8)
    )
    manager_part: float = parameter(
        0.15, "probability that a manager's context is one of the parts", low=0, high=1, unit="probability", sweep=(0.0, 0.4)
    )
    marked: float = parameter(
        0.15, "probability that a part is marked: that the subject's particular matters to it (at least one always is)",
        low=0, high=1, unit="probability", sweep=(0.0, 0.5),
    )
    subject_only: float = parameter(
        0.35, "probability that at first only the subject knows", low=0, high=1, unit="probability", sweep=(0.1, 0.8)
    )
    giving_up: float = parameter(
        0.5, "share of colleagues' situations that can be met only by someone giving something up", low=0, high=1, unit="probability",
        source="Gittell and Douglass 2012, the day-off example under Caring Responses",
    )
    deadline_hours: float = parameter(
        16.0, "mean time allowed from emergence", low=0.1, high=2000, unit="hours", sweep=(8, 40)
    )
    patience: float = parameter(
        2.0, "time from emergence until an unanswered situation is abandoned, over the time allowed", low=1, high=20,
        unit="times the time allowed", sweep=(1.2, 4),
    )
    particular_days: float = parameter(
        10.0, "mean time until a person's particular changes", low=0.1, high=10000, unit="working days", sweep=(2, 60)
    )
    drift: float = parameter(
        0.5, "rate at which a type's needs and typical clues change", low=0, high=50, unit="changes per type and year", sweep=(0, 4)
    )
    notice: float = parameter(
        2.0, "rate of noticing at full attention and full willingness", low=0, high=20, unit="per hour", sweep=(0.5, 4.0)
    )
    misread: float = parameter(
        0.25, "probability of misreading what one notices, at shared knowledge 0", low=0, high=1, unit="probability",
        source="Jones and Endsley 1996: about 3 not noticed to 1 misunderstood (seen)", sweep=(0.05, 0.6),
    )
    habit_hours: float = parameter(
        80.0, "mean time until an unaware holder acts on a part by habit", low=0.1, high=100000, unit="hours", sweep=(20, 200)
    )
    slip: float = parameter(
        0.06, "probability that a skilled person answers other than intended", low=0, high=1, unit="probability", sweep=(0.0, 0.2)
    )
    unskilled_slip: float = parameter(
        0.25, "what a person without any skill adds to that probability", low=0, high=1, unit="probability", sweep=(0.0, 0.5)
    )
    failure_seen: float = parameter(
        0.5, "probability that those who took part find out that an answer was wrong", low=0, high=1, unit="probability", sweep=(0.1, 1)
    )
    conflict: float = parameter(
        0.05, "probability that a refusal, or a failure gone over without being heard, leaves a conflict between the two",
        low=0, high=1, unit="probability", sweep=(0.0, 0.3),
    )
    interruption_odds: float = parameter(
        1.13, "factor on the odds of a slip per interruption in that hour", low=1, high=5, unit="odds ratio",
        source="Westbrook 2010: 12–13 % more failures per interruption (seen)", status="estimated", sweep=(1.05, 1.25),
    )
