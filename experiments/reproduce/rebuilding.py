"""Run what is lacking of each experiment, write its tables as CSV, and list every figure and table."""

from __future__ import annotations

import sys
from pathlib import Path

from experiments.command_line.registry import experiment
from experiments.command_line.request import Request
from experiments.output import write_csv, write_passport
from experiments.output_folder import create
from experiments.passport import passport
from experiments.reproduce.clock import Clock
from experiments.reproduce.parts import PARTS, is_full, request_of

INDEX = "index.md"


def rebuild(request: Request) -> int:
    """Answer the request; 1 where a run failed. What is finished stays; the same words with resume=true go on."""
    folder = create(request.output)
    identity = passport(request, parts=[name for name in PARTS if name in (request.options.only or PARTS)])
    write_passport(folder, identity)
    failed, clock = [], Clock.of(request, identity["parts"])
    print(clock.plan(), flush=True)
    for name in identity["parts"]:
        print(f"\n# {name}", flush=True)
        with clock.timing(name, is_new=not (folder / name).exists()):
            if experiment(name).run(request_of(request, name)):
                failed.append(name)
            tables_as_csv(folder / name, PARTS[name].tables)
        print(clock.left(), flush=True)
    made = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.csv"))
    (folder / INDEX).write_text(index(made, request, failed), encoding="utf-8")
    if failed:
        print(f"runs failed in {', '.join(failed)}", file=sys.stderr)
    print(f"\n{len(made)} figures and tables, listed in {folder / INDEX}")
    print(f"check them against the committed digests: python -m experiments experiment=verify output={folder}")
    return 1 if failed else 0


def tables_as_csv(folder: Path, names: tuple[str, ...]) -> None:
    """Write an experiment's tables once more as CSV, below `tables`."""
    import pandas as pd

    place = create(folder / "tables") if names else folder
    for name in names:
        write_csv(place / f"{name}.csv", pd.read_parquet(folder / f"{name}.parquet"))


def index(made: list[str], request: Request, failed: list[str]) -> str:
    """What was made, each with the files that belong to it."""
    kind = "full" if is_full(request) else "quick: exploratory, few draws and short runs"
    lines = ["# Every figure and table", "", f"Profile {kind}; seed {request.settings.seed}.", ""]
    lines += [f"Runs failed in {', '.join(failed)}: what rests on them is wanting.", ""] if failed else []
    for path in made:
        stem = path.removesuffix(".csv")
        others = [f"[{ending.upper()}]({stem}.{ending})" for ending in ("pdf", "png") if (request.output / f"{stem}.{ending}").is_file()]
        lines.append(f"- {stem}: {', '.join([*others, f'[CSV]({path})'])}")
    return "\n".join([*lines, ""])
