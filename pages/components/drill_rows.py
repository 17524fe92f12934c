"""The drills as the page shows them: what one contact weighs, and what it costs each tissue."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import pandas as pd

from analytics.load.contact_load import contact_loads
from analytics.load.dose import set_dose
from analytics.load.drill_steps import drill_steps
from analytics.load.drills import model_peak, refusals
from analytics.load.tissue import Tissue
from data.drills import SHOWN_HEIGHT_M

_OWN: Final = ("own_contact_s", "own_flight_s")


@dataclass(frozen=True, slots=True)
class Drills:
    """The drills, and their contacts in easy running steps.

    Attributes
    ----------
    rows : DataFrame
        One per drill: the catalogue's columns and ``title``
        (name, with the height it is shown at), ``height_m``; ``peak_bw_per_leg`` of one contact
        on the leg that lands, and the ``au`` that a logged contact adds, averaged over both
        legs, with the athlete's own times where there are any;
        ``usual_peak_bw_per_leg`` and ``usual_au`` without; ``own_contact_s``, ``own_flight_s``,
        ``own_peak_bw`` and ``own_from``, missing where the catalogue's numbers hold; steps of
        each tissue; ``measured_peak_n``; ``measured_achilles_bw`` by inverse dynamics, with its
        ``measured_achilles_n`` and ``measured_achilles_source``.
    steps : DataFrame
        As :func:`analytics.load.drill_steps.drill_steps`, with ``title``.
    catalogue, numbers : DataFrame
        What they were made from.
    """

    rows: pd.DataFrame
    steps: pd.DataFrame
    catalogue: pd.DataFrame
    numbers: pd.DataFrame

    def one(self, drill_id: str) -> pd.Series:
        """Return the row of a drill."""
        return self.rows[self.rows["drill_id"] == drill_id].iloc[0]

    def steps_of(self, drill_id: str) -> pd.DataFrame:
        """Return the row of each tissue for a drill."""
        return self.steps[self.steps["drill_id"] == drill_id]


def of_catalogue(
    catalogue: pd.DataFrame,
    values: pd.DataFrame,
    tissues: Sequence[Tissue],
    own: pd.DataFrame | None = None,
) -> Drills:
    """Weigh one contact of every drill.

    Parameters
    ----------
    catalogue : DataFrame
        As :func:`data.drills.of_store`.
    values : DataFrame
        As :func:`data.drills.values`.
    tissues : sequence of Tissue
    own : DataFrame, optional
        The athlete's own times in force, one row per drill: ``drill_id``, ``from_date``,
        ``contact_ms``, ``flight_ms``, ``peak_bw``.
    """
    drills = catalogue[catalogue["drill_class"] != "reference"]
    sets = one_contact(drills).merge(in_force(own), on="drill_id", how="left", validate="1:1")
    sets.index = drills.index
    rows = drills.assign(**sets[["height_m", *_OWN, "own_peak_bw", "own_from"]])
    rows["title"] = [
        f"{name}, {100 * height_m:.0f} cm" if math.isfinite(height_m) else name
        for name, height_m in zip(rows["name"], rows["height_m"], strict=True)
    ]
    weighed = sets[(refusals(sets, catalogue) == "") & (drills["contacts_per_rep"] > 0)]
    usual = weighed.drop(columns=list(_OWN))
    for name, frame in (("", weighed), ("usual_", usual)):
        rows[f"{name}peak_bw_per_leg"] = pd.Series(model_peak(frame, catalogue), frame.index)
        rows[f"{name}au"] = added_au(frame, catalogue)
    contacts = pd.concat([weighed["drill_id"], contact_loads(weighed, catalogue)], axis=1)
    steps = drill_steps(contacts.assign(force_cv_percent=rows["force_cv_percent"]), tissues).merge(
        rows[["drill_id", "title"]], on="drill_id", how="left", validate="m:1"
    )
    by_tissue = steps.pivot_table(index="drill_id", columns="tissue", values="steps")
    rows = rows.merge(by_tissue.reset_index(), on="drill_id", how="left", validate="1:1")
    peaks, achilles = (_measured(values, name) for name in ("measured_peak", "achilles_force"))
    rows = rows.assign(
        measured_peak_n=rows["drill_id"].map(peaks["n"]),
        measured_achilles_bw=rows["drill_id"].map(achilles["value"]).astype(float),
        measured_achilles_n=rows["drill_id"].map(achilles["n"]),
        measured_achilles_source=rows["drill_id"].map(achilles["source"]),
    )
    return Drills(rows, steps, catalogue, values)


def one_contact(drills: pd.DataFrame) -> pd.DataFrame:
    """Return a set of one contact of each drill, from the height it is shown at."""
    return pd.DataFrame(
        {
            "athlete_id": "",
            "date": pd.Timestamp(0),
            "drill_id": drills["drill_id"],
            "contacts": 1,
            "side": "both",
            "height_m": [shown_height_m(pairs) for pairs in drills["model_peak_at_height"]],
        }
    )


def added_au(contacts: pd.DataFrame, catalogue: pd.DataFrame) -> pd.Series:
    """Return the AU that a logged contact adds: of both legs averaged, as the dose of a day is.

    ``contacts`` as :func:`one_contact`, with own times where they are to count.
    """
    return set_dose(contacts, catalogue)["plyo_dose_au"]


def shown_height_m(pairs: Sequence[tuple[float, float]]) -> float:
    """Return the height a drill is shown at: 0.30 m, or the lowest known; NaN if it has none."""
    heights_m = [height_m for height_m, _ in pairs]
    if not heights_m:
        return float("nan")
    return SHOWN_HEIGHT_M if heights_m[0] <= SHOWN_HEIGHT_M <= heights_m[-1] else heights_m[0]


def in_force(own: pd.DataFrame | None) -> pd.DataFrame:
    """Return the last of an athlete's own times of each drill, in s."""
    columns = ["drill_id", *_OWN, "own_peak_bw", "own_from"]
    if own is None or own.empty:
        empty = pd.DataFrame({name: pd.Series(dtype=float) for name in columns})
        return empty.astype({"drill_id": object, "own_from": "datetime64[us]"})
    last = own.sort_values("from_date").drop_duplicates("drill_id", keep="last")
    return pd.DataFrame(
        {
            "drill_id": last["drill_id"],
            "own_contact_s": last["contact_ms"] / 1000,
            "own_flight_s": last["flight_ms"] / 1000,
            "own_peak_bw": last["peak_bw"].astype(float),
            "own_from": pd.to_datetime(last["from_date"]),
        }
    )


def _measured(values: pd.DataFrame, quantity: str) -> pd.DataFrame:
    """Return what was measured of each drill, the first where several did."""
    measured = values[values["quantity"] == quantity].drop_duplicates("drill_id")
    return measured.set_index("drill_id")
