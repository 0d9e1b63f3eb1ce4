"""Parameters of attention: what people have of it and what things cost."""

from sim.parameter import Group, parameter


class Minutes(Group):
    """What each kind of episode or act costs those who take part."""

    tell: int = parameter(4, "telling somebody, for each side", low=1, high=60, unit="minutes",
                          source="Staats, Milkman and Fox 2012: four people need about 2.9 times the person-time of two (second-hand)", sweep=(2, 10))
    ask: int = parameter(4, "asking for a clue or a particular, for each side", low=1, high=60, unit="minutes", sweep=(2, 10))
    distance: int = parameter(0, "what reaching somebody at another site adds, for each side", low=0, high=30, unit="minutes", sweep=(0, 8))
    refused: int = parameter(1, "an attempt that is refused, for the one who tried", low=0, high=60, unit="minutes")
    act: int = parameter(12, "acting on a part", low=1, high=60, unit="minutes", sweep=(5, 30))
    script: int = parameter(8, "executing one step of the script", low=1, high=60, unit="minutes", sweep=(4, 20))
    revise: int = parameter(5, "revising an answer", low=1, high=60, unit="minutes", sweep=(2, 15))
    give_up: int = parameter(6, "giving something up for a colleague, on top of acting", low=0, high=60, unit="minutes", sweep=(2, 12))
    refer: int = parameter(4, "referring a case up the line", low=1, high=60, unit="minutes", sweep=(2, 10))
    decide: int = parameter(10, "a manager deciding a referred case, for each side", low=1, high=60, unit="minutes", sweep=(5, 30))
    hand_back: int = parameter(6, "a manager handing a case back with authority, for each side", low=1, high=60, unit="minutes", sweep=(3, 15))
    confer: int = parameter(15, "holders conferring on a referred case with the manager who calls them together, for each", low=1, high=60, unit="minutes", sweep=(5, 30))
    aftermath: int = parameter(4, "going over a failure, for each side", low=1, high=60, unit="minutes")


class Attention(Group):
    """How attention is spent before and beside situations."""

    routine_ceiling: float = parameter(
        0.85, "largest share of what is left of an hour that routine work and its backlog may take",
        low=0, high=1, unit="share", sweep=(0.6, 1.0),
    )
    attempts: int = parameter(2, "attempts at the same counterpart in the same situation", low=1, high=3, unit="attempts", source="model §3")
    evidence_hours: float = parameter(
        40.0, "how long evidence of being attended to counts", low=1, high=2000, unit="hours", source="model, Words"
    )
    last_call_hours: float = parameter(
        2.0, "time before the deadline from which nobody waits for a clue or for the line any more", low=0, high=1000, unit="hours"
    )
    perception_noise: float = parameter(
        0.05, "probability of perceiving an episode's result the wrong way round", low=0, high=0.5, unit="probability", sweep=(0, 0.2)
    )
