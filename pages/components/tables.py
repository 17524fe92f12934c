"""What the charts show, as tables: for the keyboard, and to copy."""

import pandas as pd
import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig

_DAY = st.column_config.DateColumn("Day", format="ddd D MMM YYYY")


def curve(wide: pd.DataFrame) -> None:
    """Show a response curve."""
    st.dataframe(
        wide,
        hide_index=True,
        key="curve-table",
        column_order=["weekly_dose_au", "mean", "lower", "upper"],
        column_config={
            "weekly_dose_au": st.column_config.NumberColumn("Dose (AU a week)", format="%.0f"),
            "mean": _figure("Change (%)"),
            "lower": _figure("Lower (%)"),
            "upper": _figure("Upper (%)"),
        },
    )


def tests(fitted: pd.DataFrame) -> None:
    """Show tested against predicted power."""
    st.dataframe(
        fitted,
        hide_index=True,
        key="tests-table",
        column_order=["date", "power_w_kg", "mean", "test_lower", "test_upper", "is_used"],
        column_config={
            "date": _DAY,
            "power_w_kg": _figure("Tested (W/kg)"),
            "mean": _figure("Predicted (W/kg)"),
            "test_lower": _figure("Lower, one test (W/kg)"),
            "test_upper": _figure("Upper, one test (W/kg)"),
            "is_used": "Used",
        },
    )


def _figure(title: str) -> ColumnConfig:
    return st.column_config.NumberColumn(title, format="%.2f")
