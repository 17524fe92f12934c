import math

import numpy as np
import pandas as pd
import pytest

from analytics.charts import drill_frame, drills, template

GROUNDS = pytest.mark.parametrize("palette", [template.LIGHT, template.DARK], ids=["light", "dark"])


def rows(*names, steps=5.0):
    return pd.DataFrame(
        [
            {
                "drill_id": f"drill-{at}",
                "name": name,
                "tissue": tissue,
                "steps": steps * (at + 1),
                "lower": steps * (at + 1) / 10,
                "upper": steps * (at + 1) * 10,
                "load": 7.3,
                "unit": "BW",
                "load_from": "measured" if tissue == "achilles" else "model",
            }
            for at, name in enumerate(names)
            for tissue in template.TISSUES
        ]
    )


def marks(figure):
    return [trace for trace in figure.data if trace.mode == "markers"]


@GROUNDS
def test_each_tissue_has_a_plum_and_a_shape_of_its_own_and_is_named_in_ink(palette):
    figure = drills.contacts(rows("Pogo", "Bound"), palette)
    looks = {(one.marker.symbol, one.marker.line.color) for one in marks(figure)}
    assert looks == {(look.symbol, palette.tissue(name)) for name, look in template.TISSUES.items()}
    head = figure.layout.title
    assert head.font.color == palette.ink
    assert all(label in head.text for label in drills.LABELS.values())


def test_plum_never_shares_axes_with_blue():
    drawn = drills.contacts(rows("Pogo"), template.LIGHT).to_json()
    assert template.LIGHT.model not in drawn


def test_a_measured_load_is_filled_and_a_modelled_one_hollow():
    by_tissue = dict(
        zip(template.TISSUES, marks(drills.contacts(rows("Pogo"), template.LIGHT)), strict=True)
    )
    assert by_tissue["achilles"].marker.color[0] == template.LIGHT.achilles
    assert by_tissue["tibia"].marker.color[0] == template.LIGHT.page


def test_the_running_step_is_a_labelled_line_at_one_on_a_logarithmic_axis():
    figure = drills.contacts(rows("Pogo"), template.LIGHT)
    assert figure.layout.xaxis.type == "log"
    assert figure.layout.xaxis.title.text == "Easy running steps per contact"
    labels = {note.text: note.x for note in figure.layout.annotations}
    assert 10 ** labels["running step = 1"] == 1
    assert any(list(trace.x) == [1, 1] for trace in figure.data if trace.mode == "lines")


def test_every_dot_is_inside_and_every_band_has_both_ends():
    frame = rows(*"abcde", steps=0.0002)
    figure = drills.contacts(frame, template.LIGHT)
    low, high = figure.layout.xaxis.range
    dots = [value for trace in marks(figure) for value in trace.x]
    assert low < math.log10(min(dots))
    assert high > math.log10(frame["upper"].max())
    ends = [v for t in figure.data if t.mode == "lines" and len(t.x) > 2 for v in t.x]
    assert sorted(v for v in ends if np.isfinite(v)) == pytest.approx(
        sorted(frame[["lower", "upper"]].to_numpy().ravel())
    )


def test_an_unknown_load_leaves_its_row_and_draws_nothing():
    frame = rows("Pogo", "Calf raise")
    frame.loc[frame["drill_id"] == "drill-1", ["steps", "lower", "upper", "load"]] = float("nan")
    figure = drills.contacts(frame, template.LIGHT)
    assert list(figure.layout.yaxis.ticktext) == ["Pogo", "Calf raise"]
    assert all(np.isfinite(trace.x).sum() == 1 for trace in marks(figure))
    said = {note.y: note.text for note in figure.layout.annotations}
    assert said[1] == "no ground contact"
    assert np.isfinite(figure.layout.xaxis.range).all()


def test_the_picked_drill_stands_out_by_weight_and_ground():
    figure = drills.contacts(rows("Pogo", "Bound"), template.LIGHT, picked="drill-1")
    assert list(figure.layout.yaxis.ticktext) == ["Pogo", "<b>Bound</b>"]
    grounds = [shape for shape in figure.layout.shapes if shape.type == "rect"]
    assert [(shape.y0, shape.y1) for shape in grounds] == [(0.5, 1.5)]


def test_a_mark_carries_the_id_of_its_drill():
    figure = drills.contacts(rows("Pogo", "Bound"), template.LIGHT)
    assert [one[0] for one in marks(figure)[0].customdata] == ["drill-0", "drill-1"]


def test_a_hostile_name_stays_text():
    figure = drills.contacts(rows('<a href="http://evil.example">x</a>'), template.LIGHT)
    assert "<a " not in figure.to_json()
    assert figure.layout.yaxis.ticktext[0].startswith("&lt;a href")


def test_a_long_name_leaves_room_for_the_plot_and_is_whole_in_the_hover():
    name = "Drop jump, direction on a signal, 30 cm"
    figure = drills.contacts(rows(name), template.LIGHT)
    assert figure.layout.yaxis.ticktext[0] == "Drop jump, direction on…"
    assert marks(figure)[0].customdata[0][1] == name


def test_the_axis_names_decades_and_always_the_running_step():
    figure = drills.contacts(rows("Pogo", steps=0.001), template.LIGHT)
    named = dict(zip(figure.layout.xaxis.tickvals, figure.layout.xaxis.ticktext, strict=True))
    assert named[1.0] == "1"
    assert sum(bool(one) for one in named.values()) <= 5


@pytest.mark.parametrize("n", [1, 35, 120])
def test_every_drill_has_a_row_of_the_same_height(n):
    figure = drills.contacts(rows(*(f"d{at}" for at in range(n))), template.LIGHT)
    drawn_px = figure.layout.height - drill_frame.HEAD_PX - drill_frame.FOOT_PX
    bottom, top = figure.layout.yaxis.range
    assert drawn_px / (bottom - top) == pytest.approx(drills.ROW_PX)


@pytest.mark.parametrize(
    ("value", "said"),
    [(5.84, "5.8"), (0.0321, "0.032"), (21.2, "21"), (1387, "1\u202f400"), (9.97, "10")],
)
def test_steps_have_two_significant_digits(value, said):
    assert drills.steps(value) == said


def test_missing_steps_are_a_dash():
    assert drills.steps(float("nan")) == "–"


def test_a_band_that_runs_past_the_left_edge_ends_in_an_arrow_of_its_colour():
    frame = rows("Box jump", "Pogo", steps=0.002)
    frame.loc[frame["drill_id"] == "drill-1", "lower"] = 0.5
    frame.loc[frame["drill_id"] == "drill-0", "lower"] = [1e-6, 1e-6, 0.5]
    figure = drills.contacts(frame, template.LIGHT)
    arrows = [note for note in figure.layout.annotations if note.text == "◀"]
    cut = list(template.TISSUES)[:2]
    assert [one.font.color for one in arrows] == [template.LIGHT.tissue(name) for name in cut]
    assert [round(one.y) for one in arrows] == [0, 0]
