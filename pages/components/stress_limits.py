"""Guard rails: which hold, their numbers for looking, and what each says of a day."""

from dataclasses import fields, replace
from math import isfinite
from typing import Any, Final

import pandas as pd
import streamlit as st

from analytics.charts.wording import MISSING, number
from analytics.progression import Limits
from analytics.progression.limits import LONGEST_H
from data import tissues
from pages.components import stress_words
from pages.components.days import day
from pages.components.stress_words import Row

OF_FACTOR: Final = {"spike", "residual"}
"""Rules whose number is a factor."""
OF_SHARE: Final = {"ramp_per_week", "dose_ramp_per_week", "plyo_share"}
"""Rules whose number is a share, written in per cent."""
OF_HOURS: Final = {"hours_between_high", "hours_after_hard_run"}
"""Rules whose number is a least, not a most."""
MOST: Final = {
    "plyo_share": 100.0,
    "pain_stop": 10.0,
    "hours_between_high": LONGEST_H,
    "hours_after_hard_run": LONGEST_H,
}
ABOVE: Final = "■ above"
BELOW: Final = "below"
UNKNOWN: Final = "? cannot be known"
OFF: Final = "off"
SHORT: Final = "■ too short"
LONG: Final = "long enough"
BROKEN: Final = (ABOVE, SHORT)


def pick() -> Limits:
    """Offer each guard rail with a switch and its number; return what is picked."""
    rules = tissues.guard_rails()
    names = {field.name for field in fields(Limits)}
    chosen: dict[str, Any] = {}
    with st.popover("Limits", type="tertiary", key="stress-limits"):
        st.caption(
            "For looking: nothing is stored, and a reload brings the usual numbers back. A grade "
            "says how well a number is known."
        )
        for rule in rules.to_dict("records"):
            if rule["rule"] in names:
                chosen[str(rule["rule"])] = _one(rule)
    return replace(Limits(), **chosen)


def _one(rule: Row) -> float | None:
    scale = 100 if rule["rule"] in OF_SHARE else 1
    usual = scale * float(rule["default"])
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        is_on = st.toggle(str(rule["name"]), value=True, key=f"limit-on-{rule['rule']}", width=200)
        value = st.number_input(
            unit(rule),
            min_value=0.0,
            max_value=MOST.get(rule["rule"]),
            value=usual,
            step=0.05 if rule["rule"] in OF_FACTOR else 1.0,
            format="%.2f" if rule["rule"] in OF_FACTOR else "%.0f",
            key=f"limit-{rule['rule']}",
            disabled=not is_on,
            width=270,
        )
    st.caption(f"{rule['sentence']} {rule['source']}, {rule['grade']}.")
    return float(value) / scale if is_on else None


def unit(rule: Row) -> str:
    """Return the unit of a guard rail as people read it."""
    return str(rule["unit"]).replace("share", "%")


def show(flags: pd.DataFrame, when: pd.Timestamp, limits: Limits) -> None:
    """Show every rule with its value, its limit and its state on a day."""
    st.header(f"Guard rails on {day(when)}", anchor=False)
    rows = table(flags[flags["date"] == when], limits)
    above = rows.loc[rows["state"].isin(BROKEN), "name"]
    unknown = int((rows["state"] == UNKNOWN).sum())
    said = (
        f"{len(above)} of {len(rows)} broken: {', '.join(above)}."
        if len(above)
        else (f"None of {len(rows)} broken.")
    )
    if unknown:
        said += f" {unknown} cannot be known, so a flag cannot be ruled out."
    st.caption(f"{said} The worst tissue and leg of each rule. {stress_words.RELATIVE}")
    st.dataframe(
        rows,
        hide_index=True,
        key="guard-rails",
        height="content",
        placeholder=MISSING,
        column_order=["name", "state", "value", "limit", "where", "detail", "source", "sentence"],
        column_config={
            "name": st.column_config.TextColumn("Rule", pinned=True),
            "state": "State",
            "value": "Value",
            "limit": "Limit",
            "where": st.column_config.TextColumn("Where", width=150),
            "detail": st.column_config.TextColumn("Why", width="large"),
            "source": "Source and grade",
            "sentence": st.column_config.TextColumn("What it asks", width="large"),
        },
        alt=said,
    )


def table(flags: pd.DataFrame, limits: Limits) -> pd.DataFrame:
    """Return a row per rule: its worst tissue and leg, in words.

    Parameters
    ----------
    flags : DataFrame
        Of one day: ``rule``, ``tissue``, ``side``, ``value``, ``limit``, ``unit``,
        ``is_above`` (missing where it cannot be known), ``detail``.
    limits : Limits
    """
    rows = []
    for rule in tissues.guard_rails().to_dict("records"):
        name = str(rule["rule"])
        said = {
            "name": rule["name"],
            "source": f"{rule['source']}, {rule['grade']}",
            "sentence": rule["sentence"],
        }
        mine = flags[flags["rule"] == name]
        if getattr(limits, name, None) is None:
            rows.append(said | {"state": OFF, "detail": "switched off"})
        elif mine.empty:
            rows.append(said | {"state": UNKNOWN, "detail": "nothing known of this day"})
        else:
            rows.append(said | _state(_worst(mine), rule))
    columns = ["name", "state", "value", "limit", "where", "detail", "source", "sentence"]
    return pd.DataFrame(rows).reindex(columns=columns)


def _worst(flags: pd.DataFrame) -> Row:
    """Return the flag that is above, else one that cannot be known, else the closest."""
    rank = flags["is_above"].to_numpy(dtype=float, na_value=0.5)
    ordered = flags.assign(rank=rank).sort_values(["rank", "value"], kind="stable")
    worst: Row = ordered.iloc[-1].to_dict()
    return worst


def _state(flag: Row, rule: Row) -> dict[str, object]:
    known = pd.notna(flag["is_above"])
    tissue = flag["tissue"]
    words = (SHORT, LONG) if rule["rule"] in OF_HOURS else (ABOVE, BELOW)
    return {
        "state": (words[0] if flag["is_above"] else words[1]) if known else UNKNOWN,
        "value": said(flag["value"], rule, is_whole=True),
        "limit": said(flag["limit"], rule),
        "where": stress_words.where(tissue, flag["side"])
        if isinstance(tissue, str) and tissue
        else None,
        "detail": flag["detail"],
    }


def said(value: float, rule: Row, *, is_whole: bool = False) -> str:
    """Return a number of a rule with its unit; whole with what it is a share of."""
    if not isfinite(value):
        return MISSING
    if rule["rule"] in OF_FACTOR:
        return f"{number(value, 2)} ×"
    if rule["rule"] in OF_SHARE:
        of = str(rule["unit"]).removeprefix("share ")
        if is_whole and value < 0:
            value, of = -value, of.replace("above", "below")
        return f"{number(100 * value)} % {of}" if is_whole else f"{number(100 * value)} %"
    if rule["rule"] == "pain_stop":
        return f"{number(value)}/10"
    return f"{number(value)} {rule['unit']}"
