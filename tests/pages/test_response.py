import json

import pytest

from data import OWNER, demo, fits, store


@pytest.fixture
def somebody(demo_database):
    with store.session(demo_database) as con:
        return demo.truth(con, OWNER)["athlete_id"].iloc[0]


def charts(page):
    return [json.loads(chart.proto.spec) for chart in page.get("plotly_chart")]


def test_the_headline_is_the_answer_of_the_saved_fit(demo_database, somebody, open_page):
    with store.session(demo_database) as con:
        fit = fits.latest(con, OWNER).fit
    row = fit.response([150], weeks=4, athlete_id=somebody).iloc[0]

    page = open_page("response", athlete=somebody, dose="150", weeks="4")

    said = page.header[0].value
    assert said.startswith("150 AU a week for 4 weeks: ")
    shown = [
        float(word.replace("−", "-"))
        for word in said.split()
        if word[0] in "+−0" and word[-1].isdigit()
    ]
    assert shown == pytest.approx([row["mean"], row["lower"], row["upper"]], abs=0.051)


def test_a_curve_never_stands_without_interval_and_verdict(somebody, open_page):
    page = open_page("response", athlete=somebody)

    assert any("**Not assessed yet.**" in text.value for text in page.markdown)
    curve, forecast = charts(page)
    assert sum(trace.get("fill") == "tonexty" for trace in curve["data"]) == 2
    assert sum(trace.get("fill") == "tonexty" for trace in forecast["data"]) == 2
    assert curve["layout"]["xaxis"]["title"]["text"] == "Weekly dose (AU a week)"
    assert curve["layout"]["yaxis"]["title"]["text"] == "Change of running power (%)"


def test_the_planted_truth_can_be_shown_on_the_demo(somebody, open_page):
    page = open_page("response", athlete=somebody)
    page = page.toggle(key="truth").set_value(True).run()
    assert "planted truth" in [trace.get("name") for trace in charts(page)[0]["data"]]


@pytest.mark.parametrize("whose", ["cohort", "new athlete"])
def test_a_curve_that_is_not_the_athletes_own_says_whose_it_is(somebody, open_page, whose):
    page = open_page("response", athlete=somebody, curve=whose)
    assert not page.exception
    assert f"{whose}'s curve" in [trace.get("name") for trace in charts(page)[0]["data"]][4]


def test_new_data_make_the_fit_out_of_date(demo_database, somebody, open_page):
    with store.session(demo_database) as con:
        con.execute(
            "UPDATE power_tests SET power_w_kg = power_w_kg * 1.01 WHERE athlete_id = ?", [somebody]
        )
        store.bump(con)

    page = open_page("response", athlete=somebody)

    assert page.warning[0].value.startswith("Out of date: ")


def test_without_a_fit_it_offers_one_and_makes_it(demo_database, somebody, open_page):
    with store.session(demo_database) as con:
        con.execute("DELETE FROM fits")
        store.bump(con)

    page = open_page("response", athlete=somebody)
    assert (
        page.markdown[-1].value
        == "No fit of critical power, stryd yet, or none that this version reads."
    )
    assert not page.get("plotly_chart")
    page = next(button for button in page.button if button.label == "Fit now").click().run()

    assert not page.exception
    assert len(page.get("plotly_chart")) == 2


@pytest.mark.parametrize(("name", "value"), [("weeks", ""), ("curve", ""), ("dose", "many")])
def test_a_link_with_an_empty_or_foreign_value_opens_with_the_default(
    somebody, open_page, name, value
):
    page = open_page("response", athlete=somebody, **{name: value})
    assert not page.exception
    assert page.header[0].value.startswith("100 AU a week for 8 weeks: ")


def test_an_athlete_without_plyometrics_is_not_given_a_curve_of_their_own(
    demo_database, somebody, open_page
):
    with store.session(demo_database) as con:
        for statement in (
            "DELETE FROM plyo_sets WHERE session_id IN"
            " (SELECT session_id FROM plyo_sessions WHERE athlete_id = $who)",
            "DELETE FROM day_status WHERE athlete_id = $who",
        ):
            con.execute(statement, {"who": somebody})
        store.bump(con)
    with store.session(demo_database) as con:
        con.execute("DELETE FROM plyo_sessions WHERE athlete_id = $who", {"who": somebody})
        con.execute("DELETE FROM fits")
        store.bump(con)
    page = open_page("response", athlete=somebody)
    page = next(button for button in page.button if button.label == "Fit now").click().run()

    assert not page.exception
    said = [text.value for text in page.markdown]
    assert (
        f"– No test could be used. The curve is the cohort's, 6 athletes, not {somebody}'s." in said
    )
    curve = charts(page)[0]
    assert "not the athlete's own" in [trace.get("name") for trace in curve["data"]]
    assert not any("own doses" in note["text"] for note in curve["layout"]["annotations"])
