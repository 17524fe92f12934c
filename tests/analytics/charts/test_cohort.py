import numpy as np
import pandas as pd
import pytest

from analytics.charts import cohort, differences, forest, template
from analytics.charts.template import VERDICTS


def athletes(n, verdicts=tuple(VERDICTS)):
    mean = np.linspace(3.0, -1.0, n)
    return pd.DataFrame(
        {
            "athlete_id": [f"athlete-{i}" for i in range(n)],
            "mean": mean,
            "lower": mean - 1.5,
            "upper": mean + 1.5,
            "narrow_lower": mean - 0.5,
            "narrow_upper": mean + 0.5,
            "verdict": [verdicts[i % len(verdicts)] for i in range(n)],
        }
    )


def draw(rows, **more):
    return cohort.responses(rows, template.LIGHT, swc_percent=1.0, newcomer=(-0.5, 3.5), **more)


def dots(figure):
    return figure.data[-1]


def test_colour_and_shape_are_the_verdicts_and_not_the_effects():
    figure = draw(athletes(8))
    marker = dots(figure).marker
    looks = list(zip(marker.symbol, marker.color, strict=True))
    assert looks[:4] == looks[4:]
    assert len(set(looks[:4])) == 4


def test_both_lines_and_the_newcomer_are_named():
    said = {note.text for note in draw(athletes(8)).layout.annotations}
    assert said == {"no change", "smallest worth having, +1.0 %", "a new athlete, 90 %"}


def test_every_mean_has_both_intervals():
    rows = athletes(8)
    lines = [trace for trace in draw(rows).data if trace.mode == "lines" and len(trace.x) > 2]
    drawn = sorted(value for trace in lines for value in trace.x if np.isfinite(value))
    ends = rows[["lower", "upper", "narrow_lower", "narrow_upper"]].to_numpy().ravel()
    assert drawn == pytest.approx(sorted(ends))


@pytest.mark.parametrize(("n", "names"), [(60, 60), (61, 1), (1000, 1)])
def test_beyond_sixty_rows_lose_their_names_but_not_the_picked_one(n, names):
    figure = draw(athletes(n), picked="athlete-3")
    assert len(figure.layout.yaxis.ticktext) == names
    assert "<b>athlete-3</b>, cohort’s" in figure.layout.yaxis.ticktext
    assert figure.layout.height < 2000
    assert len(dots(figure).x) == n


def test_who_was_not_judged_bears_no_verdicts_mark():
    figure = draw(athletes(4, verdicts=(None,)))
    assert set(dots(figure).marker.symbol) == {"line-ns"}
    assert all("not assessed" in row[1] for row in dots(figure).customdata)


def test_a_click_makes_nobody_pale():
    assert dots(draw(athletes(4))).unselected.marker.opacity == 1


def test_the_newcomer_lies_behind_the_cohorts_curve():
    dose = np.linspace(0, 300, 5)
    wide = pd.DataFrame({"weekly_dose_au": dose, "mean": dose / 100}).assign(
        lower=lambda row: row["mean"] - 0.5,
        upper=lambda row: row["mean"] + 0.5,
        new_lower=-1.0,
        new_upper=5.0,
    )
    figure = cohort.curve(wide, wide, template.DARK, swc_percent=1.0)
    assert next(trace.fillcolor for trace in figure.data if trace.fill) == template.DARK.veil
    low, high = figure.layout.yaxis.range
    assert low < -1.0
    assert high > 5.0


def test_shrinkage_joins_the_own_estimate_to_the_pooled_one():
    rows = athletes(4).assign(own_mean=[6.0, 2.0, -1.0, -4.0], own_lower=-9.0, own_upper=6.5)
    figure = differences.shrinkage(rows, template.LIGHT, cohort_mean=1.0)
    own, pooled, left, right = figure.data[-4:]
    assert (len(left.x), len(right.x)) == (4, 0)  # cut off at the left, and marked
    assert own.marker.color == template.LIGHT.page
    assert list(own.x) == [6.0, 2.0, -1.0, -4.0]
    assert list(pooled.x) == list(rows["mean"])
    low, high = figure.layout.xaxis.range
    assert low < -4.0
    assert high > 6.0


def test_the_sd_between_athletes_is_drawn_from_zero_with_its_interval():
    frame = pd.DataFrame(
        {"weekly_dose_au": [50.0, 300.0], "sd": [0.5, 1.0], "lower": [0.2, 0.3], "upper": [1, 2]}
    )
    figure = differences.spread(frame, template.LIGHT)
    assert figure.layout.yaxis.rangemode == "tozero"
    assert [trace.fill for trace in figure.data].count("tonexty") == 1


def test_rows_are_as_high_as_those_of_a_table():
    apart = draw(athletes(10), row_px=30).layout.height - draw(athletes(9), row_px=30).layout.height
    assert apart == 30
    assert forest.height_px(2000, 30) < 1
