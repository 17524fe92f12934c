"""Doses shifted in time: their exposures, their number, and how well they fit."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from analytics.response import history
from analytics.response.blocks import blocks, statistics
from analytics.response.design import Convention, design
from analytics.response.evidence.days import by_day
from analytics.response.evidence.placebo import placebo, shifted_exposure, shifts
from analytics.response.expectation import expectation


@given(st.booleans(), st.booleans(), st.integers(0, 99), st.floats(2, 90))
def test_a_shifted_exposure_is_the_exposure_of_the_shifted_dose(same_day, from_zero, shift_d, tau):
    daily = np.random.default_rng(1).exponential(20, 100)
    convention = Convention(same_day, from_zero, 1.0, 42.0, 2.0)
    days, tau_d = np.array([0, 1, 40, 99]), np.array([tau])

    found = shifted_exposure(daily, tau_d, np.array([shift_d]), days, convention)

    rolled = np.roll(daily, shift_d)
    wanted = history.exposure(rolled, tau_d, same_day=same_day, from_zero=from_zero)[:, days]
    assert_allclose(found[:, 0], wanted, rtol=1e-9, atol=1e-9)


@pytest.mark.parametrize(
    ("n_days", "n_shifts"), [(30, 0), (55, 0), (56, 1), (100, 45), (255, 200), (365, 200)]
)
def test_shifts_are_28_days_or_more_and_all_there_are_in_a_short_log(n_days, n_shifts):
    found = shifts(n_days)

    assert len(set(found.tolist())) == n_shifts
    assert ((found >= 28) & (n_days - found >= 28)).all()


def test_a_shift_fits_as_well_as_a_log_that_was_kept_so(case):
    """The evidence of a dose really moved, by the road every fit takes, gives the same ratio."""
    model, log = case.models.full, case.state.logs[2]
    found = placebo(log, model.designs[2], model.part, case.state.convention, model.expected[2])
    shift_d = int(found.shift_d[20])

    def log_evidence(daily_dose):
        moved = replace(log, daily=np.vstack([daily_dose, log.daily[1:]]))
        one = by_day(design(moved, case.state.grid, case.state.convention))
        (block,) = blocks([one])
        block = block.chosen(model.part.gain, model.part.recent)
        given = [
            expectation(
                statistics(block, e.noise, model.part.grid.recent_scale),
                e.mean,
                e.factor,
                e.log_nodes(model.part),
            ).log_evidence[0]
            + e.log_weight
            for e in model.expected[2]
        ]
        return np.logaddexp.reduce(given)

    ratio = log_evidence(np.roll(log.daily[0], shift_d)) - log_evidence(log.daily[0])
    assert found.log_ratio[20] == pytest.approx(ratio, abs=1e-8)
    assert found.log_ratio[0] == 0.0


def test_days_nobody_knows_are_left_out_of_the_round(case):
    model, log = case.models.full, case.state.logs[0]
    gap = np.insert(log.daily, 60, np.full((200, 2), np.nan), axis=1)
    later = np.where(log.test_day >= 60, log.test_day + 200, log.test_day)
    gone = replace(log, daily=gap, test_day=later)
    one = by_day(design(gone, case.state.grid, case.state.convention))

    found = placebo(gone, one, model.part, case.state.convention, model.expected[0])

    assert len(found.shift_d) == 1 + len(shifts(log.n_days))
    assert np.isfinite(found.log_ratio).all()
    # A round over filled days would be flat for most shifts, and all of them alike.
    assert found.log_ratio[1:].std() > 0.01
