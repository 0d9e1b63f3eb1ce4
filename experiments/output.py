"""Write results: tidy Parquet with its passport inside and beside it, figures as PNG and PDF."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from experiments.problems import BadRequest, Problem

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

PASSPORT = "passport.json"
DIGITS = 9  # significant digits of a number in a CSV


def write_passport(folder: Path, passport: Mapping[str, Any]) -> Path:
    """Write the passport as JSON beside the results."""
    path = folder / PASSPORT
    path.write_text(json.dumps(passport, indent=1, sort_keys=True, allow_nan=False) + "\n", encoding="utf-8")
    return path


def write_table(folder: Path, name: str, table: pd.DataFrame, passport: Mapping[str, Any]) -> Path:
    """Write a tidy table as Parquet; the passport travels in the file's own metadata."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    content = pa.Table.from_pandas(table, preserve_index=False)
    words = {b"passport": json.dumps(passport, sort_keys=True, allow_nan=False).encode()}
    path = folder / f"{name}.parquet"
    pq.write_table(content.replace_schema_metadata({**(content.schema.metadata or {}), **words}), path)
    return path


def read_passport(path: Path) -> dict[str, Any]:
    """Return the passport that a Parquet file carries."""
    import pyarrow.parquet as pq

    metadata = pq.read_schema(path).metadata or {}
    if b"passport" not in metadata:
        raise BadRequest(Problem("output", str(path), "a table written by an experiment, with its passport"))
    return json.loads(metadata[b"passport"])


def write_drawing(
    folder: Path, name: str, figure: Figure, values: pd.DataFrame, passport: Mapping[str, Any], **about: Any
) -> list[Path]:
    """Write a figure with the values that it shows as CSV of nine significant digits, and its passport beside it."""
    paths = [*write_figure(folder, name, figure), folder / f"{name}.csv", folder / f"{name}.passport.json"]
    write_csv(paths[2], values)
    text = json.dumps({**passport, "figure": name, **about}, indent=1, sort_keys=True)
    paths[3].write_text(text + "\n", encoding="utf-8")
    return paths


def write_csv(path: Path, table: pd.DataFrame) -> None:
    """Write a table as CSV of nine significant digits: what is checked when results are rebuilt."""
    table.to_csv(path, index=False, float_format=f"%.{DIGITS}g", lineterminator="\n")


def write_figure(folder: Path, name: str, figure: Figure) -> list[Path]:
    """Write a figure as PNG for screens and PDF for print."""
    paths = [folder / f"{name}.png", folder / f"{name}.pdf"]
    figure.savefig(paths[0], dpi=160, bbox_inches="tight")
    # No creation date: the same figure is the same file.
    figure.savefig(paths[1], bbox_inches="tight", metadata={"CreationDate": None})
    return paths
