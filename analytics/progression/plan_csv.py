"""The plan as a table for a spreadsheet."""

from typing import Final

import pandas as pd

from analytics.progression.paper import SYNTHETIC, Paper

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n")


def csv(paper: Paper) -> bytes:
    """Return the planned sets as CSV in UTF-8, which spreadsheets are told of by its mark.

    Returns
    -------
    bytes
        A row per drill of a session, and one without a drill of an empty plan; headers name
        units. Each row says on one line what the check of limits found, so that no part of the
        table is without it; the first says it wholly. A text that a spreadsheet would take for a
        formula begins with an apostrophe.
    """
    sets = paper.plan.as_sets(paper.catalogue)
    names = paper.catalogue.set_index("drill_id")["name"]
    version = "" if paper.version is None else str(paper.version)
    about = {
        "limits": paper.short_verdict,
        "athlete_id": paper.athlete_id,
        "plan": paper.plan_name,
        "version": version,
    }
    origin = {
        "issued": f"{paper.issued:%Y-%m-%d}",
        "issued by": paper.issued_by,
        "fingerprint": paper.fingerprint,
        "data": SYNTHETIC if paper.is_synthetic else "of a person",
    }
    table = pd.DataFrame(
        {
            **about,
            "date": sets["date"].dt.strftime("%Y-%m-%d"),
            "weekday": sets["date"].dt.strftime("%a"),
            "drill_id": sets["drill_id"],
            "drill": sets["drill_id"].map(names),
            "sets": sets["sets"],
            "reps per set": sets["reps"],
            "contacts": sets["contacts"].round().astype("int64"),
            "height (m)": sets["height_m"],
            "rest after a set (s)": sets["rest_s"],
            **origin,
        }
    )
    if table.empty:
        table = pd.DataFrame([about | origin], columns=table.columns)
    table["limits in full"] = [paper.verdict, *[""] * (len(table) - 1)]
    for name in (
        "athlete_id",
        "plan",
        "drill_id",
        "drill",
        "issued by",
        "limits",
        "limits in full",
    ):
        table[name] = table[name].map(harmless, na_action="ignore")
    return table.to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")


def harmless(text: str) -> str:
    """Return a text no spreadsheet takes for a formula.

    Examples
    --------
    >>> harmless("=1+1"), harmless("pogo")
    ("'=1+1", 'pogo')
    """
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) else text
