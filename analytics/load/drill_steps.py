"""One contact of each drill in easy running steps, per tissue, with a band over what is assumed."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.load.draws import N_FIXED, Drawing, Draws, band, make
from analytics.load.stress import step_equivalents
from analytics.load.tissue import Tissue

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
        Share of the draws the band holds, above 0 and below 1; it always holds the steps at
        the low and at the high exponent, all else at its value.

    Returns
    -------
    DataFrame
        One row per drill and tissue: ``drill_id``, ``tissue``, ``load``, ``unit``,
        ``load_from``; ``steps`` by the formula as it stands; ``median``, ``lower`` and ``upper``
        of the draws. Missing where the load is.

    Raises
    ------
    InputError
        If there is nothing to draw, or a load or its variation is negative or infinite.

    Notes
    -----
    Draws as of :func:`analytics.load.draws.make`, those that stress is reckoned with. The step
    itself is not drawn: it is 1 by definition.

    References
    ----------
    .. [1] Edwards WB. Exerc Sport Sci Rev 2018;46:224-231, for the power of the load.
    """
    made = make(tissues, contacts, Drawing(draws, seed, level))
    factors = np.array([made.factors[drill_id] for drill_id in contacts["drill_id"]])
    return pd.concat(
        [_of_tissue(contacts, tissue, made, factors, level) for tissue in tissues],
        ignore_index=True,
    )


def _of_tissue(
    contacts: pd.DataFrame, tissue: Tissue, made: Draws, factors: Vector, level: float
) -> pd.DataFrame:
    load = contacts[tissue.name].to_numpy(dtype=float, na_value=np.nan)
    steps = step_equivalents(
        1, load[:, None] * factors, made.references[tissue.name], made.exponents[tissue.name]
    )
    lower, upper = band(steps, level)
    return pd.DataFrame(
        {
            "drill_id": contacts["drill_id"].to_numpy(),
            "tissue": tissue.name,
            "load": load,
            "unit": tissue.unit,
            "load_from": contacts[f"{tissue.name}_from"].to_numpy(),
            "steps": steps[:, 0],
            "median": np.median(steps[:, N_FIXED:], axis=1),
            "lower": lower,
            "upper": upper,
        }
    )
