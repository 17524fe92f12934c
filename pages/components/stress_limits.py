"""Guard rails: which hold, their numbers for looking, and what each says of a day."""

from dataclasses import fields, replace
from math import isfinite
from typing import Any, Final

import numpy as np
import pandas as pd
import streamlit as st

from analytics.charts.wording import MISSING, number
from analytics.progression import Limits
from analytics.progression.day_rules import NO_HIGH
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
COLUMNS: Final = {
    "name": "Rule",
    "state": "State",
    "value": "Value",
    "limit": "Limit",
    "where": "Where",
    "detail": "Why",
}
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
PERHAPS: Final = "▲ perhaps"
KINDS: Final = (ABOVE, PERHAPS, UNKNOWN, BELOW, OFF)
"""In the order of the table; too short is a kind of above, long enough of below."""
RED: Final = {"■": ":red[■]"}


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


def show(flags: pd.DataFrame, when: pd.Timestamp, limits: Limits, *, is_last: bool) -> None:
    """Show every rule with its value, its limit and its state on a day.

    Parameters
    ----------
    flags : DataFrame
        As :func:`analytics.progression.guard_rails.flags`.
    when : Timestamp
    limits : Limits
    is_last : bool
        Whether it is the last logged day, as where nobody picked one.
    """
    last = ", the last logged day" if is_last else ""
    st.header(f"Guard rails on {day(when)}{last}", anchor=False)
    rows = table(flags[flags["date"] == when], limits)
    st.caption(
        f"{summary(rows)}{_later(flags, when)} The worst tissue and leg of each rule. "
        f"{stress_words.RELATIVE}"
    )
    shown = rows.assign(state=rows["state"].replace(RED, regex=True))
    shown = shown.fillna(MISSING)[list(COLUMNS)].rename(columns=COLUMNS)
    # A table wraps: every rule and every reason is seen whole.
    st.table(shown, hide_index=True, alt=summary(rows))
    with st.expander("What each rule asks, and where its number is from", key="rails-ask"):
        st.markdown(
            "\n".join(
                f"- **{row['name']}.** {row['sentence']} {row['source']}."
                for row in rows.to_dict("records")
            )
        )


def table(flags: pd.DataFrame, limits: Limits) -> pd.DataFrame:
    """Return a row per rule: its worst tissue and leg, in words, what is above first.

    Parameters
    ----------
    flags : DataFrame
        Of one day: ``rule``, ``tissue``, ``side``, ``value``, ``limit``, ``unit``,
        ``is_above`` (missing where it cannot be known), ``detail``, ``is_perhaps``.
    limits : Limits
    """
    rows = []
    for rule in tissues.guard_rails().to_dict("records"):
        name = str(rule["rule"])
        said = {
            "name": rule["name"],
            "source": f"{rule['source']}, {rule['grade']}",
            "sentence": rule["sentence"],
            "is_pain": name == "pain_stop",
        }
        mine = flags[flags["rule"] == name]
        if getattr(limits, name, None) is None:
            rows.append(said | {"state": OFF, "kind": OFF, "detail": "switched off"})
        elif mine.empty:
            nothing = {"state": UNKNOWN, "kind": UNKNOWN, "detail": "nothing known of this day"}
            rows.append(said | nothing)
        else:
            rows.append(said | _state(_worst(mine), rule))
    columns = ["name", "state", "value", "limit", "where", "detail", "source", "sentence", "kind"]
    found = pd.DataFrame(rows).reindex(columns=[*columns, "is_pain"])
    rank = found["kind"].map({kind: at for at, kind in enumerate(KINDS)})
    order = found.assign(rank=rank, after=~found["is_pain"]).sort_values(
        ["rank", "after"], kind="stable"
    )
    return order[columns].reset_index(drop=True)


def summary(rows: pd.DataFrame) -> str:
    """Return how many rules are above, perhaps above, unknown and kept; what is unknown leads."""
    n = {kind: int((rows["kind"] == kind).sum()) for kind in KINDS}
    above = rows.loc[rows["kind"] == ABOVE, "name"]
    said = [f"{n[ABOVE]} above ({', '.join(above)})"] if n[ABOVE] else []
    words = {PERHAPS: "perhaps above", UNKNOWN: "cannot be known", BELOW: "kept", OFF: "off"}
    said += [f"{n[kind]} {word}" for kind, word in words.items() if n[kind]]
    open_ = " A flag cannot be ruled out." if n[PERHAPS] + n[UNKNOWN] else ""
    return f"Of {len(rows)}: {', '.join(said)}.{open_}"


def _later(flags: pd.DataFrame, when: pd.Timestamp) -> str:
    """Return on which later day pain is above its limit, for that day is not in the table."""
    pain = flags[(flags["rule"] == "pain_stop") & (flags["date"] > when)]
    above = pain.loc[pain["is_above"].fillna(False).astype(bool), "date"]
    return f" Pain was above its limit since then, on {day(above.iloc[-1])}." if len(above) else ""


def _worst(flags: pd.DataFrame) -> Row:
    """Return the flag that is above, else perhaps, else one that cannot be known, else closest."""
    rank = flags["is_above"].to_numpy(dtype=float, na_value=0.5)
    rank = np.where(flags["is_perhaps"].to_numpy(dtype=bool), 0.75, rank)
    ordered = flags.assign(rank=rank).sort_values(
        ["rank", "value"], kind="stable", na_position="first"
    )
    worst: Row = ordered.iloc[-1].to_dict()
    return worst


def _state(flag: Row, rule: Row) -> dict[str, object]:
    value, tissue = said(flag["value"], rule, is_whole=True), flag["tissue"]
    state, kind, why = _kind(flag, rule)
    if kind == PERHAPS:
        state = f"{PERHAPS}: {value} {flag['detail']}"
    return {
        "state": state,
        "kind": kind,
        "value": value,
        "limit": said(flag["limit"], rule),
        "where": stress_words.where(tissue, flag["side"])
        if isinstance(tissue, str) and tissue
        else None,
        "detail": why,
    }


def _kind(flag: Row, rule: Row) -> tuple[str, str, str]:
    """Return the state of a rule in words, the kind of state it is, and why."""
    high, low = (SHORT, LONG) if rule["rule"] in OF_HOURS else (ABOVE, BELOW)
    why = str(flag["detail"])
    if flag["is_perhaps"]:
        return PERHAPS, PERHAPS, "what is not logged may have been larger"
    if pd.isna(flag["is_above"]):
        return UNKNOWN, UNKNOWN, why
    if flag["is_above"]:
        return high, ABOVE, why
    return (NO_HIGH, BELOW, "nothing to space") if why == NO_HIGH else (low, BELOW, why)


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
