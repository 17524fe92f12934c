"""Charts beside a plan: more contacts, plans side by side, what stress buys, prices."""

import numpy as np
import pandas as pd
import pytest

from analytics.charts import plan_compare, plan_frontier, plan_more, template
from tests.analytics.charts.plan_made import DAYS, stress

GROUNDS = pytest.mark.parametrize("palette", [template.LIGHT, template.DARK], ids=["light", "dark"])


def scaled(highest=(80.0, 100.0, 130.0)):
    return pd.DataFrame(
        {
            "factor": [0.5, 1.0, 1.5],
            "mean": [1.0, 1.8, 2.2],
            "lower": [0.1, 0.4, 0.5],
            "upper": [2.0, 3.2, 3.9],
            "is_above": [False, False, True],
            "added_percent": highest,
        }
    )


def gains(top):
    n = np.linspace(0, 1, len(DAYS))
    return pd.DataFrame(
        {"date": DAYS, "gain": top * n, "gain_lower": top * n - 1, "gain_upper": top * n + 1}
    )


def texts(figure):
    return [note.text for note in figure.layout.annotations]


def colours(figure, axis):
    return {one.line.color for one in figure.data if (one.yaxis or "y") == axis}


@GROUNDS
def test_gain_and_stress_of_more_contacts_are_rows_of_their_own(palette):
    figure = plan_more.curve(scaled(), 1.0, palette, swc_percent=1.0)
    assert palette.model in colours(figure, "y2")
    assert palette.achilles in colours(figure, "y")
    assert palette.model not in colours(figure, "y")
    assert "smallest +1.0 %" in texts(figure)


def test_where_the_plan_stands_is_marked_through_both_rows():
    figure = plan_more.curve(scaled(), 1.2, template.LIGHT, swc_percent=1.0)
    marked = [one for one in figure.layout.shapes if one.x0 == one.x1 == 1.2]
    assert [one.yref for one in marked] == ["paper"]


def test_factors_above_a_limit_are_marked():
    figure = plan_more.curve(scaled(), 1.0, template.LIGHT, swc_percent=1.0)
    (marked,) = [one for one in figure.data if one.name == "above a limit"]
    assert list(marked.x) == [1.5]
    assert marked.marker.symbol == "square"


def test_without_own_high_only_gain_is_drawn():
    figure = plan_more.curve(scaled(np.nan), 1.0, template.LIGHT, swc_percent=1.0)
    assert "added by jumps" not in [one.name for one in figure.data]


@GROUNDS
def test_the_focus_is_solid_with_a_band_and_each_other_has_its_dash(palette):
    compared = {"A": gains(1.0), "B": gains(2.0)}
    figure = plan_compare.side_by_side(
        compared, {"A": stress(DAYS), "B": stress(DAYS, 90.0)}, "B", palette
    )
    for letter, dash in (("A", "dash"), ("B", "solid")):
        assert {one.line.dash for one in figure.data if one.name == letter} == {dash}
    (band,) = [one for one in figure.data if one.fill]
    assert list(band.y) == list(compared["B"]["gain_lower"])
    assert texts(figure).count("<b>A</b>") == 2


def test_the_frontier_has_its_bound_and_a_dot_for_each_plan():
    found = pd.DataFrame(
        {
            "added_percent": [0.0, 19.0],
            "added_limit_percent": [0.0, 20.0],
            "highest_percent": [97.0, 97.0],
            "gain_percent": [0.5, 1.9],
            "bound_percent": [0.6, 2.0],
        }
    )
    figure = plan_frontier.frontier(found, {"A": (9.0, 1.0)}, template.LIGHT)
    assert {"bound", "greatest found", "A"} == {one.name for one in figure.data}
    (dot,) = [one for one in figure.data if one.name == "A"]
    assert dot.marker.color == template.LIGHT.page
    assert "no plan more" in texts(figure)
    assert figure.layout.xaxis.title.text.endswith("(% of today's own high)")


def test_the_dearest_limit_stands_on_top():
    found = pd.DataFrame({"label": ["contacts", "minutes"], "percent_per_10": [0.2, 0.1]})
    (bars,) = plan_frontier.prices(found, template.LIGHT).data
    assert list(bars.y) == ["minutes", "contacts"]
    assert list(bars.text) == ["+0.10 %", "+0.20 %"]
