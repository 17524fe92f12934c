"""A chart as pages show it: with a sentence for who cannot see it, its numbers as a table."""

from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go
import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig

from analytics.charts import template


def draw(
    figure: go.Figure,
    key: str,
    said: str,
    table: pd.DataFrame,
    columns: Mapping[str, ColumnConfig | str],
) -> None:
    """Draw a chart with its sentence, and offer its numbers as a table.

    Parameters
    ----------
    figure : Figure
    key : str
    said : str
        What the chart shows, in words.
    table : DataFrame
        What is drawn.
    columns : mapping
        The columns to show, in order, with what they are called and how they are written.
    """
    st.plotly_chart(figure, theme=None, config=template.CONFIG, key=f"{key}-chart", alt=said)
    with (
        st.container(horizontal=True, horizontal_alignment="right"),
        st.popover("As table", type="tertiary", key=f"{key}-as-table"),
    ):
        st.dataframe(
            table,
            hide_index=True,
            width="content",
            key=f"{key}-table",
            column_order=list(columns),
            column_config=dict(columns),
        )


def figure_column(title: str, digits: int = 2, *, signed: bool = False) -> ColumnConfig:
    """Return a column of numbers, its unit in the title."""
    return st.column_config.NumberColumn(title, format=f"%{'+' if signed else ''}.{digits}f")


def day_column(title: str = "Day") -> ColumnConfig:
    """Return a column of days."""
    return st.column_config.DateColumn(title, format="ddd D MMM YYYY")
