import numpy as np
import pandas as pd
import pytest

from analytics.charts import template
from analytics.charts.forecast import fitted
from analytics.charts.response import OwnDoses, curve

DOSE = np.linspace(0.0, 400.0, 41)


@pytest.fixture
def bands():
    mean = 4 * DOSE / (DOSE + 150)
    made = pd.DataFrame({"weekly_dose_au": DOSE, "mean": mean})
    return [
        made.assign(lower=mean - share * mean, upper=mean + share * mean) for share in (0.8, 0.3)
    ]


def test_a_curve_has_both_bands_its_name_and_units(bands):
    figure = curve(*bands, template.LIGHT, name="expected", swc_percent=1.0)
    assert [trace.fill for trace in figure.data].count("tonexty") == 2
    assert "expected" in [note.text for note in figure.layout.annotations]
    assert figure.layout.xaxis.title.text == "Weekly dose (AU a week)"
    assert figure.layout.yaxis.title.text == "Change of running power (%)"


@pytest.mark.parametrize(("largest_au", "said"), [(100.0, True), (300.0, False)])
def test_what_was_never_tried_is_called_so(bands, largest_au, said):
    own = OwnDoses(usual_au=80.0, largest_au=largest_au)
    figure = curve(*bands, template.LIGHT, name="expected", swc_percent=1.0, own=own)
    texts = [note.text for note in figure.layout.annotations]
    assert ("beyond anything tried" in texts) is said


def test_the_truth_of_a_synthetic_athlete_is_dashed_ink(bands):
    truth = pd.DataFrame({"weekly_dose_au": DOSE, "response_percent": DOSE / 100})
    figure = curve(*bands, template.LIGHT, name="expected", swc_percent=1.0, truth=truth)
    (planted,) = [trace for trace in figure.data if trace.name == "planted truth"]
    assert (planted.line.color, planted.line.dash) == (template.LIGHT.ink, "dash")


def test_tests_that_were_not_used_are_hollow():
    days = pd.date_range("2026-01-01", periods=30)
    predicted = pd.DataFrame({"date": days, "mean": 4.0})
    for side, width in (("", 0.1), ("test_", 0.2)):
        predicted[f"{side}lower"], predicted[f"{side}upper"] = 4.0 - width, 4.0 + width
    tests = pd.DataFrame(
        {"date": days[[3, 20]], "power_w_kg": [3.9, 4.1], "se_w_kg": 0.08, "is_used": [False, True]}
    )
    symbols = {
        t.name: t.marker.symbol
        for t in fitted(predicted, tests, template.DARK).data
        if t.mode == "markers"
    }
    assert symbols == {"test": "circle", "test, not used": "circle-open"}


def test_a_curve_that_is_not_the_athletes_own_is_muted_and_dashed(bands):
    figure = curve(*bands, template.LIGHT, name="cohort's curve", swc_percent=1.0, look="borrowed")
    (line,) = [trace for trace in figure.data if trace.name == "cohort's curve"]
    assert (line.line.color, line.line.dash) == (template.LIGHT.muted, "dash")


def test_a_curve_that_cannot_be_read_as_the_doses_effect_stands_on_hatched_ground(bands):
    figure = curve(*bands, template.DARK, name="expected", swc_percent=1.0, look="confounded")
    assert figure.data[0].fillpattern.shape == "/"
    assert figure.data[0].fillpattern.fgcolor == template.DARK.confounded


def test_a_truth_that_ends_before_the_curve_says_so(bands):
    truth = pd.DataFrame({"weekly_dose_au": DOSE[:21], "response_percent": DOSE[:21] / 100})
    figure = curve(*bands, template.LIGHT, name="expected", swc_percent=1.0, truth=truth)
    assert "planted truth (to 200 AU)" in [note.text for note in figure.layout.annotations]


@pytest.mark.parametrize("last", [-1.0, 0.2, 1.0, 1.05, 2.0, 4.0])
def test_labels_at_the_ends_of_lines_do_not_touch(bands, last):
    truth = pd.DataFrame({"weekly_dose_au": DOSE, "response_percent": last * DOSE / 400})
    ended = [band.assign(mean=DOSE / 400) for band in bands]
    figure = curve(*ended, template.LIGHT, name="expected", swc_percent=1.0, truth=truth)
    low, high = figure.layout.yaxis.range
    ends = sorted(note.y for note in figure.layout.annotations if note.xref == "x domain")
    assert len(ends) == 3
    assert min(np.diff(ends)) > 0.06 * (high - low)
    assert low < ends[0] < ends[-1] < high
