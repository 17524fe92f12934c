"""What a load costs in steps of easy running, and what is left of it days later."""

import numpy as np
import numpy.typing as npt

from analytics.errors import InputError

Vector = npt.NDArray[np.float64]


def step_equivalents(
    n: npt.ArrayLike,
    load_bw: npt.ArrayLike,
    reference_bw: npt.ArrayLike,
    exponent: npt.ArrayLike,
) -> Vector:
    r"""Return how many easy running steps cost a tissue as much.

    .. math:: E = n \left(\frac{L}{L_{ref}}\right)^{b}

    Parameters
    ----------
    n : array_like of float
        Contacts of one leg. Not negative.
    load_bw, reference_bw : array_like of float
        Load on the tissue in one contact, and in one easy running step, by the same method
        and in the same unit, mostly body weights. Not negative; the reference above 0.
    exponent : array_like of float
        How steeply damage grows with load. Not negative.

    Returns
    -------
    ndarray of float
        In easy running steps of one leg, of the arguments' common shape. Missing (NaN)
        where an argument is.

    Raises
    ------
    InputError
        If an argument is negative or infinite, a reference is 0, or the steps are beyond
        all numbers.

    Notes
    -----
    A bookkeeping index after Miner's sum, not measured harm. Mixing methods inverts
    rankings: tensiometry gives running more than inverse dynamics gives a hop.

    References
    ----------
    .. [1] Edwards WB. Exerc Sport Sci Rev 2018;46:224-231.

    Examples
    --------
    >>> float(step_equivalents(1, load_bw=7.3, reference_bw=6.0, exponent=9).round(2))
    5.84
    """
    given = {"n": n, "load_bw": load_bw, "reference_bw": reference_bw, "exponent": exponent}
    arrays = {name: np.asarray(values, dtype=float) for name, values in given.items()}
    for name, values in arrays.items():
        least = "above 0" if name == "reference_bw" else "not negative"
        bad = np.isinf(values) | (values < 0) | ((values == 0) & (least == "above 0"))
        if bad.any():
            raise InputError(f"{name} must be finite and {least}; got {values[bad].flat[0]:g}.")
    with np.errstate(over="ignore"):
        steps = arrays["n"] * steps_of_one(*(arrays[name] for name in list(arrays)[1:]))
    if np.isinf(steps).any():
        raise InputError("A load this far above its reference has no finite number of steps.")
    return np.asarray(steps)


def residual_stress(daily: npt.ArrayLike, half_life_d: float) -> Vector:
    r"""Return what is left today of all past stress.

    .. math:: R_d = R_{d-1} \, 2^{-1/h} + E_d

    Parameters
    ----------
    daily : array_like of float, shape (n_days, ...)
        Stress of each day, consecutive along the first axis. 0 is rest.
    half_life_d : float
        Days after which half of it is left. Above 0.

    Returns
    -------
    ndarray of float, shape of ``daily``
        At the end of each day, that day's stress included. A missing (NaN) day leaves
        itself and every day after it missing, for nobody knows what is left of it.

    Raises
    ------
    InputError
        If the half-life is not finite and above 0, or a day is negative or infinite.

    Examples
    --------
    >>> residual_stress([100, 0, 0], half_life_d=2).round(1).tolist()
    [100.0, 70.7, 50.0]
    """
    stress = np.asarray(daily, dtype=float)
    if not 0 < half_life_d < np.inf:
        raise InputError(f"half_life_d must be finite and above 0; got {half_life_d:g}.")
    bad = np.isinf(stress) | (stress < 0)
    if bad.any():
        raise InputError(f"Daily stress must be finite, not negative; got {stress[bad].flat[0]:g}.")
    if stress.ndim == 0:
        raise InputError("Daily stress must have one value per day; got a single number.")
    return left_over(stress, half_life_d)


def steps_of_one(load_bw: Vector, reference_bw: Vector | float, exponent: Vector | float) -> Vector:
    """Return :func:`step_equivalents` of one contact, of arguments that were looked at before."""
    return np.asarray((load_bw / reference_bw) ** exponent)


def left_over(daily: Vector, half_life_d: float) -> Vector:
    """Return :func:`residual_stress` of arguments that were looked at before."""
    kept = 2.0 ** (-1 / half_life_d)
    left = daily.copy()
    for day in range(1, len(left)):
        left[day] += kept * left[day - 1]
    return left
