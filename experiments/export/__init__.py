"""A study's runs as one table, as CSV or Parquet, with its passport beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.parameter import Choice, Group, parameter

if TYPE_CHECKING:
    from experiments.command_line.request import Request

READS_OUTPUT = True


class Format(Choice):
    """How tables are written."""

    CSV = 0
    PARQUET = 1


class Options(Group):
    """What an export can be told."""

    format: Format = parameter(Format.CSV, "how the tables are written")


def run(request: Request) -> int:
    """Write the tables and print their names."""
    from experiments.engine import export

    for path in export(request.output, request.options.format.name.lower()):
        print(path)
    return 0
