"""What each guard rail says of a day: above, perhaps above, unknown, kept."""

from typing import Final

import numpy as np
import pandas as pd
import streamlit as st

from analytics.charts.wording import MISSING
from analytics.progression import Limits
from analytics.progression.day_rules import NO_HIGH
from data import tissues
from pages.components import stress_limits, stress_words
from pages.components.days import day
from pages.components.stress_words import Row

COLUMNS: Final = {
    "name": "Rule",
    "state": "State",
    "value": "Value",
    "limit": "Limit",
    "where": "Where",
    "detail": "Why",
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
    value, tissue = stress_limits.said(flag["value"], rule, is_whole=True), flag["tissue"]
    state, kind, why = _kind(flag, rule)
    if kind == PERHAPS:
        state = f"{PERHAPS}: {value} {flag['detail']}"
    return {
        "state": state,
        "kind": kind,
        "value": value,
        "limit": stress_limits.said(flag["limit"], rule),
        "where": stress_words.where(tissue, flag["side"])
        if isinstance(tissue, str) and tissue
        else None,
        "detail": why,
    }


def _kind(flag: Row, rule: Row) -> tuple[str, str, str]:
    """Return the state of a rule in words, the kind of state it is, and why."""
    high, low = (SHORT, LONG) if rule["rule"] in stress_limits.OF_HOURS else (ABOVE, BELOW)
    why = str(flag["detail"])
    if flag["is_perhaps"]:
        return PERHAPS, PERHAPS, "what is not logged may have been larger"
    if not bool(pd.notna(flag["is_above"])):
        return UNKNOWN, UNKNOWN, why
    if flag["is_above"]:
        return high, ABOVE, why
    return (NO_HIGH, BELOW, "nothing to space") if why == NO_HIGH else (low, BELOW, why)
