"""What a table that may be imported is made of: its columns, each with what a cell may hold."""

from dataclasses import dataclass, field
from typing import Literal

from analytics.errors import InputError
from data.limits import Limit

Form = Literal["id", "text", "day", "number", "whole", "word"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table that may be imported.

    Attributes
    ----------
    name : str
        As in the store.
    meaning : str
        One line, for people.
    example : str
        A cell as one would write it.
    form : str
        What a cell holds: an ``id``, ``text``, a ``day``, a ``number``, a ``whole``
        number or one ``word`` of a list.
    unit : str
        Empty for what has none.
    dimension : str
        Key of :data:`data.imports.units.DIMENSIONS`; empty where no other unit exists.
    limit : Limit, optional
        What a number may be.
    words : tuple of str
        What a word may be.
    required : bool
    """

    name: str
    meaning: str
    example: str
    form: Form = "text"
    unit: str = ""
    dimension: str = ""
    limit: Limit | None = None
    words: tuple[str, ...] = ()
    required: bool = False

    @property
    def rule(self) -> str:
        """What a cell is checked for, in words."""
        if self.words:
            return f"one of {', '.join(self.words)}"
        if self.limit is not None:
            return f"{'whole number, ' if self.form == 'whole' else ''}{self.limit}"
        return {"day": "a day such as 2026-11-22, not in the future", "id": "an id"}.get(
            self.form, ""
        )


@dataclass(frozen=True, slots=True)
class Kind:
    """A table that may be imported.

    Attributes
    ----------
    name : str
    title : str
        For people.
    columns : tuple of Column
    one_of : tuple of str
        Columns of which each row needs at least one.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    one_of: tuple[str, ...] = field(default=())

    @property
    def required(self) -> tuple[str, ...]:
        """Names of the columns without which a row says nothing."""
        return tuple(column.name for column in self.columns if column.required)

    def column(self, name: str) -> Column:
        """Return one column.

        Raises
        ------
        InputError
            If there is none of that name.
        """
        for column in self.columns:
            if column.name == name:
                return column
        names = ", ".join(column.name for column in self.columns)
        raise InputError(f"{self.name} has no column {name}; it has {names}.")
