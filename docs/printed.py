"""Print into the documents what the code says of itself: `python docs/printed.py`.

A block begins with the line <!-- printed: NAME --> and ends with <!-- end -->;
what lies between is written anew. tests/test_documentation.py fails when a
block and the code disagree.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
DOCUMENTS = ("README.md", "docs/ODD.md", "docs/verdicts.md")
BLOCK = re.compile(r"(<!-- printed: (?P<name>\w+) -->\n).*?(<!-- end -->)", re.DOTALL)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Write a Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |\n" for line in lines)


def schedule() -> str:
    """The order of one tick, from the table that is executed."""
    from sim.schedule import SCHEDULE

    rows = []
    for number, phase in enumerate(SCHEDULE, 1):
        rules = [getattr(function, "py_func", function) for function in phase.functions]
        names = ", ".join(f"`{rule.__name__}`" for rule in rules)
        rows.append((str(number), phase.name, names, phase.reads, phase.writes))
    return table(("#", "phase", "rules", "reads", "writes"), rows)


def parameters() -> str:
    """Every parameter of the model, from the objects that --help reads."""
    from sim.parameter import describe
    from sim.parameters import Parameters

    text = []
    known = [one for one in describe(Parameters) if not one.key.startswith("held.")]
    for group, objects in groupby(known, key=lambda one: one.key.rpartition(".")[0]):
        text.append(f"\n**{group or 'The horizon'}**\n\n" + table(_HEAD, map(_row, objects)))
        if group == "scenario":
            text.append("\n**scenario.functions, each**\n\n" + table(_HEAD, map(_row, _of_a_function())))
    return "".join(text)


_HEAD = ("key", "default", "allowed", "unit", "meaning", "status: source")


def _of_a_function():
    from sim.environment.parameters import Function
    from sim.parameter import describe

    return describe(Function)


def _row(known) -> tuple[str, ...]:
    default = known.default
    if isinstance(default, list):
        written = ", ".join(function.name for function in default)
    elif hasattr(default, "name"):
        written = default.name.lower()
    elif isinstance(default, bool):
        written = str(default).lower()
    else:
        written = f"{default:g}" if isinstance(default, float) else str(default)
    source = f"{known.status}: {known.source}" if known.source else known.status
    return (f"`{known.key}`", written, known.allowed, known.unit, known.meaning, source)


def arrows() -> str:
    """Every arrow that can be held, with what a held value means."""
    from sim.held import MEANINGS

    rows = [(f"`held.{arrow.name.lower()}`", meaning) for meaning, group in MEANINGS.items() for arrow in group]
    return table(("key", "what the value is"), rows)


def forms() -> str:
    """What sets the forms apart: every value that some form's file changes."""
    from sim.configuration_files import conf_names, read_conf
    from sim.parameters import load_parameters

    names = ("relational", "bureaucratic", "relational_bureaucracy", "dysfunctional_hybrid", "baseline")
    assert set(names) == set(conf_names("form"))
    keys = [f"{group}.{word}" for name in names for group, words in read_conf("form", name).items() for word in words]
    rows = []
    for key in dict.fromkeys(keys):
        group, word = key.split(".")
        values = [getattr(getattr(load_parameters(name), group), word) for name in names]
        rows.append((f"`{key}`", *(value.name.lower() if hasattr(value, "name") else f"{value:g}" for value in values)))
    return table(("key", *(name.replace("_", " ") for name in names)), rows)


def assumptions() -> str:
    """Every assumption with its options, the default first, and where it is switched."""
    from sim.assumptions import Assumptions
    from sim.parameter import describe

    rows = []
    for known in describe(Assumptions):
        word = known.key.rpartition(".")[2]
        options = [option.name.lower() for option in known.kind] if hasattr(known.kind, "__members__") else ["1 (0 to 1)"]
        listed = ", ".join([f"**{options[0]}**", *options[1:]])
        rows.append((f"`assumptions.{word}`", listed, known.meaning, known.source, f"`{_switched_in(word)}`"))
    return table(("key", "options", "meaning", "reason and source", "switched in"), rows)


def _switched_in(word: str) -> str:
    """Name the function that reads an assumption."""
    for path in sorted((ROOT / "sim").rglob("*.py")):
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(function, ast.FunctionDef) and any(
                isinstance(node, ast.Attribute) and (node.attr == f"assumptions_{word}" or ast.unparse(node).endswith(f".assumptions.{word}"))
                for node in ast.walk(function)
            ):
                return f"{path.relative_to(ROOT).as_posix()}::{function.name}"
    raise LookupError(word)


def episodes() -> str:
    """Which episodes each structure convenes, found by running an organisation with that structure alone."""
    levels = {f"{name}.level": "none" for name in _STRUCTURES.values()}
    busy = {"size.workers": 32, "years": 0.2, "years_warm_up": 0.1, "turnover.worker": 1.0, "environment.conflict": 0.3}
    rows = []
    for number, structure in _STRUCTURES.items():
        for pole in ("impersonal", "relational"):
            alone = levels | busy | {f"{structure}.level": pole}
            rows.append((f"{number} {structure.replace('_', ' ')}, {pole}", *_convened(alone)))
    return table(("structure", "coproduction", "coordination", "leadership"), rows)


_STRUCTURES = {
    "3a": "selection_training", "3b": "performance_measures", "3c": "conflict_resolution",
    "3d": "job_design", "3e": "protocols", "3f": "meetings",
}  # fmt: skip


def _convened(changes: dict) -> list[str]:
    """Name the kinds of episode that the calendar paid for, per relationship."""
    from sim import Organization, load_parameters
    from sim.relations.process import process_between
    from sim.state import EpisodeKind

    organization = Organization(load_parameters("baseline", "generic", changes=changes), seed=3, record=True)
    organization.run()
    kept = organization.episodes()
    person = organization.world.person
    found: list[set[str]] = [set(), set(), set()]
    for episode in kept[kept["convened"] == 1]:
        process = process_between(person[episode["initiator"]].kind, person[episode["receiver"]].kind)
        found[process].add(EpisodeKind(int(episode["kind"])).name.lower().replace("_", " "))
    return [", ".join(sorted(kinds)) or "–" for kinds in found]


def verdicts() -> str:
    """What came of each proposition in the confirmatory study, from its record."""
    from experiments.propositions.hypotheses import read_hypotheses
    from experiments.verify.confirmatory import RECORD, read_record

    judged, known = read_record(RECORD)["headlines"], read_hypotheses().each
    return table(("", "in plain English", "verdict", "n"), [(name, known[name].sentence, found["verdict"], str(found["n"])) for name, found in judged.items()])


def calibration() -> str:
    """Targets beside the model, as set and as fitted, from the kept table of the full calibration."""
    import pandas as pd

    from experiments.calibrate.patterns import PATTERNS
    from experiments.calibrate.printing import AS_FITTED, AS_SET, CALIBRATION, cell
    from experiments.engine.precision import Interval

    kept = pd.read_csv(CALIBRATION).set_index(["pattern", "arm"])
    rows = []
    for one in PATTERNS:
        found = [kept.loc[one.name, arm] for arm in (AS_SET, AS_FITTED)]
        values = [cell(one, Interval(each["mean"], each["half_width"], int(each["n"]))) for each in found]
        rows.append((f"`{one.name}`", f"{one.low:g}–{one.high:g}" if one.has_target else "none", *values, one.came))
    return table(("pattern", "target", AS_SET, AS_FITTED, "came"), rows)


BLOCKS: dict[str, Callable[[], str]] = {
    "schedule": schedule, "parameters": parameters, "arrows": arrows, "forms": forms, "episodes": episodes, "assumptions": assumptions,
    "verdicts": verdicts, "calibration": calibration,
}  # fmt: skip


def printed(text: str) -> str:
    """Return a document's text with every block as the code has it now."""
    return BLOCK.sub(lambda found: found[1] + BLOCKS[found["name"]]() + found[3], text)


def main() -> int:
    """Write all blocks anew; name the documents that changed."""
    for name in DOCUMENTS:
        path = ROOT / name
        before = path.read_text(encoding="utf-8")
        after = printed(before)
        if after != before:
            path.write_text(after, encoding="utf-8")
            print(f"{name} printed anew")
    return 0


if __name__ == "__main__":
    sys.exit(main())
