"""Evidence of whole fits: verdicts where the truth is known, and what must not change them."""

import numpy as np
import pandas as pd
import pytest

from analytics.response import ResponseFit, ResponseModel
from tests.analytics.response import cohort

TABLES = ("athletes", "cohort", "forecasts", "shifts", "exposures", "slopes", "differences")


def verdicts(made_or_tables, **settings):
    loads, tests = made_or_tables
    fit = ResponseModel(**{"history_before": "none"} | settings).fit(loads, tests)
    return fit.evidence()["verdict"]


def tables(**settings):
    made = cohort.make(**settings)
    return made.loads, made.tests


def test_a_strong_effect_is_shown_to_most():
    found = verdicts(tables(athletes=12, tests=50, gain=(10.0, 1.5), noise=1.0, seed=4))
    assert (found == "shown").mean() >= 0.75


def test_power_that_ignores_dose_shows_nothing():
    made = tables(athletes=20, tests=36, gain=(0.0, 0.0), fatigue=(0.0, 0.0), seed=4)
    assert (verdicts(made) == "shown").sum() <= 2


def test_dose_that_rises_with_the_calendar_cannot_be_separated_from_it():
    found = verdicts(tables(athletes=8, trend=6.0, gain=(0.0, 0.0), fatigue=(0.0, 0.0), seed=4))
    assert (found == "confounded").all()


def test_five_tests_are_too_few():
    assert (verdicts(tables(athletes=5, tests=5, seed=4)) == "insufficient").all()


def test_eight_tests_on_four_days_are_too_few():
    loads, tests = tables(athletes=1, tests=4, seed=4)
    assert verdicts((loads, pd.concat([tests, tests]))).tolist() == ["insufficient"]


def test_a_dose_that_never_changes_is_too_little_to_judge():
    loads, tests = tables(athletes=4, tests=20, seed=4)
    found = verdicts((loads.assign(plyo_dose_au=20.0), tests), history_before="unknown")
    assert (found == "insufficient").all()


def test_without_tests_there_is_nothing_to_judge():
    loads, tests = tables(athletes=2, tests=8, seed=4)
    fit = ResponseModel(history_before="none").fit(loads, tests[:8]).assessed()
    row = fit.evidence().iloc[1]
    assert (row["verdict"], row["n_tests"], row["n_shifts"]) == ("insufficient", 0, 0)
    assert fit.proof.cohort["verdict"].tolist() == ["insufficient"]


@pytest.mark.parametrize("athletes", [1, 2, 4])
def test_few_athletes_are_judged_too(athletes):
    found = verdicts(tables(athletes=athletes, tests=20, gain=(2.0, 0.1), seed=6))
    assert len(found) == athletes


def test_three_hundred_tests_and_a_gap_of_a_year():
    loads, tests = tables(athletes=1, days=365, tests=300, seed=2)
    later = loads.assign(date=loads["date"] + pd.Timedelta(days=730))
    tests_later = tests.assign(date=tests["date"] + pd.Timedelta(days=730))[::10]
    fit = ResponseModel().fit(pd.concat([loads, later]), pd.concat([tests, tests_later]))
    row = fit.evidence().iloc[0]
    assert row["n_tests"] == int(fit.summary()["n_tests_used"].iloc[0])
    assert 0 <= row["placebo_share"] <= 1
    assert np.isfinite(row[["skill_no_dose", "r2_calendar"]].astype(float)).all()


def test_a_dose_that_never_changes_has_no_r2_and_no_placebo_that_counts():
    loads, tests = tables(athletes=4, tests=20, seed=4)
    steady = loads.assign(plyo_dose_au=20.0)
    rows = ResponseModel(history_before="unknown").fit(steady, tests).evidence()
    assert rows["r2_calendar"].isna().all()
    assert (rows["placebo_share"] == 1.0).all()


@pytest.mark.parametrize("athletes", [1, 6])
def test_a_later_test_changes_no_earlier_forecast(athletes):
    """Of the tests from the nineteenth on nothing may be known before: neither power nor noise."""
    made = cohort.make(athletes=athletes, tests=30, noise=1.0, day=0.5, seed=2)
    loud = made.tests.copy()
    own = (loud["athlete_id"] == "runner-000") & (loud.groupby("athlete_id").cumcount() >= 18)
    loud.loc[own, "power_w_kg"] *= np.exp(np.random.default_rng(3).normal(0, 0.08, own.sum()))

    before, after = (
        ResponseModel(history_before="none").fit(made.loads, tests).assessed().proof.forecasts
        for tests in (made.tests, loud)
    )

    # What the others say moves by the step of EM they were estimated with: hardly, and not alone.
    early = (before["athlete_id"] == "runner-000") & (
        before["date"] < made.tests.loc[own, "date"].min()
    )
    assert early.sum() == 13
    for name in ("mean", "lower", "upper", "no_dose", "no_fatigue"):
        moved = np.abs(np.log(after.loc[early, name] / before.loc[early, name]))
        assert moved.max() < (1e-9 if athletes == 1 else 0.004), name


def test_without_fatigue_in_the_truth_its_term_earns_next_to_nothing():
    made = tables(athletes=16, tests=40, fatigue=(0.0, 0.0), noise=1.0, day=0.5, seed=3)
    proof = ResponseModel(history_before="none").fit(*made).assessed().proof
    assert abs(proof.cohort["skill_no_fatigue"].iloc[0]) < 0.04


def test_the_first_forecast_is_of_the_sixth_test_day(small):
    made, fit = small
    first = fit.proof.forecasts.groupby("athlete_id")["date"].min()
    sixth = made.tests.sort_values("date").groupby("athlete_id")["date"].nth(5)
    assert sorted(first) == sorted(sixth)
    assert (fit.evidence()["n_forecasts"] == fit.evidence()["n_tests"] - 5).all()


def test_contrast_is_from_the_tenth_to_the_ninetieth_percentile(small):
    _, fit = small
    by_athlete = fit.proof.exposures.groupby("athlete_id")["exposure_au"]
    wanted = by_athlete.quantile(0.9) - by_athlete.quantile(0.1)
    assert np.allclose(fit.evidence()["dose_contrast_au"], wanted)


@pytest.mark.parametrize(("gain", "share"), [((9.0, 0.5), 1.0), ((0.0, 0.0), 0.0)])
def test_excluding_zero_is_what_the_drawn_intervals_do(gain, share):
    fatigue = (0.6, 0.3) if share else (0.0, 0.0)
    loads, tests = tables(athletes=8, tests=30, gain=gain, fatigue=fatigue, noise=1.0, seed=5)
    fit = ResponseModel(history_before="none").fit(loads, tests)
    curve = fit.response(np.arange(50, 301, 50)).groupby("athlete_id")
    wanted = (curve["lower"].max() > 0) | (curve["upper"].min() < 0)
    found = fit.evidence().set_index("athlete_id")["excludes_zero"]
    assert found.tolist() == wanted.tolist()
    assert found.mean() == pytest.approx(share, abs=0.25)


def test_the_level_of_drawn_intervals_changes_no_verdict(small):
    made, fit = small
    wide = ResponseModel(history_before="none", level=0.99).fit(made.loads, made.tests)
    assert wide.evidence()["verdict"].tolist() == fit.evidence()["verdict"].tolist()


@pytest.fixture(scope="module")
def small():
    made = cohort.make(athletes=5, days=240, tests=16, gain=(4.0, 1.0), noise=1.0, seed=9)
    return made, ResponseModel(history_before="none").fit(made.loads, made.tests).assessed()


def assert_same(one, other, rtol=1e-6):
    for name in TABLES:
        pd.testing.assert_frame_equal(getattr(one, name), getattr(other, name), rtol=rtol)


def test_the_order_of_rows_and_athletes_changes_nothing(small):
    made, fit = small
    names = {f"runner-{i:03d}": f"runner-{4 - i:03d}" for i in range(5)}
    loads = made.loads.sample(frac=1, random_state=1).replace({"athlete_id": names})
    tests = made.tests.sample(frac=1, random_state=1).replace({"athlete_id": names})
    other = ResponseModel(history_before="none").fit(loads, tests).evidence()
    back = other.replace({"athlete_id": names}).sort_values("athlete_id", ignore_index=True)
    pd.testing.assert_frame_equal(back, fit.evidence(), rtol=1e-5)


def test_the_scale_of_power_changes_nothing_but_the_forecasts(small):
    made, fit = small
    scaled = made.tests.assign(
        power_w_kg=made.tests["power_w_kg"] * 0.8, se_w_kg=made.tests["se_w_kg"] * 0.8
    )
    other = ResponseModel(history_before="none").fit(made.loads, scaled).assessed()
    pd.testing.assert_frame_equal(other.evidence(), fit.evidence(), rtol=1e-5)
    assert np.allclose(other.proof.forecasts["mean"], 0.8 * fit.proof.forecasts["mean"])


def test_the_unit_of_dose_changes_nothing(small):
    made, fit = small
    loads = made.loads.assign(plyo_dose_au=made.loads["plyo_dose_au"] / 4)
    other = ResponseModel(history_before="none", dose_unit_au=4.0).fit(loads, made.tests)
    pd.testing.assert_frame_equal(other.evidence(), fit.evidence(), rtol=1e-5)


def test_a_covariate_gets_a_slope_of_its_own(small):
    made, _ = small
    strength = np.random.default_rng(1).gamma(2, 10, len(made.loads))
    loads = made.loads.assign(strength_au=strength)
    model = ResponseModel(history_before="none", covariates=("strength_au",))
    slopes = model.fit(loads, made.tests).assessed().proof.slopes
    kinds = slopes.groupby("athlete_id")["adjusted_for"].agg(list)
    assert (kinds.map(tuple) == ("nothing", "calendar", "run load", "strength_au")).all()


def test_numbers_of_the_cohort_are_those_of_its_athletes_together(small):
    _, fit = small
    proof, row = fit.proof, fit.proof.cohort.iloc[0]
    error = np.log(proof.forecasts["mean"] / proof.forecasts["tested_w_kg"])
    plain = np.log(proof.forecasts["no_dose"] / proof.forecasts["tested_w_kg"])
    assert row["skill_no_dose"] == pytest.approx(1 - (error**2).mean() / (plain**2).mean())
    assert row["n_tests"] == proof.athletes["n_tests"].sum()
    assert row["n_athletes"] == 5


def test_progress_is_told_and_what_it_raises_ends_the_assessment(small):
    made, _ = small
    fit, told = ResponseModel(history_before="none").fit(made.loads, made.tests), []
    fit.assessed(lambda done, total: told.append((done, total)))
    assert told[-1] == (5, 5)

    def cancel(done, total):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fit.assessed(cancel)


def test_what_was_found_of_the_cohort_is_dropped_with_an_update(small):
    made, fit = small
    name = fit.athlete_ids[0]
    own = [frame[frame["athlete_id"] == name] for frame in (made.loads, made.tests)]
    proof = fit.updated(name, *own).proof
    assert proof.cohort.empty
    assert proof.differences.empty
    assert len(proof.athletes) == 4


def test_only_what_is_missing_is_judged_again(small):
    made, fit = small
    name = fit.athlete_ids[2]
    own = [frame[frame["athlete_id"] == name] for frame in (made.loads, made.tests)]
    moved = fit.updated(name, own[0], own[1].iloc[:-2])
    told = []
    again = moved.assessed(lambda done, total: told.append((done, total)))
    assert told == [(1, 1)]
    others = fit.evidence()["athlete_id"] != name
    pd.testing.assert_frame_equal(again.evidence()[others], fit.evidence()[others])
    assert again.evidence()["n_tests"].tolist()[2] == fit.evidence()["n_tests"].tolist()[2] - 2


def test_evidence_is_saved_with_the_fit(small):
    _, fit = small
    back = ResponseFit.loads(fit.dumps())
    assert_same(back.proof, fit.proof, rtol=1e-12)
    assert back.assessed() is back
