"""What moved with the dose: against the regressions of statsmodels."""

from dataclasses import replace

import numpy as np
import pytest
import statsmodels.api as sm

from analytics.response.design import Columns
from analytics.response.evidence import separation


@pytest.fixture
def one(case):
    model, state = case.models.full, case.state
    exposure = separation.chronic_au(state.logs[1], model.designs[1], state.convention, 35.0)
    return model.designs[1], exposure, state.population.settings[0].noise


def test_r2_is_that_of_ordinary_least_squares(one):
    design, exposure, _ = one
    run = design.columns.other[:, 0]
    found = separation.explained(exposure, design.day.astype(float), run)

    both = sm.OLS(exposure, sm.add_constant(np.c_[design.day, run])).fit()
    time = sm.OLS(exposure, sm.add_constant(design.day.astype(float))).fit()
    assert 1 - found.both / found.total == pytest.approx(both.rsquared)
    assert 1 - found.time / found.total == pytest.approx(time.rsquared)


def test_slopes_are_those_of_generalised_least_squares(one):
    design, exposure, noise = one
    found = {s.adjusted_for: s for s in separation.slopes(exposure, design, noise, ())}

    errors = noise.covariance(design.day, design.se)
    for name, rival in (("nothing", []), ("calendar", [design.day / 100.0])):
        columns = sm.add_constant(np.column_stack([exposure / 100, *rival]))
        fitted = sm.GLS(design.log_power, columns, sigma=errors).fit()
        assert found[name].slope_percent == pytest.approx(fitted.params[1])
        unscaled = fitted.bse[1] / np.sqrt(fitted.scale)
        assert found[name].se_percent == pytest.approx(unscaled)


def test_a_dose_that_never_changes_has_no_slope(one):
    design, _, noise = one
    found = separation.slopes(np.full(len(design.day), 80.0), design, noise, ())
    assert all(np.isnan(slope.slope_percent) for slope in found)


def test_two_tests_have_no_slope(one):
    design, exposure, noise = one
    columns = design.columns
    two = replace(
        design,
        day=design.day[:2],
        se=design.se[:2],
        log_power=design.log_power[:2],
        columns=Columns(columns.gain[:2], columns.recent[:2], columns.other[:2]),
    )
    assert np.isnan(separation.slopes(exposure[:2], two, noise, ())[0].slope_percent)
