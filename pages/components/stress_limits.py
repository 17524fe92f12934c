"""Guard rails: which hold, their numbers for looking, and how a number is written."""

from dataclasses import fields, replace
from functools import lru_cache
from math import isfinite
from typing import Any, Final

import streamlit as st
from streamlit.runtime.state import WidgetCallback

from analytics.charts.wording import MISSING, number
from analytics.progression import Limits
from analytics.progression.limits import LONGEST_H
from data import tissues
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


def pick() -> Limits:
    """Offer each guard rail with a switch and its number; return what is picked."""
    chosen: dict[str, Any] = {}
    with st.popover("Limits", type="tertiary", key="stress-limits"):
        st.caption(
            "For looking: nothing is stored, and a reload brings the usual numbers back. A grade "
            "says how well a number is known."
        )
        for rule in rules():
            name = str(rule["rule"])
            st.session_state.setdefault(f"limit-on-{name}", True)
            st.session_state.setdefault(f"limit-{name}", usual(rule))
            chosen[name] = offer(rule, "limit")
    return replace(Limits(), **chosen)


@lru_cache(maxsize=1)
def rules() -> tuple[Row, ...]:
    """Return the guard rails that are limits, in the order they are shown in."""
    names = {field.name for field in fields(Limits)}
    rows = tissues.guard_rails().to_dict("records")
    return tuple(one for one in rows if one["rule"] in names)


def usual(rule: Row) -> float:
    """Return the number a guard rail is shown with until one says another."""
    return scale(rule) * float(rule["default"])


def scale(rule: Row) -> float:
    """Return what a limit is multiplied by to be shown."""
    return 100.0 if rule["rule"] in OF_SHARE else 1.0


def offer(
    rule: Row, prefix: str, on_change: WidgetCallback | None = None, args: tuple[Any, ...] = ()
) -> float | None:
    """Offer a guard rail with switch, number and source; return the limit, None if it is off.

    Parameters
    ----------
    rule : mapping
        A row of the guard rails.
    prefix : str
        Of the widgets' keys, ``<prefix>-on-<rule>`` and ``<prefix>-<rule>``, whose values stand
        in the session already.
    on_change : callable, optional
        Called with ``args`` when either is moved.
    args : tuple
    """
    name = str(rule["rule"])
    moved: dict[str, Any] = {"on_change": on_change, "args": args}
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        is_on = st.toggle(str(rule["name"]), key=f"{prefix}-on-{name}", width=200, **moved)
        value = st.number_input(
            unit(rule),
            min_value=0.0,
            max_value=MOST.get(name),
            step=0.05 if name in OF_FACTOR else 1.0,
            format="%.2f" if name in OF_FACTOR else "%.0f",
            key=f"{prefix}-{name}",
            disabled=not is_on,
            width=270,
            **moved,
        )
    st.caption(f"{rule['sentence']} {rule['source']}, {rule['grade']}.")
    return float(value) / scale(rule) if is_on else None


def unit(rule: Row) -> str:
    """Return the unit of a guard rail as people read it."""
    return str(rule["unit"]).replace("share", "%")


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
