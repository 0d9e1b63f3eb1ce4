"""Parameters of ties and of the one learning rule."""

from sim.parameter import Group, parameter


class Ties(Group):
    """What a tie starts from, how much it counts, how it fades."""

    prior: float = parameter(0.3, "what one expects of a stranger, each quality", low=0, high=1, unit="quality", sweep=(0.1, 0.6))
    half_weight: float = parameter(5.0, "experience at which a tie counts one half (k)", low=0.1, high=1000, unit="episodes", source="model §3", sweep=(2, 20))
    half_life_days: float = parameter(60.0, "half-life of experience", low=1, high=100000, unit="working days", sweep=(15, 500))
    knowledge_half_life_days: float = parameter(
        120.0, "half-life of shared knowledge that is not refreshed", low=1, high=100000, unit="working days", sweep=(30, 1000)
    )
    personal_capacity: int = parameter(
        15, "personal ties that a person can keep with colleagues, and again with customers", low=1, high=150, unit="ties",
        source="Dunbar 1993; Hill and Dunbar 2003: about 15 good contacts (seen)", sweep=(5, 50),
    )
    dissimilar: float = parameter(
        0.5, "personal experience gained with somebody of another group, over that with one's own", low=0, high=1, unit="ratio",
        source="Gittell and Douglass 2012, Vulnerability to favoritism (homophily)", sweep=(0.1, 1.0),
    )
    distant: float = parameter(
        0.5, "personal experience gained with somebody at another site, over that at one's own", low=0, high=1, unit="ratio",
        source="Gittell and Douglass 2012, Limited scalability: personal ties need proximity", sweep=(0.1, 1.0),
    )


class Learning(Group):
    """The one learning rule's constants."""

    rate: float = parameter(
        0.2, "how far one episode moves a quality towards its evidence, before attribution", low=0, high=1, unit="share per episode",
        source="calibration pattern 1: the gain from joint cases levels off by about ten", sweep=(0.05, 0.5),
    )
    attribution: float = parameter(
        0.5, "share of an episode attributed to the role rather than to the person", low=0, high=1, unit="share",
        source="model C2: the same for convened and private episodes", sweep=(0.1, 0.9),
    )
    skill_rate: float = parameter(
        0.01, "how far one act in the own function moves skill towards 1", low=0, high=1, unit="share per act",
        source="Xu et al. 2013; Maruthappu 2016: experience in the role matters over years (seen)", sweep=(0.002, 0.05),
    )
    competence_rate: float = parameter(
        0.02, "how far one practice episode across roles moves relational competence towards 1", low=0, high=1, unit="share per episode",
        source="Williams 2011 in Gittell and Douglass: a trait that can be learned", sweep=(0.0, 0.1),
    )
