from itertools import pairwise

import numpy as np
import pandas as pd
import pytest

from analytics.charts import stress, stress_days, stress_names, stress_row, template
from analytics.charts.stress import Lines
from tests.analytics.charts import stress_frames

LINES = Lines(residual_percent=110, spike=1.10)
DAYS = stress_frames.DAYS


@pytest.fixture
def days():
    return stress_frames.one(stress_frames.daily(peak=60, unknown=range(70, 80)))


def named(figure, name):
    return [trace for trace in figure.data if trace.name == name]


def written(figure):
    return [note.text for note in figure.layout.annotations]


def test_runs_and_plyometrics_are_shares_of_one_bar_in_their_colours(days):
    figure = stress.chart(days, LINES, template.LIGHT)
    (runs,), (jumps,) = named(figure, "runs"), named(figure, "plyometrics")
    assert figure.layout.barmode == "stack"
    assert set(runs.marker.color) == {template.LIGHT.run}
    assert set(jumps.marker.color) == {template.LIGHT.dose}
    assert runs.text[2] == "4\N{NARROW NO-BREAK SPACE}000 steps, 82 % of the day"


def test_both_limits_are_lines_with_their_number_on_them(days):
    figure = stress.chart(days, LINES, template.LIGHT)
    assert {"limit 110 %", "limit 1.10 × largest of 30 days"} <= set(written(figure))
    (most,) = named(figure, "limit")
    assert most.y[40] == pytest.approx(1.10 * 4900)


def test_a_limit_that_is_off_leaves_no_line_and_marks_no_day(days):
    figure = stress.chart(days, Lines(None, None), template.LIGHT)
    assert not named(figure, "limit")
    assert not named(figure, "above the limit")
    assert not [text for text in written(figure) if text.startswith("limit")]


def test_a_day_above_a_limit_is_a_square_never_a_colour_alone(days):
    figure = stress.chart(days, LINES, template.LIGHT)
    residual, _ = named(figure, "above the limit")
    assert residual.marker.symbol == "square"
    assert list(residual.customdata) == ["2026-03-06"]
    assert "■ above" in written(figure)


def test_a_day_beyond_the_limit_that_cannot_be_known_is_a_hollow_square(days):
    days.loc[2, "largest_30d"] = 100.0
    days["spike_above"] = pd.array([pd.NA] * len(days), dtype="boolean")
    figure = stress.chart(days, LINES, template.LIGHT)
    (perhaps,) = named(figure, "perhaps above")
    assert DAYS[2].to_datetime64() in list(perhaps.x)
    assert perhaps.marker.color == template.LIGHT.page


def test_days_nobody_logged_are_veiled_in_both_rows_and_have_no_bar(days):
    figure = stress.chart(days, LINES, template.LIGHT)
    veils = [shape for shape in figure.layout.shapes if shape.type == "rect"]
    assert {shape.yref for shape in veils} == {"y domain", "y2 domain"}
    (runs,) = named(figure, "runs")
    assert runs.text[72] == "not logged"
    assert np.isnan(runs.y[72])


def test_a_blank_start_says_until_when_there_is_too_little_history(days):
    figure = stress.chart(days, LINES, template.LIGHT)
    assert "too little history<br>until Mon 2 Feb" in written(figure)


def test_a_blank_after_a_long_silence_says_that_the_days_are_not_logged():
    days = stress_frames.one(stress_frames.daily(unknown=range(50, 70)))
    days.loc[64:72, "percent"] = np.nan
    reasons = [why for _, why in stress.without_percent(days)]
    assert reasons == [
        "too little history<br>until Mon 2 Feb",
        "plyometrics and runs not logged<br>for more than 14 days<br>until Thu 19 Mar",
    ]


def test_the_range_is_cut_at_the_edge_with_a_mark_and_never_silently(days):
    days.loc[2, "upper"] = 1e6
    figure = stress.chart(days, LINES, template.LIGHT)
    (goes_on,) = named(figure, "range goes on")
    assert list(goes_on.x) == [DAYS[2].to_datetime64()]
    (total,) = named(figure, "total")
    assert "1\N{NARROW NO-BREAK SPACE}000\N{NARROW NO-BREAK SPACE}000" in total.text[2]
    assert max(figure.layout.yaxis.range) < 10_000


def test_every_point_one_can_click_carries_its_day_and_pales_no_other(days):
    figure = stress.chart(days, LINES, template.LIGHT, chosen=DAYS[60])
    clickable = [
        trace for trace in figure.data if trace.customdata is not None and len(trace.customdata)
    ]
    assert {"runs", "plyometrics", "residual"} <= {trace.name for trace in clickable}
    assert all(trace.customdata[0][:5] == "2026-" for trace in clickable)
    assert all(trace.unselected.marker.opacity in (0, 1) for trace in clickable)


def test_an_estimated_day_is_a_hollow_bar(days):
    days["is_estimated"] = days.index < 3
    (runs,) = named(stress.chart(days, LINES, template.DARK), "runs")
    assert list(runs.marker.color[:4]) == [template.DARK.page] * 3 + [template.DARK.run]


def test_blue_stands_on_no_axes_with_plum(days):
    drawn = stress.chart(days, LINES, template.LIGHT).to_json()
    assert template.LIGHT.achilles in drawn
    assert template.LIGHT.model not in drawn


def test_an_athlete_without_any_percentage_is_drawn_with_its_bars():
    days = stress_frames.one(stress_frames.daily(DAYS[:20], first_percent=20))
    figure = stress.chart(days, LINES, template.LIGHT)
    assert "too little history" in written(figure)
    assert figure.layout.yaxis2.range == (0, pytest.approx(130.68))
    assert named(figure, "runs")[0].y[0] == 4000


def test_days_nobody_knows_at_all_still_make_a_chart():
    days = stress_frames.one(stress_frames.daily(DAYS[:30], 30, unknown=range(30)))
    days["largest_30d"] = np.nan
    figure = stress.chart(days, LINES, template.LIGHT)
    assert "not logged" in written(figure)


def test_the_worse_leg_is_chosen_day_by_day():
    frame = stress_frames.daily()
    right = (frame["side"] == "right") & (frame["date"] == DAYS[50])
    frame.loc[right, "percent"] += 1
    legs = stress_row.worse_legs(frame)
    assert len(legs) == 3 * len(DAYS)
    assert set(legs.loc[legs["date"] == DAYS[50], "side"]) == {"right"}
    assert set(legs.loc[legs["date"] == DAYS[49], "side"]) == {"left"}


def test_names_stand_on_their_lines_and_apart_from_each_other():
    lines = stress_row.worse_legs(stress_frames.daily(peak=60))
    places = stress_names.places(lines)
    assert places["achilles"] == DAYS[60]
    assert set(places) == {"achilles", "patellar", "tibia"}
    days = sorted(places.values())
    assert min(b - a for a, b in pairwise(days)) >= pd.Timedelta(days=10)


def test_a_line_that_has_just_begun_is_named_at_the_edge():
    frame = stress_frames.daily()
    frame.loc[(frame["tissue"] == "tibia") & (frame["date"] < DAYS[86]), "percent"] = np.nan
    assert stress_names.places(stress_row.worse_legs(frame))["tibia"] >= DAYS[86]


def test_where_nothing_is_known_no_line_is_named():
    lines = stress_row.worse_legs(stress_frames.daily(first_percent=90))
    assert stress_names.places(lines) == {}


@pytest.mark.parametrize(
    ("value", "text"),
    [(1426.0, "1 400"), (0.0, "0"), (3.14, "3.1"), (99.6, "100"), (float("nan"), "–")],
)
def test_steps_have_two_significant_digits(value, text):
    assert stress_days.steps(value) == text.replace(" ", "\N{NARROW NO-BREAK SPACE}")


def a_known_run_of(steps, day, days):
    days.loc[day, ["equivalents", "plyo_equivalents", "lower", "upper"]] = np.nan
    days.loc[day, ["run_equivalents", "known_equivalents"]] = steps
    return days


def test_a_run_whose_day_is_not_all_known_is_drawn_whole(days):
    figure = stress.chart(a_known_run_of(20000.0, 60, days), LINES, template.LIGHT)
    (runs,) = named(figure, "runs")
    assert runs.y[60] == 20000
    assert figure.layout.yaxis.range[1] > 20000
    (total,) = named(figure, "total")
    assert total.text[60] == "at least 20 000 steps, not all logged".replace(
        "0 0", "0\N{NARROW NO-BREAK SPACE}0"
    )


def test_a_channel_unknown_for_long_is_named(days):
    days = stress_frames.one(stress_frames.daily())
    days.loc[50:70, ["equivalents", "plyo_equivalents"]] = np.nan
    days.loc[64:72, "percent"] = np.nan
    assert stress.without_percent(days)[1][1].startswith("plyometrics not logged<br>for more")


def test_a_channel_never_logged_is_no_silence():
    days = stress_frames.one(stress_frames.daily()).assign(plyo_equivalents=np.nan)
    assert stress.long_silences(days) == []


def test_the_word_above_keeps_within_the_chart():
    days = stress_frames.one(stress_frames.daily(peak=88))
    figure = stress.chart(days, LINES, template.LIGHT)
    (note,) = [one for one in figure.layout.annotations if one.text == "■ above"]
    assert note.xanchor == "right"


def test_where_no_day_is_whole_the_axis_holds_what_is_known(days):
    whole = ["equivalents", "plyo_equivalents", "lower", "upper", "largest_30d", "spike_ratio"]
    days = days.assign(known_equivalents=days["run_equivalents"], **dict.fromkeys(whole, np.nan))
    figure = stress.chart(days, LINES, template.LIGHT)
    assert figure.layout.yaxis.range[1] == pytest.approx(1.1 * 4000)
    rested = days.assign(known_equivalents=0.0, run_equivalents=0.0)
    assert stress.chart(rested, LINES, template.LIGHT).layout.yaxis.range == (0, 1)


def test_one_day_alone_is_no_wall_and_no_repeated_tick(days):
    figure = stress.chart(days.iloc[[40]].reset_index(drop=True), LINES, template.LIGHT)
    first, last = figure.layout.xaxis.range
    assert (last - first).days >= 12


def test_a_day_known_in_part_and_beyond_the_limit_has_its_square_where_it_is_known(days):
    known = 9000.0
    days.loc[70, "known_equivalents"] = known
    days.loc[70, "spike_above"] = True
    figure = stress.chart(days, LINES, template.LIGHT)
    assert known in next(
        list(one.y) for one in named(figure, "above the limit") if one.yaxis != "y2"
    )
