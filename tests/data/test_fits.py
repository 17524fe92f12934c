from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from analytics.response import ResponseModel
from analytics.response.evidence import Evidence
from data import OWNER, Viewer, athletes, fits, freshness, store

SERIES = {"kind": "critical_power", "power_source": "stryd", "duration_s": None}
DAYS = pd.date_range("2026-01-01", periods=120, unit="us")


def data_of(athlete_id, level_w_kg=4.0):
    dose = np.where(np.arange(120) % 3 == 0, 60.0, 0.0)
    loads = pd.DataFrame(
        {"athlete_id": athlete_id, "date": DAYS, "plyo_dose_au": dose, "run_load_au": 40.0}
    )
    tests = pd.DataFrame(
        {"athlete_id": athlete_id, "date": DAYS[70::10], "power_w_kg": level_w_kg, "se_w_kg": 0.08}
    )
    return loads, tests


@pytest.fixture
def fit():
    return ResponseModel(level=0.8).fit(*data_of("mara"))


@pytest.fixture
def mara(con):
    athletes.add(con, athlete_id="mara")
    return con


def test_a_fit_comes_back_as_it_was_saved(mara, fit):
    fit_id = fits.save(mara, fit, **SERIES, seconds=0.5)
    saved = fits.latest(mara, OWNER)
    assert (saved.fit_id, saved.kind, saved.power_source) == (fit_id, "critical_power", "stryd")
    assert saved.fit.model == fit.model
    pd.testing.assert_frame_equal(saved.fit.response([100.0]), fit.response([100.0]))


def test_the_newest_fit_of_the_series_is_the_latest(mara, fit):
    first = fits.save(mara, fit, **SERIES, seconds=0.5)
    newer = ResponseModel(level=0.8).fit(*data_of("mara", level_w_kg=4.1))
    second = fits.save(mara, newer, **SERIES, seconds=0.5)
    trial = {"kind": "time_trial", "power_source": "stryd", "duration_s": 300.0}
    third = fits.save(mara, fit, **trial, seconds=0.5)
    assert fits.latest(mara, OWNER).fit_id == third
    assert fits.latest(mara, OWNER, **SERIES).fit_id == second
    assert fits.latest(mara, OWNER, **trial).fit_id == third
    assert fits.latest(mara, OWNER, **{**trial, "duration_s": 1200.0}) is None
    assert fits.fits(mara, OWNER)["fit_id"].tolist() == [third, second, first]


def test_a_fit_takes_the_place_of_one_of_the_same_data_and_settings(mara, fit):
    fits.save(mara, fit, **SERIES, seconds=0.5)
    again = fits.save(mara, fit, **SERIES, seconds=0.9)
    other = fits.save(mara, ResponseModel().fit(*data_of("mara")), **SERIES, seconds=0.5)
    assert fits.fits(mara, OWNER)["fit_id"].tolist() == [other, again]
    assert fits.athletes(mara, OWNER) == {"mara"}


def test_it_is_known_whose_data_moved_on(mara, fit):
    fits.save(mara, fit, **SERIES, seconds=0.5)
    saved = fits.latest(mara, OWNER)
    loads, tests = data_of("mara")
    others = data_of("bo")

    assert freshness.moved_on(saved, loads, tests) == frozenset()
    assert freshness.moved_on(saved, *data_of("mara", level_w_kg=4.1)) == {"mara"}
    joined = [pd.concat(pair) for pair in zip((loads, tests), others, strict=True)]
    assert freshness.moved_on(saved, *joined) == {"bo"}
    assert freshness.moved_on(saved, *others) == {"bo", "mara"}


def test_a_fit_is_found_by_who_is_in_it(mara, fit):
    fits.save(mara, fit, **SERIES, seconds=0.5)
    assert fits.latest(mara, OWNER, "mara") is not None
    assert fits.latest(mara, OWNER, "bo") is None
    assert fits.athletes(mara, OWNER) == {"mara"}


def test_a_fit_is_stale_once_the_data_moved_on(mara, fit):
    fits.save(mara, fit, **SERIES, seconds=0.5)
    saved = fits.latest(mara, OWNER)
    loads, tests = data_of("mara")
    assert not saved.is_stale(loads, tests)
    assert not saved.is_stale(loads.iloc[::-1], tests)
    assert saved.is_stale(loads, data_of("mara", level_w_kg=4.1)[1])


def test_a_fit_is_only_for_those_who_may_see_everyone_in_it(mara, fit):
    fits.save(mara, fit, **SERIES, seconds=0.5)
    stranger = Viewer("stranger")
    assert fits.latest(mara, stranger) is None
    assert fits.fits(mara, stranger).empty
    assert fits.athletes(mara, stranger) == frozenset()


def test_without_a_fit_there_is_none(con):
    assert fits.latest(con, OWNER) is None
    assert fits.previous(con, OWNER, **SERIES) is None


def test_the_previous_fit_of_a_series_is_the_last_but_one(mara, fit):
    first = fits.save(mara, fit, **SERIES, seconds=0.5)
    assert fits.previous(mara, OWNER, **SERIES) is None
    fits.save(mara, ResponseModel(level=0.7).fit(*data_of("mara")), **SERIES, seconds=0.5)
    fits.save(mara, fit, **{**SERIES, "power_source": "garmin"}, seconds=0.5)

    saved = fits.previous(mara, OWNER, **SERIES)

    assert saved.fit_id == first
    assert saved.fit.data_sha256 == fit.data_sha256
    assert fits.previous(mara, Viewer("stranger"), **SERIES) is None


def test_a_previous_fit_that_this_version_cannot_read_is_passed_over(mara, fit):
    first = fits.save(mara, fit, **SERIES, seconds=0.5)
    second = fits.save(mara, ResponseModel(level=0.7).fit(*data_of("mara")), **SERIES, seconds=0.5)
    fits.save(mara, ResponseModel(level=0.6).fit(*data_of("mara")), **SERIES, seconds=0.5)
    mara.execute("UPDATE fits SET content = 'PK'::BLOB WHERE fit_id = $fit_id", {"fit_id": second})

    assert fits.previous(mara, OWNER, **SERIES).fit_id == first


def test_evidence_is_saved_with_the_fit(mara, fit):
    found = pd.DataFrame({"athlete_id": ["mara"], "verdict": ["not_shown"], "n_tests": [5]})
    assessed = replace(fit, proof=Evidence(*[found] * 7))

    fits.save(mara, fit, **SERIES, seconds=0.5)
    fits.save(mara, assessed, **SERIES, seconds=0.5)

    pd.testing.assert_frame_equal(fits.latest(mara, OWNER).fit.proof.athletes, found)
    assert len(fits.fits(mara, OWNER)) == 1


def judged(fit):
    found = pd.DataFrame({"athlete_id": fit.athlete_ids, "verdict": "not_shown", "n_tests": 5})
    return replace(fit, proof=Evidence(*[found] * 7))


def test_fitting_again_takes_no_verdict_away(mara, fit):
    first = fits.save(mara, judged(fit), **SERIES, seconds=9.0)
    assert fits.save(mara, fit, **SERIES, seconds=0.5) == first
    saved = fits.latest(mara, OWNER)
    assert saved.is_assessed
    assert (saved.fit_id, saved.seconds) == (first, 9.0)


def test_a_fit_made_before_comes_back_with_its_verdicts_as_the_newest(mara, fit):
    fits.save(mara, judged(fit), **SERIES, seconds=9.0)
    fits.save(mara, ResponseModel(level=0.7).fit(*data_of("mara")), **SERIES, seconds=0.5)
    third = fits.save(mara, fit, **SERIES, seconds=0.5)
    saved = fits.latest(mara, OWNER)
    assert saved.is_assessed
    assert (saved.fit_id, saved.fit.model.level) == (third, 0.8)
    assert len(fits.fits(mara, OWNER)) == 2


def test_an_assessment_that_comes_late_does_not_hide_a_newer_fit(mara, fit):
    first = fits.save(mara, fit, **SERIES, seconds=0.5)
    newer = ResponseModel(level=0.8).fit(*data_of("mara", level_w_kg=4.1))
    second = fits.save(mara, newer, **SERIES, seconds=0.5)
    before = store.revision(mara)

    assert fits.save_assessed(mara, first, judged(fit), 9.0)

    assert store.revision(mara) == before + 1
    assert fits.latest(mara, OWNER).fit_id == second
    assert fits.previous(mara, OWNER, **SERIES).is_assessed
    assert fits.fits(mara, OWNER)["n_judged"].tolist() == [0, 1]


def test_an_assessment_of_a_fit_that_is_gone_is_dropped(mara, fit):
    first = fits.save(mara, fit, **SERIES, seconds=0.5)
    mara.execute("DELETE FROM fits")
    before = store.revision(mara)
    assert not fits.save_assessed(mara, first, judged(fit), 9.0)
    assert store.revision(mara) == before
    assert fits.fits(mara, OWNER).empty


def test_an_assessment_never_takes_the_place_of_another_fit_of_its_number(mara, fit):
    first = fits.save(mara, fit, **SERIES, seconds=0.5)
    other = ResponseModel(level=0.8).fit(*data_of("mara", level_w_kg=4.1))
    assert not fits.save_assessed(mara, first, judged(other), 9.0)


def updated(fit, level_w_kg):
    return fit.updated("mara", *data_of("mara", level_w_kg=level_w_kg))


def test_an_update_keeps_the_date_and_the_seconds_of_its_cohort(mara, fit):
    base = fits.save(mara, fit, **SERIES, seconds=9.0)
    made_at = fits.latest(mara, OWNER).cohort_at
    fit_id = fits.save_update(mara, base, updated(fit, 4.1), "mara")
    saved = fits.latest(mara, OWNER)
    assert (saved.fit_id, saved.seconds, saved.cohort_at) == (fit_id, 9.0, made_at)
    assert list(saved.updated_at) == ["mara"]
    assert fits.previous(mara, OWNER, **SERIES).updated_at == {}


def test_an_update_of_a_fit_that_is_not_the_newest_is_dropped(mara, fit):
    base = fits.save(mara, fit, **SERIES, seconds=0.5)
    newer = ResponseModel(level=0.8).fit(*data_of("mara", level_w_kg=4.2))
    second = fits.save(mara, newer, **SERIES, seconds=0.5)
    assert fits.save_update(mara, base, updated(fit, 4.1), "mara") is None
    assert fits.latest(mara, OWNER).fit_id == second


def test_a_refit_is_another_fit_than_an_update_of_the_same_data(mara, fit):
    base = fits.save(mara, fit, **SERIES, seconds=0.5)
    fit_id = fits.save_update(mara, base, judged(updated(fit, 4.1)), "mara")
    whole = ResponseModel(level=0.8).fit(*data_of("mara", level_w_kg=4.1))
    again = fits.save(mara, whole, **SERIES, seconds=0.5)
    saved = fits.latest(mara, OWNER)
    assert (saved.fit_id, saved.updated_at, saved.is_assessed) == (again, {}, False)
    assert again != fit_id
