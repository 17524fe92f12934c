import json
import re
from dataclasses import replace

import pandas as pd
import pytest

from data import OWNER, athletes, fits, store
from tests.conftest import SERIES
from tests.pages import proofs

DIFFERENCES = pd.DataFrame(
    {"weekly_dose_au": [50.0, 100.0], "sd": [0.5, 0.9], "lower": [0.1, 0.2], "upper": [1.0, 1.6]}
)


def saved(database):
    with store.session(database) as con:
        return fits.latest(con, OWNER).fit


def judge(database, differences=DIFFERENCES, of_each=None, **numbers):
    """Give the saved fit evidence made by hand; ``of_each`` names the athletes' verdicts."""
    fit = saved(database)
    found = proofs.evidence(fit.athlete_ids, **numbers)
    if of_each is not None:
        found.athletes["verdict"] = of_each
    proof = replace(found, differences=differences)
    with store.session(database) as con:
        fits.save(con, replace(fit, proof=proof), **SERIES, seconds=0.1)


def forget(database, sql, *values):
    with store.session(database) as con:
        con.execute(sql, values)
        store.bump(con)


def charts(page):
    return [json.loads(chart.proto.spec) for chart in page.get("plotly_chart")]


def texts(page):
    return [text.value for text in [*page.markdown, *page.caption]]


@pytest.mark.parametrize(
    ("verdict", "said"),
    [
        (
            "shown",
            r"● Dose effect shown in the cohort\. 100 AU a week for 8 weeks: \S+ % running power "
            r"\(90 % interval \S+ to \S+ %\)\. ",
        ),
        ("not_shown", r"○ Dose effect not shown in the cohort\. .* remains possible\. "),
        (
            "confounded",
            r"◇ Cannot be separated in the cohort\. .* not to be read as the effect of ",
        ),
        ("insufficient", r"– Too little to judge in the cohort\. .* published prior's\. "),
    ],
)
def test_the_headline_says_the_cohorts_verdict_with_interval_and_how_much_athletes_differ(
    demo_database, open_page, verdict, said
):
    judge(demo_database, verdict=verdict)
    page = open_page("cohort")
    assert not page.exception
    headline = page.header[0].value
    assert re.match(said, headline)
    assert headline.endswith(
        "True responses differ with sd 0.9 % (0.2 to 1.6 %): they may differ little."
    )
    assert any(text.startswith("From no plyometrics and net of ") for text in texts(page))


def test_a_dose_beyond_anything_tried_is_said_in_headline_rows_and_curve(demo_database, open_page):
    judge(demo_database)
    page = open_page("cohort", dose="2000")
    assert "; beyond anything tried. True responses" in page.header[0].value
    assert page.dataframe[0].value["interval"].str.endswith(", beyond anything tried").all()

    (curve,) = charts(open_page("cohort", dose="2000", view="Curves"))
    assert "beyond anything tried" in [note["text"] for note in curve["layout"]["annotations"]]
    assert curve["layout"]["xaxis"]["range"] == [0, 2000]


def test_the_numbers_are_those_of_the_saved_fit(demo_database, open_page):
    judge(demo_database)
    fit = saved(demo_database)
    page = open_page("cohort", dose="150", weeks="4")

    table = page.dataframe[0].value.set_index("athlete_id")
    want = fit.response([150], weeks=4).set_index("athlete_id")
    assert table["mean"].to_dict() == pytest.approx(want["mean"].to_dict())
    chance = fit.gain_probability([150], weeks=4).set_index("athlete_id")["probability"]
    assert table["p_gain"].to_dict() == pytest.approx(chance.to_dict())
    assert table["mean"].is_monotonic_decreasing
    assert f"{fit.cohort_response([150], weeks=4)['mean'].iloc[0]:+.1f} %" in page.header[0].value
    assert "True responses to 100 AU a week for 8 weeks differ" in page.header[0].value


def test_table_and_chart_show_the_same_athletes_in_the_same_order(demo_database, open_page):
    judge(demo_database)
    page = open_page("cohort")
    (chart,) = charts(page)
    assert chart["layout"]["yaxis"]["ticktext"] == list(page.dataframe[0].value["athlete_id"])
    assert page.get("plotly_chart")[0].proto.alt.startswith(page.header[0].value)


def test_whoever_has_too_little_is_shown_the_cohorts_answer_and_it_says_so(
    demo_database, open_page
):
    verdicts = ["insufficient", *["shown"] * 5]
    judge(demo_database, of_each=verdicts)
    fit = saved(demo_database)
    few = fit.athlete_ids[0]

    page = open_page("cohort", athlete=few)

    row = page.dataframe[0].value.iloc[-1]
    assert (row["athlete_id"], row["verdict_word"]) == (few, "– too little")
    assert row["mean"] == pytest.approx(fit.cohort_response([100])["mean"].iloc[0])
    assert pd.isna(row["p_gain"])
    assert charts(page)[0]["layout"]["yaxis"]["ticktext"][-1] == f"<b>{few}</b>, cohort’s"
    assert any("the cohort’s, not the athlete’s own" in text for text in texts(page))


def test_a_filter_changes_who_is_shown_and_not_the_answer(demo_database, open_page):
    judge(demo_database, of_each=["shown"] * 2 + ["not_shown"] * 4)
    page = open_page("cohort")
    headline = page.header[0].value
    page.pills[0].set_value(["● shown"]).run()

    assert not page.exception
    assert set(page.dataframe[0].value["verdict_word"]) == {"● shown"}
    assert len(charts(page)[0]["layout"]["yaxis"]["ticktext"]) == 2
    assert any("**2 of 6 athletes**" in text for text in texts(page))
    assert any("the fit and its cohort stay" in text for text in texts(page))
    assert page.header[0].value == headline


def test_filters_stay_over_a_visit_to_another_page_and_are_counted_where_hidden(
    demo_database, open_page
):
    judge(demo_database, of_each=["shown"] * 2 + ["not_shown"] * 4)
    with store.session(demo_database) as con:
        sex = athletes.athletes(con, OWNER)["sex"][0]
    page = open_page("cohort")
    page.pills(key="cohort-verdict").set_value(["● shown"])
    page = page.pills(key="cohort-sex").set_value([sex]).run()

    page = page.switch_page("pages/today.py").run().switch_page("pages/cohort.py").run()

    assert not page.exception
    assert page.pills(key="cohort-verdict").value == ["● shown"]
    assert page.pills(key="cohort-sex").value == [sex]
    labels = [block.proto.popover.label for block in page.get("popover")]
    assert "Sex, age, tests · 1 on" in labels


@pytest.mark.parametrize("view", ["Responses", "Differences"])
def test_a_filter_that_leaves_nobody_says_so(demo_database, open_page, view):
    judge(demo_database, of_each=["shown"] + ["not_shown"] * 5)
    with store.session(demo_database) as con:
        sexes = athletes.athletes(con, OWNER)["sex"]
    other = next(sex for sex in sexes if sex != sexes[0])

    page = open_page("cohort", view=view)
    page.pills(key="cohort-verdict").set_value(["● shown"])
    page = page.pills(key="cohort-sex").set_value([other]).run()

    assert not page.exception
    assert page.info[0].value == "No athlete of the cohort is left by this filter."
    assert any("**0 of 6 athletes**" in text for text in texts(page))


def test_verdicts_are_counted_in_words(demo_database, open_page):
    judge(demo_database, of_each=["shown"] * 2 + ["not_shown"] * 3 + ["confounded"])
    page = open_page("cohort")
    shown = [option.content for option in page.pills[0].proto.options]
    assert shown == ["● shown 2", "○ not shown 3", "◇ cannot be separated 1"]


def test_an_unjudged_fit_says_so_and_can_be_judged(demo_database, open_page):
    page = open_page("cohort")
    assert page.header[0].value.startswith("Not assessed yet.")
    assert set(page.dataframe[0].value["verdict_word"]) == {"not assessed"}

    page = page.button(key="cohort-assess").click().run()

    assert not page.exception
    assert page.header[0].value[0] in "●○◇–"
    assert saved(demo_database).proof is not None


@pytest.mark.parametrize(("view", "n_charts"), [("Curves", 1), ("Differences", 2)])
def test_every_tab_opens_and_only_that(demo_database, open_page, view, n_charts):
    judge(demo_database)
    page = open_page("cohort", view=view)
    assert not page.exception
    assert len(page.get("plotly_chart")) == n_charts
    assert all(chart.proto.alt for chart in page.get("plotly_chart"))


def test_an_unjudged_fit_gives_no_figure_of_how_much_athletes_differ(demo_database, open_page):
    page = open_page("cohort", view="Differences")
    assert not page.exception
    assert any(text.startswith("Not assessed yet. How much") for text in texts(page))


def test_fewer_than_six_with_tests_are_individuals(demo_database, open_page):
    one = saved(demo_database).athlete_ids[0]
    forget(demo_database, "DELETE FROM power_tests WHERE athlete_id = ?", one)
    page = open_page("cohort")
    assert not page.exception
    assert page.info[0].value == "Fewer than 6 athletes with tests: individuals only."
    assert not page.get("plotly_chart")


def test_whoever_has_no_test_of_the_source_is_named(demo_database, open_page):
    with store.session(demo_database) as con:
        con.execute("INSERT INTO athletes (athlete_id, name) VALUES ('late-comer', 'Late')")
        store.bump(con)
    page = open_page("cohort")
    assert "1 of 7 left out: no test with stryd." in texts(page)
    assert "late-comer" in texts(page)


def test_without_a_fit_it_offers_one(demo_database, open_page):
    forget(demo_database, "DELETE FROM fits")
    page = open_page("cohort")
    assert not page.exception
    assert not page.get("plotly_chart")
    assert any(button.label == "Fit now" for button in page.button)


def test_new_data_make_the_cohort_out_of_date(demo_database, open_page):
    judge(demo_database)
    forget(demo_database, "UPDATE power_tests SET power_w_kg = power_w_kg * 1.01")
    page = open_page("cohort")
    assert page.warning[0].value.startswith("Out of date: ")
    assert page.button(key="cohort-refit")


@pytest.mark.parametrize("view", ["Responses", "Curves", "Differences"])
def test_the_words_never_rank_or_sort_people(demo_database, open_page, view):
    judge(demo_database)
    page = open_page("cohort", view=view)
    charts = [one.proto.alt + one.proto.spec for one in page.get("plotly_chart")]
    said = " ".join([*texts(page), *(header.value for header in page.header), *charts]).lower()
    assert not re.search(proofs.BANNED, said)
