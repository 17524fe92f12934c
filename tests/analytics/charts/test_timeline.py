import numpy as np
import pandas as pd
import pytest

from analytics.charts import template
from analytics.charts.timeline import History, timeline
from tests.analytics.charts import stress_frames

DAYS = pd.date_range("2026-01-01", periods=60)


@pytest.fixture
def daily():
    dose = np.where(np.arange(60) % 7 == 2, 80.0, 0.0)
    dose[20:40] = np.nan
    return pd.DataFrame(
        {
            "date": DAYS,
            "plyo_dose_au": dose,
            "run_load_au": 50.0,
            "plyo_status": np.where(np.isnan(dose), "unknown", "rest"),
            "run_status": "trained",
            "plyo_is_estimated": False,
            "run_is_estimated": np.arange(60) % 2 == 0,
        }
    )


@pytest.fixture
def tests():
    return pd.DataFrame(
        {
            "date": DAYS[[5, 15, 25]],
            "power_w_kg": [3.9, 4.0, 4.6],
            "se_w_kg": [0.08, np.nan, 0.08],
            "power_source": ["stryd", "stryd", "garmin"],
            "label": "critical power",
        }
    )


@pytest.fixture
def runs():
    columns = {
        "date": DAYS[:2],
        "power_w": [200.0, 210.0],
        "power_source": "stryd",
        "label": "45 min",
    }
    return pd.DataFrame(columns)


def named(figure, name):
    return [trace for trace in figure.data if trace.name == name]


def test_two_power_sources_are_two_rows_and_never_joined(daily, tests, runs):
    figure = timeline(History(daily, tests, runs), template.LIGHT)
    one, other = named(figure, "test")
    assert one.yaxis != other.yaxis
    assert sorted([len(one.x), len(other.x)]) == [1, 2]
    assert one.mode == other.mode == "markers"


def test_all_rows_share_one_time_axis_and_their_hover(daily, tests, runs):
    figure = timeline(History(daily, tests, runs), template.LIGHT)
    assert {trace.xaxis for trace in figure.data} <= {"x", None}
    assert figure.layout.hoversubplots == "axis"


def test_days_nobody_logged_are_a_veil_and_not_a_bar(daily, tests, runs):
    figure = timeline(History(daily, tests, runs), template.LIGHT, rows=["dose"])
    bars, hover = named(figure, "dose")
    assert hover.customdata[25] == "not logged"
    assert hover.customdata[3] == "rest"
    assert not set(pd.DatetimeIndex(bars.x)) & set(DAYS[20:40])
    (veil,) = figure.layout.shapes
    assert (pd.Timestamp(veil.x0), pd.Timestamp(veil.x1)) == (
        DAYS[20] - pd.Timedelta(hours=12),
        DAYS[39] + pd.Timedelta(hours=12),
    )
    assert "not logged" in [note.text for note in figure.layout.annotations]


def test_an_estimated_load_is_a_hollow_bar(daily, tests, runs):
    figure = timeline(History(daily, tests, runs), template.LIGHT, rows=["runs"])
    measured, hover = named(figure, "run load")
    (estimated,) = named(figure, "estimated")
    assert measured.marker.color == template.LIGHT.run
    assert estimated.marker.color == template.LIGHT.page
    assert list(hover.customdata[:2]) == ["50 AU, estimated", "50 AU"]


def test_a_test_without_an_error_of_its_own_has_no_bar(daily, tests, runs):
    figure = timeline(History(daily, tests, runs), template.LIGHT, rows=["tests"])
    longest = max(named(figure, "test"), key=lambda trace: len(trace.x))
    assert list(longest.error_y.array) == [0.08, 0.0]


def test_tests_of_another_kind_are_a_row_of_their_own_without_the_model(daily, tests, runs):
    tests["label"] = ["critical power", "3-minute power", "critical power"]
    predicted = pd.DataFrame({"date": DAYS, "mean": 4.0, "lower": 3.9, "upper": 4.1}).assign(
        power_source="stryd", label="critical power"
    )
    figure = timeline(History(daily, tests, runs, predicted), template.LIGHT)
    assert len({trace.yaxis for trace in named(figure, "test")}) == 3
    (beside,) = [trace.yaxis for trace in named(figure, "model") if len(trace.x)]
    (together,) = [trace for trace in named(figure, "test") if trace.yaxis == beside]
    assert list(together.y) == [3.9]


@pytest.fixture
def history(daily, tests, runs):
    other = pd.DataFrame(
        {
            "date": DAYS,
            "other_load": [300.0, np.nan, 0.0] * 20,
            "other_status": ["trained", "unknown", "rest"] * 20,
            "other_is_estimated": False,
            "other_kinds": ["strength, mobility", None, None] * 20,
        }
    )
    stress = stress_frames.daily(DAYS, peak=50)
    return History(daily, tests, runs, stress=stress, other=other)


def test_stress_is_a_plum_line_for_each_tissue_told_apart_without_colour(history):
    figure = timeline(history, template.LIGHT, rows=["stress"], limit_percent=110)
    looks = {
        name: (trace.line.color, trace.line.dash)
        for name in ("Achilles", "patellar tendon", "tibia")
        for trace in named(figure, name)
    }
    assert len(set(looks.values())) == 3
    assert {dash for _, dash in looks.values()} == {"solid", "dash", "dot"}
    written = [note.text for note in figure.layout.annotations]
    assert {*looks, "limit 110 %"} <= set(written)


def test_stress_is_that_of_the_worse_leg_with_the_range_of_the_worst(history):
    history.stress.loc[history.stress["side"] == "right", "percent"] += 7
    figure = timeline(history, template.LIGHT, rows=["stress"], limit_percent=110)
    (achilles,) = named(figure, "Achilles")
    assert achilles.customdata[40].endswith(", right")
    assert achilles.customdata[50] == "120 % (108 to 134 %), left"


def test_a_day_above_the_limit_is_a_square_with_the_word(history):
    figure = timeline(history, template.LIGHT, rows=["stress"], limit_percent=110)
    (over,) = named(figure, "above the limit")
    assert list(over.x) == [DAYS[50].to_datetime64()]
    assert over.marker.symbol == "square"
    assert "■ above" in [note.text for note in figure.layout.annotations]


def test_a_limit_that_is_off_is_not_drawn(history):
    figure = timeline(history, template.LIGHT, rows=["stress"], limit_percent=None)
    assert not named(figure, "above the limit")
    assert not [note for note in figure.layout.annotations if "limit" in note.text]


def test_days_with_too_little_history_are_blank_and_say_so(history):
    figure = timeline(history, template.LIGHT, rows=["stress"], limit_percent=110)
    assert "too little history" in [note.text for note in figure.layout.annotations]


def test_other_load_is_hatched_with_its_kinds_and_veiled_where_nobody_knows(history):
    figure = timeline(history, template.LIGHT, rows=["other"])
    bars, hover = named(figure, "other load")
    assert bars.marker.pattern.shape == "/"
    assert list(hover.customdata[:3]) == [
        "300 effort × min, strength, mobility",
        "not logged",
        "rest",
    ]
    assert len(figure.layout.shapes) == 20


def test_of_the_last_days_every_frame_is_cut_alike(history):
    cut = history.of_last(28)
    firsts = {frame["date"].min() for frame in (cut.daily, cut.stress, cut.other)}
    assert firsts == {DAYS[-28]}
    assert history.of_last(None) is history
