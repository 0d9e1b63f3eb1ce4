"""Parameters of the three processes, of norms, of the line and of discretion."""

from sim.parameter import Group, parameter


class Process(Group):
    """Each quality's job: what it buys at footing 0 and at footing 1."""

    willing_low: float = parameter(0.5, "probability of giving attention to another's part at shared goals 0", low=0, high=1, unit="probability")
    willing_high: float = parameter(0.98, "the same at shared goals 1", low=0, high=1, unit="probability")
    hear_low: float = parameter(0.5, "probability of hearing somebody at mutual respect 0", low=0, high=1, unit="probability")
    hear_high: float = parameter(0.98, "the same at mutual respect 1", low=0, high=1, unit="probability")
    speak_low: float = parameter(0.7, "probability of speaking up at mutual respect 0", low=0, high=1, unit="probability")
    speak_high: float = parameter(1.0, "the same at mutual respect 1", low=0, high=1, unit="probability")
    address_low: float = parameter(0.3, "probability of knowing whom to address at shared knowledge 0", low=0, high=1, unit="probability")
    address_high: float = parameter(0.95, "the same at shared knowledge 1", low=0, high=1, unit="probability")
    accurate_low: float = parameter(0.6, "probability of being understood as meant at shared knowledge 0", low=0, high=1, unit="probability")
    accurate_high: float = parameter(0.97, "the same at shared knowledge 1", low=0, high=1, unit="probability")
    reverse_low: float = parameter(0.05, "probability that the direction reverses at mutual respect 0", low=0, high=1, unit="probability",
                                   source="Fletcher 1999 on fluid expertise, in Gittell and Douglass")
    reverse_high: float = parameter(0.8, "the same at mutual respect 1", low=0, high=1, unit="probability")
    competence_weight: float = parameter(
        0.3, "weight of the hearer's relational competence in hearing, manner and reversal, against the tie", low=0, high=1, unit="weight",
        source="Gittell and Douglass 2012, Selection and Training: perspective taking and openness",
    )
    standing_weight: float = parameter(
        0.5, "how far a whole step in standing works against speaking up and being heard", low=0, high=1, unit="share", source="model §1", sweep=(0, 1)
    )
    novelty_hides: float = parameter(
        0.4, "factor on knowing whom to address when a situation is novel", low=0, high=1, unit="factor", source="model §2", sweep=(0.1, 1)
    )
    misaddress: float = parameter(
        0.3, "probability of bothering somebody who is not needed, once per situation, at shared knowledge 0", low=0, high=1, unit="probability", sweep=(0, 0.6)
    )


class Norms(Group):
    """What a form expects of people: whether an episode occurs, never how it goes."""

    detachment: float = parameter(0.2, "share of private episodes that may not touch particulars", low=0, high=1, unit="share",
                                  source="Weber in Gittell and Douglass 2012: personally detached and strictly objective")
    power_over: float = parameter(0.2, "share of attempts to open an episode upwards in standing that the norm suppresses", low=0, high=1, unit="share",
                                  source="Gittell and Douglass 2012: power over rather than power with")
    personal_criteria: float = parameter(0.0, "weight of what one expects in return, in giving attention to another's part and places in the queue", low=0, high=1, unit="weight",
                                         source="Gittell and Douglass 2012: doing favors, and acting based on personal rather than organizational criteria", sweep=(0, 0.6))


class Line(Group):
    """The line of command."""

    span: int = parameter(12, "workers per supervisor, where job design does not set it", low=1, high=100, unit="workers", sweep=(4, 40))
    loss: float = parameter(0.1, "probability that a case is garbled on its way up the line; what came up garbled goes down garbled", low=0, high=1, unit="probability", sweep=(0, 0.4))
    discretion: float = parameter(0.3, "share of off-script answers that touch another function and need no approval, where job design does not set it", low=0, high=1, unit="share", sweep=(0, 1))
    share_back_low: float = parameter(0.1, "probability that a manager hands a case back with authority at footing 0", low=0, high=1, unit="probability")
    share_back_high: float = parameter(0.9, "the same at footing 1", low=0, high=1, unit="probability")
