"""Templates of plans: those that are shipped, and those people keep."""

import json
from dataclasses import asdict, replace
from functools import lru_cache
from typing import Any, Final

import duckdb
import pandas as pd

from analytics.errors import InputError
from analytics.progression.block_weeks import PlannedDrill
from analytics.progression.plan_blocks import PlanBlock
from analytics.progression.plan_template import Template
from data import drills, ids, store
from data.plan_checks import kept, line, of_json
from data.plan_starts import block_of_level
from data.shipped_drills import CATALOGUE_FOLDER

_FILE: Final = "plan_templates.csv"


def templates(con: duckdb.DuckDBPyConnection) -> dict[str, Template]:
    """Return the templates by id: shipped ones first, then own ones in their newest version."""
    return shipped() | _own(con)


@lru_cache(maxsize=1)
def shipped() -> dict[str, Template]:
    """Return the templates that are shipped, by id."""
    rows = pd.read_csv(CATALOGUE_FOLDER / _FILE, dtype={"weekdays": str}, keep_default_na=False)
    found: dict[str, Template] = {}
    for row in rows.sort_values("order", kind="stable").to_dict("records"):
        told = {str(name): value for name, value in row.items()}
        block = _block(told)
        known = found.get(told["template_id"])
        if known is not None:
            found[told["template_id"]] = replace(known, blocks=(*known.blocks, block))
            continue
        found[told["template_id"]] = Template(
            name=told["name"],
            blocks=(block,),
            session_weekdays=tuple(int(one) for one in told["weekdays"].split("|")),
            deload=told["deload"],
            sentence=told["sentence"],
            source=told["source"],
            grade=told["grade"],
        )
    return {one: found[one] for one in dict.fromkeys(rows["template_id"])}


def save_template(
    con: duckdb.DuckDBPyConnection, template: Template, *, created_by: str
) -> tuple[str, int]:
    """Keep a template; one of the same name becomes its next version.

    Returns
    -------
    tuple of str and int
        Its id, and the version that was written.

    Raises
    ------
    InputError
        If a shipped one has that name, or a drill is not in the catalogue.
    """
    name, created_by = line("name", template.name), line("created_by", created_by)
    own = _names(con)
    known = {one.lower(): one_id for one_id, one in own.items()}
    if name.lower() in {one.name.lower() for one in shipped().values()}:
        raise InputError(f"{name!r} is a template that is shipped. Take another name.")
    catalogue = drills.of_store(con)
    for drill in _drills(template):
        drills.check_set(drill.drill_id, drill.height_m, None, catalogue)
    template_id = known.get(name.lower()) or ids.distinct(
        ids.slug(name) or "template", {*shipped(), *own}
    )
    found = con.execute(
        """
        INSERT INTO plan_templates (template_id, version, name, created_by, content)
        SELECT $template_id, coalesce(max(version), 0) + 1, $name, $created_by, $content
        FROM plan_templates
        WHERE template_id = $template_id
        RETURNING version
        """,
        {
            "template_id": template_id,
            "name": name,
            "created_by": created_by,
            "content": dumps(replace(template, name=name)),
        },
    ).fetchall()
    store.bump(con)
    return template_id, int(found[0][0])


def remove_template(con: duckdb.DuckDBPyConnection, template_id: str) -> None:
    """Take an own template away, with all its versions; plans made from it stay.

    Raises
    ------
    InputError
        If there is none of that id, or it is shipped.
    """
    if template_id not in _names(con):
        raise InputError(f"{template_id} is not an own template; those that are shipped stay.")
    con.execute(
        "DELETE FROM plan_templates WHERE template_id = $template_id", {"template_id": template_id}
    )
    store.bump(con)


def dumps(template: Template) -> str:
    """Return a template as JSON; :func:`loads` reads it back."""
    return json.dumps(asdict(template), sort_keys=True, ensure_ascii=False, allow_nan=False)


def loads(text: str) -> Template:
    """Return a template from its JSON.

    Raises
    ------
    StoreError
        If it is damaged.
    """
    with kept("The template"):
        told = of_json(text)
        blocks = tuple(
            PlanBlock(**{**one, "drills": tuple(PlannedDrill(**drill) for drill in one["drills"])})
            for one in told.pop("blocks")
        )
        weeks = tuple(tuple(PlannedDrill(**drill) for drill in week) for week in told.pop("weeks"))
        weekdays = tuple(told.pop("session_weekdays"))
        return Template(blocks=blocks, weeks=weeks, session_weekdays=weekdays, **told)


def _own(con: duckdb.DuckDBPyConnection) -> dict[str, Template]:
    return {one_id: loads(content) for one_id, _, content in _newest(con)}


def _names(con: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Return the names of own templates by id, also of those that can no longer be read."""
    return {one_id: name for one_id, name, _ in _newest(con)}


def _newest(con: duckdb.DuckDBPyConnection) -> list[tuple[str, str, str]]:
    sql = """
        SELECT template_id, name, content
        FROM plan_templates
        WHERE (template_id, version) IN (
            SELECT (template_id, max(version)) FROM plan_templates GROUP BY template_id)
        ORDER BY lower(name), template_id
    """
    return con.execute(sql).fetchall()


def _drills(template: Template) -> list[PlannedDrill]:
    of_blocks = [drill for block in template.blocks for drill in block.drills]
    return of_blocks + [drill for week in template.weeks for drill in week]


def _block(row: dict[str, Any]) -> PlanBlock:
    """Return a row of the file as a block: with the drills of its level, or a taper of none."""
    sessions, growth = int(row["sessions_per_week"]), float(row["growth_per_week"])
    if row["level"] == "":
        return PlanBlock(row["kind"], int(row["weeks"]), (), sessions, growth)
    of_level = block_of_level(int(row["level"]), drills.catalogue(), int(row["weeks"]))
    return replace(of_level, kind=row["kind"], sessions_per_week=sessions, growth_per_week=growth)
