"""A parameter is one object: value, range, unit, meaning, source and status.

Tables, sensitivity bounds, sliders, `--help` and error messages are read from
these objects and from nowhere else.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from types import NoneType, UnionType
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel, ConfigDict, Field
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined, core_schema

Status = Literal["theory", "estimated", "calibrated", "assumption"]


class Group(BaseModel):
    """A named group of parameters; unknown keys are refused, values are frozen."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=False, allow_inf_nan=False)


class Choice(IntEnum):
    """A closed list of options, written in lower case in files and on the command line.

    An integer, so that compiled rules switch on it.
    """

    @classmethod
    def parse(cls, value: Any) -> Choice:
        """Read an option from its name; raise ValueError naming what is allowed."""
        if isinstance(value, cls):
            return value
        if isinstance(value, str) and value.upper() in cls.__members__:
            return cls[value.upper()]
        raise ValueError("must be one of: " + ", ".join(option.name.lower() for option in cls))

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(
            cls.parse,
            serialization=core_schema.plain_serializer_function_ser_schema(lambda option: option.name.lower()),
        )


def parameter(
    default: Any,
    meaning: str,
    *,
    low: float | None = None,
    high: float | None = None,
    unit: str = "",
    source: str = "",
    status: Status = "assumption",
    sweep: tuple[float, float] | None = None,
) -> Any:
    """Declare one parameter of a group.

    `low` and `high` are inclusive bounds of what is allowed; `sweep` is the
    narrower range that designs draw from when none is given (default: the
    allowed range). Raises ValueError on an unknown status or an empty range.
    """
    if status not in get_args(Status):
        raise ValueError(f"status {status!r} is none of {get_args(Status)}")
    if low is not None and high is not None and low > high:
        raise ValueError(f"empty range [{low}, {high}]")
    return Field(
        default,
        ge=low,
        le=high,
        description=meaning,
        json_schema_extra={
            "unit": unit,
            "source": source,
            "status": status,
            "low": low,
            "high": high,
            "sweep": list(sweep) if sweep else None,
        },
    )


@dataclass(frozen=True)
class ParameterObject:
    """What is known of one parameter, addressed by its dotted key."""

    key: str
    kind: type
    default: Any
    low: float | None
    high: float | None
    unit: str
    meaning: str
    source: str
    status: str
    sweep: tuple[float, float] | None

    @property
    def allowed(self) -> str:
        """Say in words what values are allowed."""
        if isinstance(self.kind, type) and issubclass(self.kind, IntEnum):
            return " | ".join(option.name.lower() for option in self.kind)
        name = {int: "a whole number", float: "a number", bool: "true | false", str: "text"}.get(
            self.kind, "a list"
        )
        if self.low is None and self.high is None:
            return name
        low, high = _written(self.low), _written(self.high)
        return f"{name} in [{low}, {high}]" if low and high else f"{name} ≥ {low}" if low else f"{name} ≤ {high}"

    @property
    def range(self) -> tuple[float, float]:
        """The range that designs draw from unless they are given one."""
        if self.sweep is not None:
            return self.sweep
        low = -math.inf if self.low is None else self.low
        high = math.inf if self.high is None else self.high
        return (low, high)


def _written(bound: float | None) -> str:
    return "" if bound is None else str(bound) if isinstance(bound, int) else f"{bound:g}"


def describe(group: type[BaseModel], prefix: str = "") -> Iterator[ParameterObject]:
    """Yield every parameter below a group, depth first, with its dotted key."""
    for name, field in group.model_fields.items():
        key = f"{prefix}{name}"
        if isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel):
            yield from describe(field.annotation, f"{key}.")
        else:
            yield _object(key, field)


def _object(key: str, field: FieldInfo) -> ParameterObject:
    extra = field.json_schema_extra if isinstance(field.json_schema_extra, dict) else {}
    default = field.get_default(call_default_factory=True)
    sweep = extra.get("sweep")
    return ParameterObject(
        key=key,
        kind=_kind(field.annotation),
        default=None if default is PydanticUndefined else default,
        low=extra.get("low"),
        high=extra.get("high"),
        unit=str(extra.get("unit", "")),
        meaning=field.description or "",
        source=str(extra.get("source", "")),
        status=str(extra.get("status", "assumption")),
        sweep=tuple(sweep) if sweep else None,
    )


def _kind(annotation: Any) -> type:
    """The type that a value has when it is set: of `float | None`, float; of `list[Function]`, list."""
    if isinstance(annotation, UnionType):
        annotation = next(choice for choice in get_args(annotation) if choice is not NoneType)
    return annotation if isinstance(annotation, type) else get_origin(annotation) or list
