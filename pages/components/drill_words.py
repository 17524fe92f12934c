"""How a drill's numbers were worked out, in words and with the numbers put in."""

import math
from typing import Final

import pandas as pd

from analytics.charts import drills as charts
from analytics.load.contact_load import ACHILLES_PER_FORCE
from analytics.load.dose import REFERENCE_PEAK_BW
from analytics.load.own_peak import FLIGHT, LANDING, REBOUND
from analytics.load.running import TIBIA_AT_REST_BW, TIBIA_PER_FORCE
from analytics.load.tissue import Setting, Tissue
from pages.components import drill_class

CAPTION: Final = (
    "One contact, on the leg that lands. Filled mark: the load was measured, of the patellar "
    "tendon only; hollow: model or stand-in. Line: 90 % of draws over exponent, reference "
    "and how far a force of the catalogue may be off, and always the steps at the lowest "
    "and at the highest exponent. 1 is one step of easy running."
)
AU_ADDED: Final = "AU a contact adds (both legs averaged)"
"""What the AU of a drill are, wherever they are shown."""
_QUANTITIES: Final = {
    "contact_model": "contact time in the model",
    "contact_range": "contact time, reported",
    "contact_longest": "contact time, longest",
    "flight_model": "flight time in the model",
    "drop_model": "fall in the model",
    "rebound": "rebound in the model",
    "model_peak": "peak force, model",
    "measured_peak": "peak force, measured",
    "achilles_force": "Achilles force",
    "achilles_force_tensiometry": "Achilles force, tensiometry",
    "achilles_force_buckle": "Achilles force, buckle",
    "tibia_force": "tibia force",
    "patellar_index": "patellar loading index",
    "patellar_index_single_leg": "patellar loading index, one leg",
}


def about(row: pd.Series) -> str:
    """Return what kind of drill it is, in one line."""
    legs = "one leg" if row["legs"] == 1 else "two legs"
    parts = [
        f"{legs}, alternating" if row["is_alternating"] else legs,
        row["drill_class"] if row["contacts_per_rep"] == 0 else f"class {drill_class.whole(row)}",
        ", ".join(quality.upper() if quality == "rfd" else quality for quality in row["qualities"]),
        row["purpose"],
        f"level {int(row['level'])}",
        "yours" if row["is_own"] else "",
    ]
    return " · ".join(str(part) for part in parts if part)


def legs(row: pd.Series) -> str:
    """Return of how many legs a peak force is."""
    return "one leg" if row["legs"] == 1 else "legs together"


def peak_formula(row: pd.Series) -> str:
    """Return how the modelled peak force of one leg was worked out."""
    peak_bw = row["peak_bw_per_leg"]
    legs = "" if row["legs"] == 1 else f", half on each leg: {peak_bw:.2f} BW"
    total = f"= {peak_bw * row['legs']:.2f} BW{legs}"
    if math.isfinite(row["own_contact_s"]):
        speeds = _speeds(row["own_times"], row["own_flight_s"], row["height_m"])
        return f"{_half_sine(speeds, row['own_contact_s'])} {total}; own times"
    if row["model_peak_note"]:
        return f"{peak_bw:.2f} BW on one leg: {row['model_peak_note']}"
    if math.isfinite(row["flight_s"]):
        return f"{_half_sine(_speeds(FLIGHT, row['flight_s'], 0), row['contact_s'])} {total}"
    fall = f"√(2 × 9.81 × {row['drop_m']:.2f}) + √(2 × 9.81 × {row['rebound_m']:.2f})"
    return f"{_half_sine(fall, row['contact_s'])} {total}"


def _half_sine(speeds: str, contact_s: float) -> str:
    return f"π/2 × (1 + ({speeds}) ÷ (9.81 × {contact_s:.3f}))"


def _speeds(own_times: str, flight_s: float, height_m: float) -> str:
    """Return the speeds a contact takes up and gives back, in m/s, as far as a flight tells."""
    half = f"9.81 × {flight_s:.3f} ÷ 2"
    if own_times == REBOUND:
        return f"√(2 × 9.81 × {height_m:.2f}) + {half}"
    return half if own_times == LANDING else f"9.81 × {flight_s:.3f}"


def au_formula(row: pd.Series) -> str:
    """Return how the AU that one contact adds were worked out."""
    lands = row["peak_bw_per_leg"] / REFERENCE_PEAK_BW
    by = (
        f"{row['peak_bw_per_leg']:.2f} BW ÷ {REFERENCE_PEAK_BW:g} BW, one leg of a pogo = "
        f"{lands:.2f} AU"
    )
    if row["legs"] == 2:
        return f"{by} on each leg, so as much on average"
    return f"{by} on the leg that lands, 0 on the other: a contact adds {row['au']:.2f} AU"


def step_formula(tissue: Tissue, step: pd.Series, cv_percent: float) -> str:
    """Return how a contact became easy steps of a tissue, and what its band is over."""
    load, unit = step["load"], tissue.unit
    if not math.isfinite(load):
        return "unknown: no load of it is known"
    by = (
        f"({load:.2f} ÷ {tissue.reference.value:.3g} {unit})"
        f"{_power(tissue.exponent.value)} = {charts.steps(step['steps'])}"
    )
    over = [
        f"{name} {band}"
        for name, band in (
            ("exponent", _band(tissue.exponent)),
            ("reference", _band(tissue.reference)),
        )
        if band
    ]
    over.append(f"load ± {cv_percent:.0f} %")
    return f"{by}; band over {', '.join(over)}"


def load_formula(row: pd.Series, step: pd.Series) -> str:
    """Return where the load of one contact on a tissue is from, and how it was worked out."""
    load, peak_bw = step["load"], row["peak_bw_per_leg"]
    if step["load_from"] == "measured":
        return f"{load:.2f} {step['unit']}, measured"
    if step["tissue"] == "achilles":
        return (
            f"{ACHILLES_PER_FORCE:g} × {peak_bw:.2f} BW = {load:.2f} BW; model, levers 12 : 5 cm"
            f"{_beside(row)}"
        )
    if step["tissue"] == "tibia":
        return (
            f"{TIBIA_AT_REST_BW:g} + {TIBIA_PER_FORCE:g} × {peak_bw:.2f} BW = {load:.2f} BW; "
            "model, the regression of running at 0 m/s (assumption)"
        )
    legs = "one leg" if row["legs"] == 1 else "two legs"
    return f"{load:.2f} {step['unit']}; stand-in, the mean of measured jumps on {legs} (assumption)"


def _beside(row: pd.Series) -> str:
    """Return the Achilles load somebody measured, beside the model of the catalogue's times."""
    measured_bw = row["measured_achilles_bw"]
    if not math.isfinite(measured_bw):
        return ""
    above = ACHILLES_PER_FORCE * row["usual_peak_bw_per_leg"] / measured_bw - 1
    return (
        f". Measured: {measured_bw:.2f} BW (n {row['measured_achilles_n']:.0f}, "
        f"{row['measured_achilles_source']}), shown and not weighed by; the model is "
        f"{abs(above):.0%} {'above' if above > 0 else 'below'} it".replace("%", " %")
    )


def quantity(name: str) -> str:
    """Return what a value of the catalogue is, in words."""
    return _QUANTITIES.get(name, name.replace("_", " "))


def value(row: pd.Series) -> str:
    """Return a value of the catalogue with its range and unit."""
    high = "" if pd.isna(row["value_high"]) else f" to {row['value_high']:g}"
    at = "" if pd.isna(row["height_m"]) else f" from {100 * row['height_m']:.0f} cm"
    return f"{row['value']:.4g}{high} {row['unit']}{at}"


def _power(exponent: float) -> str:
    digits = str.maketrans("0123456789.", "⁰¹²³⁴⁵⁶⁷⁸⁹·")
    return f"{exponent:g}".translate(digits)


def _band(setting: Setting) -> str:
    if setting.low == setting.high:
        return ""
    return f"{setting.low:g} to {setting.high:g} {setting.unit}".rstrip()
