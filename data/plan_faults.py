"""What may be wrong with the plans and templates of a store."""

from collections.abc import Callable

import duckdb

from analytics.errors import WorkbenchError
from data import plan_settings, plan_templates


def faults(con: duckdb.DuckDBPyConnection) -> list[str]:
    """Return which plans and templates can no longer be opened, a sentence each."""
    sql = """
        SELECT plan_id, version, settings
        FROM plan_versions
        ORDER BY plan_id, version
    """
    found = [
        f"Version {version} of plan {plan_id}: {said}"
        for plan_id, version, settings in con.execute(sql).fetchall()
        if (said := _said(plan_settings.loads, settings))
    ]
    sql = """
        SELECT template_id, version, content
        FROM plan_templates
        ORDER BY template_id, version
    """
    found += [
        f"Version {version} of template {template_id}: {said}"
        for template_id, version, content in con.execute(sql).fetchall()
        if (said := _said(plan_templates.loads, content))
    ]
    return found


def _said(loads: Callable[[str], object], text: str) -> str:
    try:
        loads(text)
    except WorkbenchError as error:
        return str(error)
    return ""
