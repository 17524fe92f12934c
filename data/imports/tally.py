"""What became of the rows of one table: how many, under which status, and what to say of it."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from data.imports import rows
from data.imports.csv_text import Sheet
from data.imports.mapping import Mapping

Key = tuple[str, int]
"""Kind of record and row number: a row may hold records of several kinds."""


@dataclass(slots=True)
class Tally:
    """What became of the rows of a table.

    Attributes
    ----------
    athletes : dict of str
        Of each row taken, whom it is about.
    known : set of Key
        Rows stored before.
    refused : dict of Refusal
    said : list of str
        What else a person should know of, a sentence each.
    """

    athletes: dict[Key, str] = field(default_factory=dict)
    known: set[Key] = field(default_factory=set)
    refused: dict[Key, rows.Refusal] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)

    @property
    def stored(self) -> set[Key]:
        """Rows whose record is in the store now."""
        return self.known | set(self.athletes)

    def add(
        self, kind: str, records: Iterable[rows.Record], outcome: rows.Outcome, sheet: Sheet
    ) -> None:
        """Count records that could be read."""
        self.said += outcome.said
        for record in records:
            number = record.row_number
            if number in outcome.refused:
                content = rows.content(sheet.header, record.row)
                self.refuse(kind, rows.Refusal(number, outcome.refused[number], content))
            elif number in outcome.known:
                self.known.add((kind, number))
            else:
                self.athletes[kind, number] = record.facts["athlete_id"]

    def refuse(self, kind: str, refusal: rows.Refusal) -> None:
        """Count a row that was not taken; two reasons for one are joined."""
        key = (kind, refusal.row_number)
        self.refused[key] = refusal.joined(self.refused.get(key))

    def status(self) -> str:
        """Return what the file comes to: taken, partial, refused, or known all over."""
        if self.refused:
            return "partial" if self.stored else "refused"
        return "taken" if self.athletes else "duplicate" if self.known else "refused"

    def rows_known(self, mappings: Iterable[Mapping]) -> int:
        """Return how many rows were stored before.

        What a mapping says of the file as a whole may be said again, and is no row of it.
        """
        about_rows = {one.kind for one in mappings if one.columns}
        return sum(kind in about_rows for kind, _ in self.known)

    def reason(self, sheet: Sheet, mappings: tuple[Mapping, ...], notes: Iterable[str]) -> str:
        """Return in a line what a person should know of the file."""
        said = [one for one in (sheet.note, *notes, *self.said) if one]
        used = {theirs for one in mappings for theirs in one.columns.values()}
        unused = [name for name in sheet.header if name and name not in used]
        if unused:
            said.append(f"Not used: {', '.join(unused)}.")
        if n_known := self.rows_known(mappings):
            said.append(f"{n_known} {'row was' if n_known == 1 else 'rows were'} stored already.")
        if self.refused:
            first = min(self.refused.values(), key=lambda refusal: refusal.row_number)
            n = len(self.refused)
            several = f"{n} rows refused; the first, row" if n > 1 else "Row"
            said.append(f"{several} {first.row_number}: {first.reason}")
        elif not self.stored:
            said.append("It has a header, but no row with anything to take.")
        return " ".join(said)
