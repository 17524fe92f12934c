import json
import re
from itertools import islice

import pytest

from analytics.response import ResponseModel
from data import OWNER, assembly, demo, fits, store
from pages.components import answer, variants
from tests.conftest import SERIES
from tests.pages import proofs


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


def test_a_dose_beyond_anything_tried_is_said_and_stays_on_the_curve(
    demo_database, somebody, open_page
):
    page = open_page("response", athlete=somebody, dose="2000")
    assert page.header[0].value.endswith(" %); beyond anything tried.")
    assert charts(page)[0]["layout"]["xaxis"]["range"] == [0, 2000]
    with store.session(demo_database) as con:
        fit = fits.latest(con, OWNER).fit
    assert answer.curve(fit, somebody, "own", 8, 2000.0).wide["weekly_dose_au"].max() == 2000
    assert "tried" not in open_page("response", athlete=somebody).header[0].value


@pytest.mark.parametrize("asked", [{}, {"dose": "150"}, {"weeks": "4"}])
def test_the_own_share_says_of_which_dose_it_is(somebody, open_page, asked):
    page = open_page("response", athlete=somebody, **asked)
    (share,) = [text for text in texts(page) if text.startswith("P(gain")]
    assert share.endswith(" (at 100 AU a week for 8 weeks)") == bool(asked)


def texts(page):
    return [text.value for text in [*page.markdown, *page.caption]]


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        ({}, ":blue[●] **Dose effect shown.** Forecasts of {who}'s tests have 12 % less squared"),
        (
            {"verdict": "not_shown", "beats_no_dose": False},
            ":blue[○] **Dose effect not shown.** There are enough tests (15 days), but the dose "
            "did not improve the forecasts. That is not proof of no effect: ",
        ),
        (
            {"verdict": "confounded", "r2_calendar": 0.95, "r2_time": 0.91},
            ":yellow[◇] **Cannot be separated.** The dose moved together with the calendar "
            "(R² 0.91); with a time trend the slope goes from +1.8 to −0.3 % per 100 AU a week.",
        ),
        (
            {"verdict": "insufficient", "n_tests": 5, "n_forecasts": 0},
            ":gray[–] **Too little to judge:** 5 of 8 test days. The curve is the cohort's, "
            "6 athletes, not {who}'s. A verdict is possible from ",
        ),
    ],
    ids=["shown", "not_shown", "confounded", "insufficient"],
)
@pytest.mark.parametrize("view", ["Answer", "Proof", "Expert"])
def test_every_verdict_is_said_first_in_every_tab(
    demo_database, somebody, open_page, numbers, said, view
):
    proofs.judge(demo_database, **numbers)

    page = open_page("response", athlete=somebody, view=view)

    assert not page.exception
    verdict = next(text for text in texts(page) if text[0] == ":")
    assert verdict.startswith(said.format(who=somebody))
    assert page.header[0].value.startswith("100 AU a week for 8 weeks: ")
    assert all(chart.proto.alt for chart in page.get("plotly_chart"))


def test_too_little_shows_the_cohorts_curve_and_none_of_the_athletes_numbers(
    demo_database, somebody, open_page
):
    proofs.judge(demo_database, verdict="insufficient", n_tests=5)
    with store.session(demo_database) as con:
        fit = fits.latest(con, OWNER).fit

    page = open_page("response", athlete=somebody)

    assert "P(gain above 1.0 %): – · own data: –" in texts(page)
    (line,) = [one for one in charts(page)[0]["data"] if one.get("name") == "cohort's curve"]
    assert line["line"]["dash"] == "dash"
    row = fit.cohort_response([100]).iloc[0]
    said = page.header[0].value.replace("−", "-")
    assert f"({90} % interval {row['new_lower']:+.1f} to {row['new_upper']:+.1f} %)" in said


def test_what_cannot_be_separated_stands_on_hatched_ground(demo_database, somebody, open_page):
    proofs.judge(demo_database, verdict="confounded")
    page = open_page("response", athlete=somebody)
    assert charts(page)[0]["data"][0]["fillpattern"]["shape"] == "/"


def test_the_proof_names_every_number_behind_the_verdict(demo_database, somebody, open_page):
    proofs.judge(demo_database, n_as_good=3)

    page = open_page("response", athlete=somebody, view="Proof")

    said = " ".join(texts(page))
    assert "7 of 8 tests lie inside the 90 % interval of one test" in said
    assert "3 of 40 copies of the dose shifted in time fit the tests as well" in said
    assert "R² 0.42" in said
    alts = " ".join(chart.proto.alt for chart in page.get("plotly_chart"))
    assert "250 % more than log(day)" in alts
    assert "– than the model without fatigue" in alts
    assert "dose alone +1.8 ± 0.6 %; with a time trend −0.3 ± 1.1 %" in alts
    assert len(page.get("plotly_chart")) == 5


def test_the_proof_without_a_forecast_says_when_the_first_comes(demo_database, somebody, open_page):
    nothing = dict.fromkeys(
        [f"skill_{one}" for one in ("running_mean", "no_dose", "last_value", "log_day")],
        float("nan"),
    )
    proofs.judge(
        demo_database, verdict="insufficient", n_tests=4, n_forecasts=0, n_shifts=0, **nothing
    )
    page = open_page("response", athlete=somebody, view="Proof")
    assert not page.exception
    assert "No forecast: the first is made for the sixth usable test." in texts(page)
    assert "The log is too short to shift its doses by 28 days or more." in texts(page)


def test_opening_a_page_assesses_nothing(demo_database, somebody, open_page, monkeypatch):
    monkeypatch.setattr("analytics.response.ResponseFit.assessed", None)
    for view in ("Answer", "Proof", "Expert"):
        page = open_page("response", athlete=somebody, view=view)
        assert not page.exception
        assert any("**Not assessed yet.**" in text for text in texts(page))
    for view in ("Responses", "Curves", "Differences"):
        page = open_page("cohort", athlete=somebody, view=view)
        assert not page.exception
        assert page.header[0].value.startswith("Not assessed yet.")
    for view in ("Timeline", "Test from runs", "Records"):
        assert not open_page("athlete", athlete=somebody, view=view).exception


def test_a_fit_is_assessed_on_request_and_takes_the_place_of_the_fit(
    demo_database, somebody, open_page
):
    page = open_page("response", athlete=somebody)
    page.button(key="assess").click().run()

    with store.session(demo_database) as con:
        saved = fits.fits(con, OWNER)
        fit = fits.latest(con, OWNER).fit
    assert len(saved) == 1
    assert set(fit.proof.athletes["athlete_id"]) == set(fit.athlete_ids)
    page = open_page("response", athlete=somebody)
    assert any(text[0] == ":" for text in texts(page))


def test_new_data_of_one_athlete_can_be_taken_in_alone(demo_database, somebody, open_page):
    proofs.judge(demo_database)
    with store.session(demo_database) as con:
        con.execute(
            "UPDATE power_tests SET power_w_kg = power_w_kg * 1.01 WHERE athlete_id = ?", [somebody]
        )
        store.bump(con)
    page = open_page("response", athlete=somebody)
    assert page.button(key="refit").label == "Refit"
    page.button(key="update-alone").click().run()

    page = open_page("response", athlete=somebody)
    assert not page.exception
    assert not page.warning
    with store.session(demo_database) as con:
        fit = fits.latest(con, OWNER).fit
    kept = fit.proof.athletes.set_index("athlete_id")["n_shifts"]
    assert (kept.drop(somebody) == 40).all()
    assert kept[somebody] != 40
    assert any(text.startswith("Since ") for text in texts(page))


def test_data_of_several_athletes_are_not_offered_for_one_alone(demo_database, somebody, open_page):
    with store.session(demo_database) as con:
        con.execute("UPDATE power_tests SET power_w_kg = power_w_kg * 1.01")
        store.bump(con)
    page = open_page("response", athlete=somebody)
    assert [button.key for button in page.button if button.key == "update-alone"] == []


def test_other_settings_stand_as_rows_beside_the_main_result(demo_database, somebody, open_page):
    proofs.judge(demo_database)
    page = open_page("response", athlete=somebody, view="Expert")
    assert len(page.get("plotly_chart")) == 5
    page = page.button(key="fit-variants").click().run()

    assert not page.exception
    (alt,) = [
        chart.proto.alt
        for chart in page.get("plotly_chart")
        if chart.proto.alt.startswith("as fitted: ")
    ]
    assert [row.split(":")[0] for row in alt.split("; ")] == [
        "as fitted",
        "prior sceptic",
        "prior optimist",
        "a load acts the same day",
        "no plyometrics before the log",
    ]
    with store.session(demo_database) as con:
        assert len(fits.fits(con, OWNER)) == 1


def test_variants_done_before_a_cancel_are_kept_and_shown(
    demo_database, somebody, open_page, monkeypatch
):
    whole = variants.fits
    monkeypatch.setattr(variants, "fits", lambda fit, tried: islice(whole(fit, tried), 1))
    page = open_page("response", athlete=somebody, view="Expert")
    page = page.button(key="fit-variants").click().run()

    assert page.button(key="fit-variants").label == "Fit 3 more variants"
    alts = " ".join(chart.proto.alt for chart in page.get("plotly_chart"))
    assert "as fitted: " in alts
    assert "prior sceptic: " in alts
    assert "prior optimist" not in alts

    with store.session(demo_database) as con:
        fit = fits.latest(con, OWNER).fit
    assert "prior sceptic" not in dict(whole(fit, {"prior sceptic"}))


@pytest.mark.parametrize("verdict", ["shown", "not_shown", "confounded", "insufficient"])
@pytest.mark.parametrize("view", ["Answer", "Proof", "Expert"])
def test_no_tab_says_a_word_that_promises(demo_database, somebody, open_page, verdict, view):
    proofs.judge(demo_database, verdict=verdict, n_tests=9)
    page = open_page("response", athlete=somebody, view=view)
    alts = [chart.proto.alt + chart.proto.spec for chart in page.get("plotly_chart")]
    said = " ".join([*texts(page), *(header.value for header in page.header), *alts]).lower()
    assert not re.search(proofs.BANNED, said)


def test_what_is_not_identified_is_said_so_beside_the_parameters(
    demo_database, somebody, open_page
):
    page = open_page("response", athlete=somebody, view="Expert")
    assert any("are not identified one by one" in text for text in texts(page))
    page = open_page("response", athlete=somebody)
    assert not any("not identified" in text for text in texts(page))


def test_a_prior_of_ones_own_is_fitted_and_said(demo_database, somebody, open_page):
    page = open_page("response", athlete=somebody)
    (prior,) = [one for one in page.selectbox if one.label == "Prior"]
    page = prior.set_value("own").run()
    (mean,) = [one for one in page.number_input if one.label == "Mean of the population (%)"]
    mean.set_value(0.5)
    page.button(key="fit-now").click().run()

    with store.session(demo_database) as con:
        prior = fits.latest(con, OWNER).fit.model.prior
    assert (prior["gain_mean"], prior.base) == (0.5, "default")
    page = open_page("response", athlete=somebody)
    said = " ".join(texts(page))
    assert "Prior: own, +0.5 ± 1 % after 8 weeks of 220 AU a week, athletes ± 1.5 %." in said
    assert "another setting (prior)" in said


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
    assert any(
        text.startswith("The 90 % intervals hold the planted curve at ")
        and " of 6 doses from 50 to 300 AU a week" in text
        for text in texts(page)
    )


@pytest.mark.parametrize("whose", ["cohort", "new athlete"])
def test_a_curve_that_is_not_the_athletes_own_says_whose_it_is(somebody, open_page, whose):
    page = open_page("response", athlete=somebody, curve=whose)
    assert not page.exception
    assert f"{whose}'s curve" in [trace.get("name") for trace in charts(page)[0]["data"]][4]
    assert any(f", not {somebody}: the curve is " in text for text in texts(page))


@pytest.fixture
def hardly_tested(demo_database, somebody):
    """Keep two usable tests of somebody, and fit without judging."""
    with store.session(demo_database) as con:
        con.execute(
            "DELETE FROM power_tests WHERE athlete_id = $who AND test_id NOT IN (SELECT test_id"
            " FROM power_tests WHERE athlete_id = $who ORDER BY local_date DESC LIMIT 2)",
            {"who": somebody},
        )
        store.bump(con)
        loads, tests, _ = assembly.response_inputs(con, OWNER, **SERIES)
        fits.save(con, ResponseModel().fit(loads, tests), **SERIES, seconds=0.1)
    return somebody


def test_two_tests_make_no_curve_of_ones_own_though_nobody_judged_them(hardly_tested, open_page):
    page = open_page("response", athlete=hardly_tested)
    said = f"2 of 8 test days. The curve is the cohort's, 6 athletes, not {hardly_tested}'s."
    assert f"– {said}" in texts(page)
    assert "P(gain above 1.0 %): – · own data: –" in texts(page)

    rows = open_page("cohort").dataframe[0].value.set_index("athlete_id")
    assert rows.loc[hardly_tested, "verdict_word"] == "– too little"
    assert (rows["verdict_word"] == "not assessed").sum() == 5


def test_the_expert_tab_says_that_it_is_not_about_a_borrowed_curve(
    demo_database, somebody, open_page
):
    said = f"Below: {somebody}'s own pooled estimate, not the curve above."
    assert said not in texts(open_page("response", athlete=somebody, view="Expert"))
    proofs.judge(demo_database, verdict="insufficient", n_tests=5)
    page = open_page("response", athlete=somebody, view="Expert")
    assert said in texts(page)
    assert not any("The interval is " in text for text in texts(page))
    page = page.button(key="fit-variants").click().run()
    alts = [chart.proto.alt for chart in page.get("plotly_chart")]
    assert any(alt.startswith(f"{somebody}'s own, as fitted: ") for alt in alts)


@pytest.fixture
def alone(demo_database, somebody):
    """Keep the fit of one athlete and nobody else."""
    with store.session(demo_database) as con:
        loads, tests, _ = assembly.response_inputs(con, OWNER, **SERIES)
        mine = (frame[frame["athlete_id"] == somebody] for frame in (loads, tests))
        fits.save(con, ResponseModel().fit(*mine), **SERIES, seconds=0.1)
    return somebody


def test_one_athlete_is_told_of_no_cohort(alone, open_page):
    for view in ("Answer", "Expert"):
        page = open_page("response", athlete=alone, view=view)
        assert not page.exception
        specs = " ".join(chart.proto.spec + chart.proto.alt for chart in page.get("plotly_chart"))
        said = [text for text in texts(page) if not text.startswith("**")]  # the Words explain it
        assert not [one for one in [*said, specs] if "cohort" in one]
    page = open_page("response", athlete=alone, curve="prior")
    assert "the prior's curve" in [trace.get("name") for trace in charts(page)[0]["data"]]
    assert f"The prior, not {alone}: the curve is the published prior's." in texts(page)


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
    assert any(
        text.startswith(":gray[–] **Too little to judge:** 0 of 8 test days")
        and f"The curve is the cohort's, 6 athletes, not {somebody}'s." in text
        for text in said
    )
    assert "P(gain above 1.0 %): – · own data: –" in said
    curve = charts(page)[0]
    assert "cohort's curve" in [trace.get("name") for trace in curve["data"]]
    assert not any("own doses" in note["text"] for note in curve["layout"]["annotations"])


def test_a_fit_of_an_older_model_says_that(demo_database, somebody, open_page):
    with store.session(demo_database) as con:
        con.execute("UPDATE fits SET model_version = '1'")
        store.bump(con)
    page = open_page("response", athlete=somebody)
    assert "the model was mended since this fit" in page.warning[0].value


def test_a_fit_of_an_older_model_is_not_updated_in_part(demo_database, somebody, open_page):
    with store.session(demo_database) as con:
        con.execute("UPDATE fits SET model_version = '1'")
        con.execute(
            "UPDATE power_tests SET power_w_kg = power_w_kg * 1.01 WHERE athlete_id = ?", [somebody]
        )
        store.bump(con)
    page = open_page("response", athlete=somebody)
    assert "data were changed since this fit" in page.warning[0].value
    assert [one.key for one in page.button if one.key in ("refit", "update-alone")] == ["refit"]
