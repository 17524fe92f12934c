"""Fitting, assessing and updating from the pages, and what is said of it."""

import time
from datetime import datetime

import pytest
import streamlit as st

from analytics.response import ResponseFit
from data import OWNER, fits, settings, store
from pages.components import days, text
from tests.conftest import SERIES
from tests.pages import proofs

STOPPED = "Assessment stopped; assess again with Assess now."


@pytest.fixture
def somebody(demo_database):
    with store.session(demo_database) as con:
        return fits.latest(con, OWNER).fit.athlete_ids[0]


def latest(database):
    with store.session(database) as con:
        return fits.latest(con, OWNER)


def stronger(database, athlete_id):
    with store.session(database) as con:
        con.execute(
            "UPDATE power_tests SET power_w_kg = power_w_kg * 1.01 WHERE athlete_id = ?",
            [athlete_id],
        )
        store.bump(con)


def stop(self, on_progress):
    """Do as an assessment whose visitor clicks on Cancel."""
    on_progress(1, len(self.athlete_ids))
    st.stop()


def texts(page):
    return [said.value for said in [*page.markdown, *page.caption, *page.info]]


def one(found, start):
    (widget,) = [each for each in found if each.key and each.key.startswith(start)]
    return widget


def test_fitting_again_and_cancelling_keeps_every_verdict(
    demo_database, somebody, open_page, monkeypatch
):
    proofs.judge(demo_database)
    before = latest(demo_database)
    monkeypatch.setattr(ResponseFit, "assessed", stop)
    page = open_page("response", athlete=somebody)
    page.button(key="fit-now").click().run()
    after = latest(demo_database)
    assert (after.fit_id, after.is_assessed) == (before.fit_id, True)


def test_an_assessment_that_was_stopped_says_so_until_it_is_made(
    demo_database, somebody, open_page, monkeypatch
):
    page = open_page("response", athlete=somebody)
    assert STOPPED not in texts(page)
    with monkeypatch.context() as patched:
        patched.setattr(ResponseFit, "assessed", stop)
        page = page.button(key="assess").click().run()
    page = page.run()
    assert STOPPED in texts(page)
    proofs.judge(demo_database)
    page = page.run()
    assert STOPPED not in texts(page)


def test_an_assessment_of_a_fit_that_is_gone_is_dropped_and_that_is_said(
    demo_database, somebody, open_page, monkeypatch
):
    def late(self, on_progress):
        with store.session(demo_database) as con:
            con.execute("UPDATE fits SET fit_id = 99")
            con.execute("UPDATE fit_athletes SET fit_id = 99")
            store.bump(con)
        return self

    monkeypatch.setattr(ResponseFit, "assessed", late)
    page = open_page("response", athlete=somebody)
    page = page.button(key="assess").click().run()
    assert not page.exception
    assert latest(demo_database).fit_id == 99
    assert any("not saved: its fit was made anew" in toast.value for toast in page.toast)


def test_an_update_is_kept_before_it_is_judged_and_leaves_its_trace(
    demo_database, somebody, open_page, monkeypatch
):
    proofs.judge(demo_database)
    stronger(demo_database, somebody)
    page = open_page("response", athlete=somebody)
    monkeypatch.setattr(ResponseFit, "assessed", stop)
    page.button(key="update-alone").click().run()

    saved = latest(demo_database)
    assert list(saved.updated_at) == [somebody]
    assert somebody not in set(saved.fit.proof.athletes["athlete_id"])
    assert len(saved.fit.proof.athletes) == len(saved.fit.athlete_ids) - 1
    page = open_page("response", athlete=somebody)
    made, updated = days.local(saved.cohort_at), days.local(saved.updated_at[somebody])
    said = f"Cohort of {days.day(made)}; {somebody} updated {days.day(updated)}."
    assert said in texts(page)


def test_an_update_of_a_fit_nobody_judged_judges_nobody(
    demo_database, somebody, open_page, monkeypatch
):
    stronger(demo_database, somebody)
    page = open_page("response", athlete=somebody)
    monkeypatch.setattr(ResponseFit, "assessed", None)
    page = page.button(key="update-alone").click().run()
    assert not page.exception
    saved = latest(demo_database)
    assert list(saved.updated_at) == [somebody]
    assert saved.fit.proof is None


def test_each_fit_has_settings_of_its_own_in_the_popover(demo_database, somebody, open_page):
    page = open_page("response", athlete=somebody)
    page = one(page.selectbox, "fit-prior").set_value("sceptic").run()
    assert one(page.selectbox, "fit-prior").value == "sceptic"
    with store.session(demo_database) as con:
        fit = fits.latest(con, OWNER).fit
        other = fit.model.fit(*data_of(con))
        con.execute("DELETE FROM fits")
        fits.save(con, other, **SERIES, seconds=0.1)
    page = page.run()
    assert one(page.selectbox, "fit-prior").value == "default"


def data_of(con):
    from data import assembly

    loads, tests, _ = assembly.response_inputs(con, OWNER, **SERIES)
    return loads, tests


@pytest.mark.parametrize(
    ("came", "said"),
    [
        ((30, 2), "30 days and 2 tests came in"),
        ((30, -1), "30 days came in and 1 test was removed"),
        ((-1, 2), "2 tests came in and 1 day was removed"),
        ((-7, -1), "7 days and 1 test were removed"),
        ((0, 1), "1 test came in"),
        ((0, 0), "data were changed"),
    ],
)
def test_what_came_in_and_what_was_removed_are_said_apart(came, said):
    sentence = text.stale(datetime(2024, 10, 3, 9), 14.2, *came)  # noqa: DTZ001 - the store's
    assert sentence == f"Out of date: {said} since this fit of Thu 3 Oct 2024. Refit (14 s)."


def test_a_fit_that_took_no_second_says_less_than_one():
    sentence = text.stale(datetime(2024, 10, 3, 9), 0.3, 1, 1)  # noqa: DTZ001 - the store's
    assert sentence.endswith(" Refit (< 1 s).")


@pytest.fixture
def athens(monkeypatch):
    monkeypatch.setenv("TZ", "Europe/Athens")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.usefixtures("athens")
def test_moments_are_told_by_the_clock_of_this_machine():
    assert days.moment(datetime(2024, 10, 3, 22, 5)) == "Fri 4 Oct 2024 01:05"  # noqa: DTZ001


def of_garmin(database, athlete_id):
    with store.session(database) as con:
        con.execute(
            "UPDATE power_tests SET power_source = 'garmin' WHERE athlete_id = ?", [athlete_id]
        )
        store.bump(con)


SHOWN = "{} has no critical power, stryd; critical power, garmin is shown."


def test_a_series_the_athlete_has_no_test_of_is_said_to_be_missing(
    demo_database, somebody, open_page
):
    of_garmin(demo_database, somebody)
    page = open_page("response", athlete=somebody, series="critical_power-stryd")
    assert not page.exception
    assert SHOWN.format(somebody) in texts(page)
    assert SHOWN.format(somebody) in texts(page.run())
    page = open_page("response", athlete=somebody)
    assert not any(" is shown." in said for said in texts(page))


def test_what_is_no_series_is_not_repeated(somebody, open_page):
    page = open_page("response", athlete=somebody, series="<b>bold</b>")
    assert not page.exception
    assert not any("bold" in said for said in texts(page))


def test_a_cohort_with_one_athlete_to_judge_again_says_so(
    demo_database, somebody, open_page, monkeypatch
):
    proofs.judge(demo_database)
    stronger(demo_database, somebody)
    page = open_page("response", athlete=somebody)
    with monkeypatch.context() as patched:
        patched.setattr(ResponseFit, "assessed", stop)
        page.button(key="update-alone").click().run()
    page = open_page("cohort")
    assert not page.exception
    assert page.button(key="cohort-assess")
    words = page.dataframe[0].value.set_index("athlete_id")["verdict_word"]
    assert words[somebody] == "not assessed"


def test_a_dose_counted_otherwise_is_said_beside_the_answer_and_asks_for_a_refit(
    demo_database, somebody, open_page
):
    with store.session(demo_database) as con:
        settings.put_dose_measure(con, "contacts")
    app = open_page("response", athlete=somebody)
    warned = " ".join(one.value for one in app.warning)
    assert "dose is counted by contacts now, by modelled force in this fit" in warned

    app.button(key="refit").click().run()

    assert not app.warning
    assert any("dose counted by contacts" in one.value for one in app.markdown)
