import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.errors import ConvergenceError, InputError, InsufficientDataError
from analytics.testing.power import METHODS, critical_power

DURATION_S = np.array([180.0, 420.0, 720.0, 1200.0])
POWER_W = np.array([342.0, 310.0, 293.0, 289.0])


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(
    ("duration_s", "power_w", "cp_w", "w_prime_j"),
    [
        ([180, 540], [243, 229], 222.0, 3780.0),
        ([180, 1200], [341.96, 285.25], 275.24, 12009.0),
    ],
    ids=["science D, two-test closed form", "two Stryd test runs, work over time"],
)
def test_two_efforts_give_the_closed_form(method, duration_s, power_w, cp_w, w_prime_j):
    found = critical_power(duration_s, power_w, method=method)
    assert found.cp_w == pytest.approx(cp_w, abs=0.005)
    assert found.w_prime_j == pytest.approx(w_prime_j, abs=1)
    assert np.isnan(found.se_cp_w)
    assert np.isnan(found.se_w_prime_j)
    assert found.method == method


@settings(deadline=None)
@given(st.floats(80, 450), st.floats(2_000, 40_000), st.sampled_from(METHODS))
def test_exact_efforts_give_back_what_made_them(cp_w, w_prime_j, method):
    found = critical_power(DURATION_S, cp_w + w_prime_j / DURATION_S, method=method)
    assert found.cp_w == pytest.approx(cp_w, rel=1e-6)
    assert found.w_prime_j == pytest.approx(w_prime_j, rel=1e-5)
    assert found.se_cp_w == pytest.approx(0, abs=1e-3)


def test_linear_work_agrees_with_statsmodels():
    ols = sm.OLS(POWER_W * DURATION_S, sm.add_constant(DURATION_S)).fit()
    found = critical_power(DURATION_S, POWER_W, method="linear_work")
    assert [found.w_prime_j, found.cp_w] == pytest.approx(ols.params)
    assert [found.se_w_prime_j, found.se_cp_w] == pytest.approx(ols.bse)


def test_inverse_time_agrees_with_statsmodels():
    ols = sm.OLS(POWER_W, sm.add_constant(1 / DURATION_S)).fit()
    found = critical_power(DURATION_S, POWER_W, method="inverse_time")
    assert [found.cp_w, found.w_prime_j] == pytest.approx(ols.params)
    assert [found.se_cp_w, found.se_w_prime_j] == pytest.approx(ols.bse)


def test_nonlinear_agrees_with_scipy_curve_fit():
    from scipy.optimize import curve_fit

    best, covariance = curve_fit(
        lambda p, cp, w: w / (p - cp), POWER_W, DURATION_S, p0=[270, 12_000], xtol=1e-12
    )
    found = critical_power(DURATION_S, POWER_W, method="nonlinear")
    assert [found.cp_w, found.w_prime_j] == pytest.approx(best, rel=1e-5)
    assert [found.se_cp_w, found.se_w_prime_j] == pytest.approx(
        np.sqrt(np.diag(covariance)), rel=1e-3
    )


def test_the_methods_differ_on_real_scatter():
    found = {method: critical_power(DURATION_S, POWER_W, method).cp_w for method in METHODS}
    assert len({round(cp_w, 1) for cp_w in found.values()}) == 3


@pytest.mark.parametrize(
    ("duration_s", "power_w", "error", "message"),
    [
        ([180], [300], InsufficientDataError, "1 efforts of 1 duration"),
        ([180, 180], [300, 310], InsufficientDataError, "2 efforts of 1 duration"),
        ([180, 720], [300, 310], InputError, "leave out the effort that was not maximal"),
        ([180, 720], [300, -1], InputError, "power_w must be above 0; 1 of 2"),
        ([180, np.nan], [300, 280], InputError, "duration_s must be above 0; 1 of 2 .* nan"),
        ([180, 720, 900], [300, 280], InputError, "3 durations, 2 powers"),
    ],
)
def test_impossible_efforts_are_refused(duration_s, power_w, error, message):
    with pytest.raises(error, match=message):
        critical_power(duration_s, power_w)


def test_an_unknown_method_is_refused():
    with pytest.raises(InputError, match="linear_work, inverse_time, nonlinear; got 'ols'"):
        critical_power([180, 720], [300, 280], method="ols")


def test_efforts_without_a_nonlinear_optimum_say_so():
    with pytest.raises(ConvergenceError, match="do not settle a critical power below 274 W"):
        critical_power([60, 300, 600], [274, 395, 338], method="nonlinear")
