"""The chart of a plan: its rows, its names, its limits, and what it never does."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from analytics.charts import plan, plan_stress, template
from tests.analytics.charts import plan_made
from tests.analytics.charts.plan_made import SPAN, ahead, behind

GROUNDS = pytest.mark.parametrize("palette", [template.LIGHT, template.DARK], ids=["light", "dark"])


def drawn(made=None, palette=template.LIGHT, **more):
    return plan.outlook(made or ahead(), behind(), SPAN, palette, **more)


def named(figure, name):
    return [trace for trace in figure.data if trace.name == name]


def texts(figure):
    return [note.text for note in figure.layout.annotations]


def colours(figure, axis):
    """Return the colours of lines and fills on one y axis."""
    found = set()
    for trace in figure.data:
        if trace.yaxis == axis:
            found |= {trace.line.color if trace.type == "scatter" else None, trace.marker.color}
    return found


@GROUNDS
def test_blue_and_plum_never_share_axes(palette):
    figure = drawn(palette=palette)
    plums = {palette.tissue(name) for name in template.TISSUES}
    for axis in plan.AXES.values():
        on = colours(figure, axis)
        assert not (palette.model in on and plums & on)


def test_a_hover_reads_every_row_of_a_day():
    figure = drawn()
    assert figure.layout.hovermode == "x unified"
    assert figure.layout.hoversubplots == "axis"
    assert {trace.xaxis for trace in figure.data} <= {None, "x"}


def test_every_row_says_what_it_is_and_its_unit():
    said = texts(drawn())
    for title in ("Power (W/kg)", "Jumps (AU a day)", "Run load (AU a day)"):
        assert f"<b>{title}</b>" in said
    assert "<b>Residual stress, worse leg (% of today's own high)</b>" in said


def test_tests_are_ink_and_before_now():
    (tests,) = named(drawn(), "test")
    assert tests.marker.color == template.LIGHT.ink
    assert max(tests.x) <= SPAN.last_day


def test_only_the_plan_in_focus_has_a_band_and_the_others_are_dashed_and_named():
    other = ahead().power
    figure = drawn(ahead(others={"A mine": other}))
    (line,) = named(figure, "A mine")
    assert line.line.dash == "dash"
    filled = [trace for trace in figure.data if trace.yaxis == "y4" and trace.fill]
    assert len(filled) == 3  # 90 % behind, 90 and 50 % ahead, all of one plan
    assert {"A mine", "B improved"} <= set(texts(figure))


def test_the_limit_climbs_and_says_so():
    figure = drawn()
    (limit,) = named(figure, "limit")
    assert limit.y[-1] > limit.y[0]
    (said,) = [one for one in texts(figure) if one.startswith("limit ")]
    assert said.startswith("limit 110 %, growing 10 % a week<br>goes on above to ")


@pytest.mark.parametrize(("growth", "said"), [(1.0, "110 %"), (1.1, "110 %, growing 10 % a week")])
def test_a_limit_that_stays_does_not_claim_to_grow(growth, said):
    days = np.arange(1, 30)
    limit = pd.DataFrame({"limit_percent": 110 * growth ** (days / 7)})
    assert plan_stress.limit_said(limit) == said


def test_a_rule_switched_off_draws_no_limit():
    assert not named(drawn(ahead(limit=np.nan)), "limit")


def test_days_above_the_limit_have_a_square_and_the_word():
    figure = drawn(ahead(height=200.0))
    (squares,) = named(figure, "above the limit")
    assert squares.marker.symbol == "square"
    assert "■ above" in texts(figure)


def test_a_conflict_is_a_triangle_that_says_why():
    (triangles,) = named(drawn(ahead(conflicts="24 h after a hard run (limit 48 h)")), "▲")
    assert triangles.marker.symbol == "triangle-up"
    assert set(triangles.customdata) == {"24 h after a hard run (limit 48 h)"}
    assert not named(drawn(), "▲")


def test_days_nobody_knows_have_no_bar_and_say_so():
    figure = drawn()
    bars = [trace for trace in figure.data if trace.type == "bar" and trace.yaxis == "y2"]
    assert min(bars[0].x) > SPAN.last_day
    (said,) = named(figure, "jumps")
    assert said.customdata[0] == "not known"


def test_in_per_cent_no_test_is_drawn_for_it_has_no_gain():
    figure = drawn(unit="%")
    assert not named(figure, "test")
    assert "<b>Gain over today (%)</b>" in texts(figure)


def test_now_and_goal_are_named():
    assert {"now", "goal Mon 4 Jan 2027"} <= set(texts(drawn()))


def test_without_anything_behind_the_plan_is_still_drawn():
    empty = behind().since(pd.Timestamp("2030-01-01"))
    figure = plan.outlook(ahead(), empty, SPAN, template.LIGHT)
    assert named(figure, "B improved")


def test_stress_that_cannot_be_known_is_not_drawn_as_nothing():
    made = ahead()
    unknown = made.stress.assign(percent=np.nan, percent_lower=np.nan, percent_upper=np.nan)
    figure = drawn(replace(made, stress=unknown.assign(residual_above=False)))
    (line,) = named(figure, "Achilles")
    assert np.isnan(line.y[-len(plan_made.DAYS) :].astype(float)).all()
