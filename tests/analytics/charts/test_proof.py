import numpy as np
import pandas as pd
import pytest

from analytics.charts import confounding, diagnostics, intervals, parameters, placebo, template
from analytics.charts.forecast import made_before
from analytics.charts.intervals import Row

DAYS = pd.date_range("2026-01-01", periods=6, freq="14D")


def texts(figure):
    return [note.text for note in figure.layout.annotations]


@pytest.fixture
def forecasts():
    mean = np.linspace(4.0, 4.2, 6)
    return pd.DataFrame(
        {
            "date": DAYS,
            "tested_w_kg": mean + 0.05,
            "mean": mean,
            "lower": mean - 0.1,
            "upper": mean + 0.2,
        }
    )


def test_a_forecast_is_hollow_blue_with_its_interval_and_a_test_is_ink(forecasts):
    forecast, test = made_before(forecasts, template.LIGHT).data
    assert (forecast.marker.color, forecast.marker.line.color) == (
        template.LIGHT.page,
        template.LIGHT.model,
    )
    np.testing.assert_allclose(forecast.error_y.array, 0.2)
    np.testing.assert_allclose(forecast.error_y.arrayminus, 0.1)
    assert test.marker.color == template.LIGHT.ink


def test_copies_that_fit_as_well_as_the_real_dose_share_no_bar_with_those_that_fit_worse():
    shifts = pd.DataFrame({"shift_d": [0, 30, 40, 50, 60], "log_ratio": [0, -2.0, -0.01, 0.0, 0.7]})
    figure = placebo.shifted(shifts, template.LIGHT, real="real dose: 2 of 4")
    (bars,) = figure.data
    as_good = [color == template.LIGHT.model for color in bars.marker.color]
    assert sum(y for y, good in zip(bars.y, as_good, strict=True) if good) == 2
    assert sum(bars.y) == 4
    assert all(x > 0 for x, good in zip(bars.x, as_good, strict=True) if good)
    assert "real dose: 2 of 4" in texts(figure)


@pytest.mark.parametrize("value", [-1.0, 0.0, 2.0])
def test_copies_that_all_fit_alike_are_drawn(value):
    shifts = pd.DataFrame({"shift_d": [0, 30, 40], "log_ratio": [0.0, value, value]})
    (bars,) = placebo.shifted(shifts, template.DARK, real="real dose").data
    assert sum(bars.y) == 2


def test_a_value_beyond_the_limit_stands_at_the_edge_as_an_arrow_and_in_words():
    rows = [
        Row("a", "900 % more", -900.0),
        Row("b", "12 % less", 12.0),
        Row("c", "–", float("nan")),
    ]
    figure = intervals.chart(
        rows, template.LIGHT, x_title="Less (%)", zero_text="no better", limit=100.0
    )
    symbols = [trace.marker.symbol for trace in figure.data]
    assert symbols == ["triangle-left", "circle"]
    assert list(figure.layout.yaxis.ticktext) == ["a<br>900 % more", "b<br>12 % less", "c<br>–"]
    assert figure.layout.xaxis.title.text == "Less (%)"


def test_dose_and_running_share_one_time_axis_and_name_their_rows():
    days = pd.DataFrame({"date": DAYS, "exposure_au": 80.0, "run_relative": 0.1})
    figure = confounding.exposures(days, template.LIGHT, dose_title="dose", run_title="run")
    assert [trace.line.color for trace in figure.data] == [template.LIGHT.dose, template.LIGHT.run]
    assert {"<b>dose</b>", "<b>run</b>"} <= set(texts(figure))
    np.testing.assert_allclose(figure.data[1].y, 10.0)


def test_every_parameter_has_a_panel_with_prior_cohort_and_athlete():
    weights = pd.DataFrame(
        {
            "parameter": ["d50", "d50", "gamma"],
            "value": [100.0, 153.2, 1.0],
            "prior": [0.5, 0.5, 1.0],
            "population": [0.4, 0.6, 1.0],
            "posterior": [0.3, 0.7, 1.0],
        }
    )
    figure = parameters.bars(weights, template.LIGHT, {"d50": "D50 (AU)", "gamma": "γ"})
    assert [trace.name for trace in figure.data] == ["prior", "population", "posterior"] * 2
    assert list(figure.data[0].x) == ["100", "153"]
    assert {"<b>D50 (AU)</b>", "<b>γ</b>"} <= set(texts(figure))


def test_residuals_influence_and_next_tests_have_units_on_their_axes():
    tests = pd.DataFrame(
        {"date": DAYS, "residual_percent": 1.0, "standardised": [0.5, -4.0, 1, 0, 0, 2]}
    )
    left_out = pd.DataFrame({"date": DAYS, "mean": 1.0, "lower": 0.0, "upper": 2.0, "change": 0.01})
    widths = pd.DataFrame({"n_tests": [0, 1, 2], "width": [3.0, 2.5, 2.2]})
    figures = [
        diagnostics.residuals(tests, template.LIGHT),
        diagnostics.influence(left_out, template.LIGHT, answer=1.0, unit="Change (%)"),
        diagnostics.next_tests(widths, template.LIGHT),
    ]
    assert [figure.layout.yaxis.title.text for figure in figures] == [
        "Residual (sd of a test)",
        "Change (%)",
        "Width of the interval (points)",
    ]
    assert figures[0].layout.yaxis.range[0] < -4.0
