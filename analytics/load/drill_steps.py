"""One contact of each drill in easy running steps, per tissue, with a band over what is assumed."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.errors import InputError
from analytics.load.tissue import Setting, Tissue

Vector = npt.NDArray[np.float64]


def drill_steps(
    contacts: pd.DataFrame,
    tissues: Sequence[Tissue],
    *,
    draws: int = 2000,
    seed: int = 0,
    level: float = 0.90,
) -> pd.DataFrame:
    r"""Return what one contact is worth in easy running steps, on one leg.

    .. math:: E = (L / L_{ref})^{b}

    Parameters
    ----------
    contacts : DataFrame
        One row per drill: ``drill_id``; the load of one contact on one leg, in a column named
        after each tissue (missing where unknown); where that load is from, in a column
        ``<tissue>_from``; ``force_cv_percent``, how far a force of the catalogue may be off.
    tissues : sequence of Tissue
        With exponent and reference, each with its band.
    draws : int
        Of exponent, reference and load, 1 or more. The same exponents and references for every
        drill: they are the tissue's.
    seed : int
    level : float
        Share of the draws the band holds, above 0 and below 1.

    Returns
    -------
    DataFrame
        One row per drill and tissue: ``drill_id``, ``tissue``, ``load``, ``unit``,
        ``load_from``; ``steps`` by the formula as it stands; ``median``, ``lower`` and ``upper``
        of the draws. Missing where the load is.

    Raises
    ------
    InputError
        If there is nothing to draw, or a load or its variation is negative.

    Notes
    -----
    Exponents and references are triangular over their band, highest at the value; loads are
    lognormal around theirs (assumptions). The step itself is not drawn: it is 1 by definition.

    References
    ----------
    .. [1] Edwards WB. Exerc Sport Sci Rev 2018;46:224-231, for the power of the load.
    """
    if draws < 1 or not 0 < level < 1:
        raise InputError(f"draws must be 1 or more and level in (0, 1); got {draws} and {level:g}.")
    rng = np.random.default_rng(seed)
    spread = _spread(contacts, draws, rng)
    tails = [50, 50 * (1 - level), 50 * (1 + level)]
    found = []
    for tissue in tissues:
        load = contacts[tissue.name].to_numpy(dtype=float, na_value=np.nan)
        if (load < 0).any():
            raise InputError(
                f"A load must not be negative; got {load[load < 0][0]:g} {tissue.unit}."
            )
        exponent, reference = (
            drawn(one, draws, rng)[:, None] for one in (tissue.exponent, tissue.reference)
        )
        steps = (load * spread / reference) ** exponent
        median, lower, upper = np.percentile(steps, tails, axis=0)
        found.append(
            pd.DataFrame(
                {
                    "drill_id": contacts["drill_id"].to_numpy(),
                    "tissue": tissue.name,
                    "load": load,
                    "unit": tissue.unit,
                    "load_from": contacts[f"{tissue.name}_from"].to_numpy(),
                    "steps": (load / tissue.reference.value) ** tissue.exponent.value,
                    "median": median,
                    "lower": lower,
                    "upper": upper,
                }
            )
        )
    return pd.concat(found, ignore_index=True)


def drawn(setting: Setting, draws: int, rng: np.random.Generator) -> Vector:
    """Return draws of a number from its band: triangular, highest at its value."""
    if setting.low == setting.high:
        return np.full(draws, setting.value)
    return rng.triangular(setting.low, setting.value, setting.high, draws)


def _spread(contacts: pd.DataFrame, draws: int, rng: np.random.Generator) -> Vector:
    """Return factors around 1 for each draw and drill; its variation is the drill's own."""
    cv = contacts["force_cv_percent"].to_numpy(dtype=float, na_value=np.nan) / 100
    if not (cv >= 0).all():
        raise InputError("force_cv_percent must be known and not negative for every drill.")
    sd_of_log = np.sqrt(np.log1p(cv**2))
    return np.exp(rng.standard_normal((draws, len(cv))) * sd_of_log)
