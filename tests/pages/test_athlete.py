import json
from itertools import pairwise

import pytest

from data import OWNER, athletes, demo, power_tests, store
from pages.components import sources
from tests.pages import proofs


@pytest.fixture
def somebody(demo_database):
    with store.session(demo_database) as con:
        return athletes.athletes(con, OWNER)["athlete_id"].iloc[0]


def timeline(page):
    return json.loads(page.get("plotly_chart")[0].proto.spec)


def beside(page):
    """Return what stands below each number."""
    drawn = [one for one in page.main if one.type in ("metric", "caption")]
    return {
        one.label: below.value
        for one, below in pairwise(drawn)
        if (one.type, below.type) == ("metric", "caption")
    }


def test_tests_dose_and_runs_share_one_time_axis(somebody, open_page):
    figure = timeline(open_page("athlete", athlete=somebody))

    assert {trace.get("xaxis", "x") for trace in figure["data"]} == {"x"}
    names = {trace.get("name") for trace in figure["data"]}
    assert {"test", "run", "dose", "run load", "model"} <= names
    titles = [note["text"] for note in figure["layout"]["annotations"]]
    assert "<b>Plyometric dose (AU a day)</b>" in titles
    assert "<b>Tested critical power · stryd (W/kg)</b>" in titles


@pytest.mark.parametrize(
    ("verdict", "said"),
    [(None, "not assessed"), ("shown", "● shown"), ("insufficient", "– too little")],
)
def test_the_model_stands_with_its_level_its_day_and_the_verdict(
    demo_database, somebody, open_page, verdict, said
):
    if verdict is not None:
        proofs.judge(demo_database, verdict=verdict)
    caption = open_page("athlete", athlete=somebody).caption[-1].value
    assert "Blue: the model of critical power, stryd, with its 90 % interval, fit of " in caption
    assert f"; dose effect: {said}." in caption


def test_the_weeks_dose_says_how_many_of_its_days_are_unknown(
    demo_database, somebody, open_page, monkeypatch
):
    daily = sources.daily

    def with_gap(*asked):
        rows = daily(*asked).copy()
        rows.loc[rows.index[-3:-1], "plyo_status"] = "unknown"
        return rows

    monkeypatch.setattr(sources, "daily", with_gap)
    said = beside(open_page("athlete", athlete=somebody))
    gaps = [label for label, what in said.items() if what.endswith(", 2 of 7 days not logged")]
    assert gaps == ["Dose, 7 days"]


def test_rows_and_period_come_with_the_link(somebody, open_page):
    page = open_page("athlete", athlete=somebody, period="4 w", rows="dose")
    figure = timeline(page)
    assert {trace.get("name") for trace in figure["data"]} <= {"dose", "estimated", None}
    assert page.segmented_control(key="period").value == "4 w"


def test_records_show_what_is_stored(somebody, demo_database, open_page):
    page = open_page("athlete", athlete=somebody, view="Records")

    assert not page.exception
    tests, runs, sets, doses, other, *_ = (frame.value for frame in page.dataframe)
    with store.session(demo_database) as con:
        counted = con.execute(
            "SELECT (SELECT count(*) FROM power_tests WHERE athlete_id = $who),"
            " (SELECT count(*) FROM runs WHERE athlete_id = $who),"
            " (SELECT count(*) FROM other_sessions WHERE athlete_id = $who)",
            {"who": somebody},
        ).fetchone()
    assert (len(tests), len(runs), len(other)) == counted
    assert 0 < len(doses) == sets["date"].nunique()
    assert {"plyo_dose_au", "eccentric_impulse_n_s", "tibia_steps"} <= set(doses.columns)


def test_a_removed_test_takes_no_other_with_it(somebody, demo_database, open_page):
    """A selection is a row number; AppTest cannot select, so the store is asked directly."""
    page = open_page("athlete", athlete=somebody, view="Records")
    before = page.dataframe[0].value
    with store.session(demo_database) as con:
        power_tests.remove(con, before["test_id"].iloc[0])

    page = page.run()

    assert not page.exception
    assert list(page.dataframe[0].value["test_id"]) == list(before["test_id"])[1:]


def test_a_run_without_a_start_time_shows_none_and_keeps_its_length(somebody, open_page):
    runs = open_page("athlete", athlete=somebody, view="Records").dataframe[1].value
    assert runs["local_start"].isna().all()
    assert (runs["timer_min"] > 0).all()


def test_a_timeline_needs_no_fit(database, open_page):
    demo.load(database, athletes=1, days=120, seed=1)
    with store.session(database) as con:
        (name,) = athletes.athletes(con, OWNER)["athlete_id"]

    app = open_page("athlete", athlete=name)

    assert not app.exception
    assert "Blue: the model" not in " ".join(one.value for one in app.caption)
