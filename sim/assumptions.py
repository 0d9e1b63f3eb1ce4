"""Assumptions: where the verbal theory leaves a gap, one of several defensible options, each switched in one function.

The first option of each is what the model does by default. What a proposition's
verdict owes to them is told by varying them (model §10; Poile and Safayeni 2016).
"""

from sim.parameter import Choice, Group, parameter


class FootingRule(Choice):
    """How the stores of relating combine into a footing."""

    WEIGHTED_MEAN = 0  # personal tie, role tie and prior, weighted by experience
    STRONGEST = 1  # whichever of the weighted stores says most
    PERSONAL_FIRST = 2  # the personal tie where there is one, else the role tie


class BufferUse(Choice):
    """When a holder works a coupled part out alone, where buffers allow it."""

    INSTEAD_OF_ASKING = 0  # buffers spare people the need to ask
    AFTER_ASKING = 1  # who cannot ask (any more) falls back on them


class Attribution(Choice):
    """What of an episode is learned of the role, and what of the person who holds it."""

    AS_SHARED = 0  # learning.attribution of the role, the rest of the person
    MOSTLY_ROLE = 1  # four fifths and one fifth
    MOSTLY_PERSON = 2  # the other way round
    WHOLE_TO_BOTH = 3  # the whole of either: stores do not compete for experience


class ConvenedBonus(Choice):
    """Whether more is learned of a role where the calendar has brought people together."""

    NONE = 0
    HALF_AGAIN = 1


class VarietyBonus(Choice):
    """Whether more is learned of a role, the more of its incumbents one knows."""

    NONE = 0
    BY_INCUMBENTS = 1


class Decay(Choice):
    """How ties fade that are not refreshed."""

    HALF_LIVES = 0  # experience fades, and shared knowledge falls back to what one expects of a stranger
    NONE = 1
    ALL_QUALITIES = 2  # shared goals and mutual respect fall back as well


class Capacity(Choice):
    """How many personal ties one can keep with colleagues, and again with customers."""

    AS_SET = 0  # ties.personal_capacity
    FIFTEEN = 15
    THIRTY_TWO = 32
    HUNDRED_AND_FIFTY = 150


class Activation(Choice):
    """In which order the encounters of one tick take place."""

    BY_CHANCE = 0
    BY_ROLE = 1  # role after role in the scenario's order, by chance within each
    RESTED_FIRST = 2  # those with most attention left come first


class Hiring(Choice):
    """Who is hired."""

    STRANGERS = 0  # somebody of any social group
    LIKE_SUPERVISOR = 1  # somebody of the supervisor's, if there is a supervisor


class Relaying(Choice):
    """What a manager's order tells of a case."""

    CONTENT = 0  # what it is about, unless that was garbled
    EXISTENCE = 1  # only that there is something to be done


class Authority(Choice):
    """Who may settle a case that has been referred."""

    OVER_ALL = 0  # the lowest manager to whom all answer whose part it needs
    WHOEVER_IS_ASKED = 1  # the supervisor to whom it was referred


class CaringWhen(Choice):
    """On how many of the marked parts a response must be fitting, and its subject known, to count as caring."""

    EVERY_PART = 0
    AT_LEAST_HALF = 1


class KnowledgeableWhen(Choice):
    """Which parts must be right for a response to count as knowledgeable."""

    EVERY_PART = 0
    AT_LEAST_HALF = 1
    COUPLED_PARTS = 2  # those that hang on another's; every part where there are none


class Floor(Choice):
    """Who speaks at a meeting, and with whom."""

    BY_CHANCE = 0
    BY_STANDING = 1  # rather those who stand high


class Strangers(Choice):
    """What one expects of a stranger."""

    ALIKE = 0  # ties.prior of everybody
    BY_STANDING = 1  # the more, the higher the other's role stands
    BY_SIMILARITY = 2  # more of one's own social group than of others


class SpillOver(Choice):
    """Whether one relationship colours the others."""

    NONE = 0
    TO_OTHER_ROLES = 1


class Energy(Choice):
    """Whether a good encounter gives back what it takes."""

    NONE = 0
    FROM_RESPECT = 1


class Assumptions(Group):
    """Gaps in the verbal theory, each filled by one of several defensible options."""

    footing: FootingRule = parameter(
        FootingRule.WEIGHTED_MEAN, "how stores of relating combine into a footing: their mean weighted by experience; the strongest; the personal tie first",
        source="model §3. The paper says that both kinds of tie are there and not how they add up; a maximum makes them substitutes",
    )
    role_reach: float = parameter(
        1.0, "how far a role tie counts towards somebody at another site", low=0, high=1, unit="share", source="model §3", sweep=(0.0, 1.0)
    )
    buffers: BufferUse = parameter(
        BufferUse.INSTEAD_OF_ASKING, "whether a buffer is used instead of asking the partner of a coupled part, or where asking has failed",
        source="Thompson 1967 in Gittell and Douglass: buffers minimise the need for direct relationships; they may also be a last resort",
    )
    attribution: Attribution = parameter(
        Attribution.AS_SHARED, "what of an episode is learned of the role and what of the person: as learning.attribution shares it; four fifths of either; the whole of both",
        source="model C2. Ties with roles are the paper's own, the division is not; Fiske and Neuberg 1990 (recalled): people are taken for members of a category until attended to",
    )
    convened_bonus: ConvenedBonus = parameter(
        ConvenedBonus.NONE, "whether half again as much is learned of a role in what the calendar convened",
        source="model C2, off: it would build the result in. Hewstone and Brown 1986 (recalled): meeting generalises where membership is salient",
    )
    variety_bonus: VarietyBonus = parameter(
        VarietyBonus.NONE, "whether up to half again as much is learned of a role, the more of its incumbents one knows",
        source="model C2, off. Weber and Crocker 1983 (recalled): evidence spread over many members changes what is thought of the category",
    )
    decay: Decay = parameter(
        Decay.HALF_LIVES, "how ties fade: experience and knowledge by their half-lives; not at all; all three qualities towards a stranger's",
        source="Burt 2000 (recalled): ties decay; Levin, Walter and Murnighan 2011 (recalled): dormant ties keep their trust",
    )
    capacity: Capacity = parameter(
        Capacity.AS_SET, "how many personal ties one can keep with colleagues, and again with customers: ties.personal_capacity, or so many",
        source="model §3. Hill and Dunbar 2003 (seen): layers of acquaintance, about 15 to about 150",
    )
    activation: Activation = parameter(
        Activation.BY_CHANCE, "in which order the encounters of a tick take place: by chance; role after role; those with most attention left first",
        source="Axtell 2001 (recalled): the order of activation can change what a model says, and theory is silent on it",
    )
    hiring: Hiring = parameter(
        Hiring.STRANGERS, "who is hired: somebody of any social group, or of the supervisor's",
        source="Kanter 1977 (recalled): managers reproduce themselves in kind; Ibarra 1992 in Gittell and Douglass on homophily",
    )
    relaying: Relaying = parameter(
        Relaying.CONTENT, "what a manager's order tells: what the case is about, or only that there is something to be done",
        source="March and Simon 1958 (recalled) on uncertainty absorption: inferences travel along the line, the evidence does not",
    )
    authority: Authority = parameter(
        Authority.OVER_ALL, "who may settle a referred case: the lowest manager over all whose part it needs, or whichever supervisor it was referred to",
        source="model §3. March and Simon 1958 (recalled): what touches two units goes to whom both answer; Galbraith 1974 (recalled): firms also let those below settle it",
    )
    caring: CaringWhen = parameter(
        CaringWhen.EVERY_PART, "on how many of the marked parts a response must fit a subject who is known, to count as caring",
        source="model, Words: all of them. A person may feel cared for where most of what mattered was met",
    )
    knowledgeable: KnowledgeableWhen = parameter(
        KnowledgeableWhen.EVERY_PART, "which parts must be right for a response to count as knowledgeable: every part, at least half, the coupled ones",
        source="model §5: every part. The paper's argument is on how tasks connect, which is where parts are coupled",
    )
    floor: Floor = parameter(
        Floor.BY_CHANCE, "who speaks at meetings, and with whom: anybody by chance, or rather those who stand high",
        source="Berger, Fisek, Norman and Zelditch 1977 (recalled): who stands higher is given more turns",
    )
    strangers: Strangers = parameter(
        Strangers.ALIKE, "what one expects of a stranger: the same of all; by the standing of their role; more of one's own social group",
        source="model §3. Berger and others 1977 (recalled) on standing; Ibarra 1992 in Gittell and Douglass on similarity",
    )
    spill_over: SpillOver = parameter(
        SpillOver.NONE, "whether each episode with one role also moves the ties with all others, by a tenth",
        source="Gittell and Douglass 2012, Limitations, off: one reciprocal relationship makes others likelier",
    )
    energy: Energy = parameter(
        Energy.NONE, "whether being addressed with respect, and hearing it, makes up for the interruption",
        source="Dutton and Heaphy 2003 in Gittell and Douglass 2012, off: high-quality connections are energizing",
    )
