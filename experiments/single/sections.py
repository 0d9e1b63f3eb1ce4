"""A run's rates in the theory's words, section by section."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

Rates = Mapping[str, float]
SUBJECTS = ("", "customer.", "worker.", "manager.")


@dataclass(frozen=True)
class Section:
    """A table of the account: its title, the heads of its columns, and its rows of cells."""

    title: str
    heads: Sequence[str]
    rows: Sequence[tuple[str, ...]]


COUNTS = {
    "n_arisen": "situations arisen",
    "n_answered": "answered",
    "n_abandoned": "abandoned",
    "n_open": "still open at the end",
}
RESPONSES = {
    "timely": "timely: answered by the deadline",
    "knowledgeable": "knowledgeable: every part right",
    "caring": "caring: known and fitting",
    "joint": "all three",
    "known": "… the particular known",
    "fit": "… the answer fits it",
    "fit_given_known": "… fits, where known",
}
SITUATION = {
    "noticed": "noticed",
    "understood": "understood",
    "holds_partner": "holds the partner's part too",
    "understood_unscripted": "understood, in novel situations",
}
ONE_ANOTHER = {
    "pairs_mutual": "attentive to each other",
    "pairs_one_sided": "attentive in one direction only",
    "pairs_on_file": "known, without having been attended to",
    "pairs_attended": "attended to, in this direction",
}
RELATIONSHIPS = {
    "coproduction": {"worker_to_customer": "worker to customer", "customer_to_worker": "customer to worker"},
    "coordination": {"upward": "worker to worker of higher standing", "downward": "worker to worker of lower standing"},
    "leadership": {"worker_to_manager": "worker to manager", "manager_to_worker": "manager to worker"},
}
PROBE = ("asked", "told", "heard", "right")
TIES = ("shared_goals", "shared_knowledge", "mutual_respect", "all")
SURVEY = {
    "survey.between.frequent": "frequent communication",
    "survey.between.timely": "timely communication",
    "survey.between.accurate": "accurate communication",
    "survey.between.problem_solving": "problem-solving communication",
    "survey.between.shared_goals": "shared goals",
    "survey.between.shared_knowledge": "shared knowledge",
    "survey.between.mutual_respect": "mutual respect",
    "survey.between": "index between functions",
    "survey.within": "index within functions",
}
EQUAL_CARE = {
    "universalism.worst_quarter": "caring rate of the worst-off quarter of customers",
    "universalism.worst_quarter_by_chance": "… if chance alone made them worst off",
    "universalism.tied_gap": "caring rate with a personal tie minus without",
    "universalism.similar_gap": "… of the same social group minus others",
    "particularity": "particularity: fits this customer and not another",
    "particularity.attainable": "… if every answer fitted",
    "favouritism": "favouritism: granted to personal ties minus to others",
}
EFFICIENCY = {
    "efficiency.hours_per_answered": "per situation answered",
    "efficiency.hours_per_caring": "per caring response",
    "efficiency.hours_per_joint": "per response caring, timely and knowledgeable",
}
PEOPLE = {"n_exits": "left", "n_hires": "came", "n_absences": "absences"}
CELLS = {
    "aware": ("aware_right", "aware_wrong"),
    "unaware": ("unaware_right", "unaware_wrong"),
}


def sections(rates: Rates) -> Iterator[Section]:
    """Yield the account's tables in the order in which the theory runs."""
    heads = ("all", "about customers", "about workers", "about managers")
    yield Section("Situations", heads, _by_subject(rates, COUNTS, "{:,.0f}"))
    title = "Attentiveness to the situation, share of the window from emergence to deadline"
    yield Section(title, heads, _by_subject(rates, SITUATION))
    title = "Attentiveness to one another, share of pairs at the deadline"
    yield Section(title, heads, _by_subject(rates, ONE_ANOTHER))
    yield Section("Responses, share of closed situations", heads, _by_subject(rates, RESPONSES))
    cells = [(name, *(_number(rates[cell]) for cell in pair)) for name, pair in CELLS.items()]
    never = ("never acted on, of all parts", _number(rates["never_acted"]), "")
    yield Section("The four cells, share of parts acted on", ("right", "wrong"), [*cells, never])
    title = "Two strangers before the same situation, share of draws at the end"
    yield Section(title, PROBE, _by_relationship(rates, "probe", PROBE))
    heads = ("goals", "knowledge", "respect", "mean")
    yield Section("Ties with roles at the end, as footing acts on them", heads, _by_relationship(rates, "role_tie", TIES))
    title = "The relational coordination survey at the end, 1 to 5, functions about other functions"
    yield Section(title, ("mean",), [(words, _number(rates[name], "{:.2f}")) for name, words in SURVEY.items()])
    yield Section("Equal care", ("share",), [(words, _number(rates[name])) for name, words in EQUAL_CARE.items()])
    yield Section("Efficiency: all paid hours over responses", ("hours",), [(words, _number(rates[name], "{:.1f}")) for name, words in EFFICIENCY.items()])
    yield Section("Paid hours and what they went to", ("hours", "share"), _hours(rates))
    yield Section("Comings and goings", ("all", "customers", "workers", "managers"), _by_subject(rates, PEOPLE, "{:,.0f}"))
    yield Section("The line", ("share",), [("busy, of managers' line and idle minutes", _number(rates["line_utilisation"]))])


def _by_subject(rates: Rates, names: Mapping[str, str], form: str = "{:.3f}") -> list[tuple[str, ...]]:
    return [(words, *(_number(rates[subject + name], form) for subject in SUBJECTS)) for name, words in names.items()]


def _by_relationship(rates: Rates, measure: str, names: Sequence[str]) -> list[tuple[str, ...]]:
    return [
        (words, *(_number(rates[f"{measure}.{relationship}.{direction}.{name}"]) for name in names))
        for relationship, directions in RELATIONSHIPS.items()
        for direction, words in directions.items()
    ]


def _hours(rates: Rates) -> list[tuple[str, ...]]:
    paid = rates["n_paid_minutes"] / 60
    shares = {name.removeprefix("minutes."): share for name, share in rates.items() if name.startswith("minutes.")}
    rows = [(name.replace("_", " "), f"{share * paid:,.0f}", _number(share)) for name, share in shares.items() if share]
    return [*rows, ("all", f"{paid:,.0f}", "")]


def _number(value: float, form: str = "{:.3f}") -> str:
    """A rate without cases is a dash, not a zero."""
    return "–" if value != value else form.format(value)
