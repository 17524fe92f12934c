"""Other ways to weigh contacts: count, impulse, energy, and what they cost a tissue."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from analytics.errors import InputError
from analytics.load.contact_load import contact_loads
from analytics.load.drills import GRAVITY_M_S2
from analytics.load.landing import braking_time, touch_down_speed
from analytics.load.leg_contacts import leg_contacts
from analytics.load.set_dose import set_dose
from analytics.load.stress import step_equivalents
from analytics.load.tissue import TISSUES, Tissue

REFERENCE_DRILL: Final = "pogo"
"""Drill one two-legged contact of which is 1 AU, in every measure (definition)."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A way to weigh contacts: its name, the column it stands in, and what it is in words."""

    name: str
    column: str
    label: str
    unit: str
    what: str


def _steps(tissue: str) -> Measure:
    return Measure(
        f"{tissue}_steps",
        f"{tissue}_steps",
        f"{tissue.capitalize()} step-equivalents",
        "easy steps",
        f"easy running steps that would cost the {tissue} as much, averaged over both legs",
    )


MEASURES: Final[Mapping[str, Measure]] = {
    one.name: one
    for one in (
        Measure(
            "model_force",
            "plyo_dose_au",
            "Modelled force",
            "AU",
            "contacts of each leg, weighed by the modelled peak force of their drill",
        ),
        Measure(
            "contacts",
            "contacts_per_leg",
            "Contacts",
            "contacts",
            "contacts of each leg, averaged over both legs, all alike",
        ),
        Measure(
            "eccentric_impulse",
            "eccentric_impulse_m_s",
            "Eccentric impulse",
            "N·s/kg",
            "momentum to be stopped and weight to be held while braking, per kg of body mass",
        ),
        Measure(
            "drop_energy",
            "drop_energy_j_kg",
            "Drop energy",
            "J/kg",
            "energy of the fall before each contact, per kg of body mass",
        ),
        *(_steps(tissue) for tissue in TISSUES),
    )
}


def chosen(measure: str) -> Measure:
    """Return a measure by its name, or say which there are."""
    if measure not in MEASURES:
        raise InputError(f"{measure} is no measure of dose. Use one of {', '.join(MEASURES)}.")
    return MEASURES[measure]


def set_measures(
    sets: pd.DataFrame, catalogue: pd.DataFrame, tissues: Sequence[Tissue] = ()
) -> pd.DataFrame:
    """Return each set in every measure of dose, in its own unit.

    Parameters
    ----------
    sets, catalogue, tissues
        As :func:`analytics.load.dose.daily_doses`.

    Returns
    -------
    DataFrame
        Indexed as ``sets``: ``plyo_contacts`` as logged, ``contacts_per_leg``,
        ``plyo_dose_au``, ``eccentric_impulse_m_s`` and ``drop_energy_j_kg`` of the whole
        body, and for each tissue given its steps, as ``achilles_steps``, averaged over both
        legs and against the reference of the catalogue, not the athlete's own.
    """
    # First what refuses: a drill, a height or a count that cannot be has no speed either.
    dose_au = set_dose(sets, catalogue)["plyo_dose_au"]
    left, right = leg_contacts(sets, catalogue)
    contacts = sets["contacts"].to_numpy(dtype=float)
    speed_m_s = touch_down_speed(sets, catalogue)
    impulse_m_s = speed_m_s + GRAVITY_M_S2 * braking_time(sets, catalogue)
    per_leg = (left + right) / 2
    measured = pd.DataFrame(
        {
            "plyo_contacts": contacts,
            "contacts_per_leg": per_leg,
            "plyo_dose_au": dose_au,
            "eccentric_impulse_m_s": contacts * impulse_m_s,
            "drop_energy_j_kg": contacts * speed_m_s**2 / 2,
        },
        index=sets.index,
    )
    if not tissues:
        return measured
    loads = contact_loads(sets, catalogue)
    steps = {
        f"{one.name}_steps": step_equivalents(
            per_leg, loads[one.name], one.reference.value, one.exponent.value
        )
        for one in tissues
    }
    return measured.assign(**steps)


def in_pogos(
    doses: pd.DataFrame, catalogue: pd.DataFrame, tissues: Sequence[Tissue] = ()
) -> pd.DataFrame:
    """Divide each measure by that of one two-legged pogo contact.

    Parameters
    ----------
    doses : DataFrame
        As :func:`set_measures` or :func:`analytics.load.dose.daily_doses`.
    catalogue, tissues
        As those were made with.

    Returns
    -------
    DataFrame
        ``doses`` with every measure in AU, so that a prior on the dose of one pogo contact
        keeps its meaning. Logged contacts stay a count.
    """
    pogo = pd.DataFrame(
        {
            "athlete_id": ["-"],
            "date": [pd.Timestamp(0)],
            "drill_id": [REFERENCE_DRILL],
            "contacts": [1],
            "side": ["both"],
            "height_m": [np.nan],
        }
    )
    unit = set_measures(pogo, catalogue, tissues).iloc[0]
    columns = [one.column for one in MEASURES.values() if one.column in doses]
    return doses.assign(**{name: doses[name] / unit[name] for name in columns})
