"""What times would make of a contact, before anything is saved."""

from typing import Any

import pandas as pd

from analytics.charts import drills as charts
from data import own_drills, own_rows
from data.tissues import tissues
from pages.components import drill_rows, drill_words, text
from pages.components.drill_rows import Drills


def changes(before: Drills, after: Drills, drill_id: str) -> str:
    """Return what changes of a contact, as a table of Markdown."""
    old, new = before.one(drill_id), after.one(drill_id)
    lines = ["| One contact | now | with these |", "|---|---|---|"]
    lines.append(f"| {drill_words.AU_ADDED} | {old['au']:.2f} | {new['au']:.2f} |")
    for name, label in charts.LABELS.items():
        steps = f"{charts.steps(old[name])} | {charts.steps(new[name])}"
        lines.append(f"| {label}, easy steps on one leg | {steps} |")
    return "\n".join(lines)


def weighed(drills: Drills, row: dict[str, Any]) -> str:
    """Return peak, AU and easy steps of a contact beside those of the drill it is based on."""
    entered = pd.DataFrame([own_drills.filled(row)])
    catalogue = pd.concat([drills.catalogue, own_rows.as_catalogue(entered)], ignore_index=True)
    made = drill_rows.of_catalogue(catalogue, drills.numbers, tissues())
    shown = [made.one(row["drill_id"])]
    heads = ["this drill"]
    if row["based_on"]:
        shown.append(made.one(row["based_on"]))
        heads.append(text.plain(shown[1]["title"]))
    lines = [f"| One contact | {' | '.join(heads)} |", f"|---{'|---' * len(heads)}|"]
    for label, cells in (
        (
            "Peak, all legs that land",
            [f"{one['peak_bw_per_leg'] * one['legs']:.2f} BW" for one in shown],
        ),
        (drill_words.AU_ADDED, [f"{one['au']:.2f}" for one in shown]),
        *(
            (f"{label}, easy steps on one leg", [charts.steps(one[name]) for one in shown])
            for name, label in charts.LABELS.items()
        ),
    ):
        lines.append(f"| {label} | {' | '.join(cells)} |")
    return "\n".join(lines)
