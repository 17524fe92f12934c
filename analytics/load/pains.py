"""Pain of a kind of which any stops: of a bone, with a limp, at night."""

import pandas as pd


def stops_at_any(symptoms: pd.DataFrame) -> pd.Series:
    """Tell of each symptom whether any pain of its kind stops, as the stop rules say.

    Parameters
    ----------
    symptoms : DataFrame
        ``moment``, ``is_bone``, ``limp``; missing where nobody said.

    Returns
    -------
    Series of boolean
        True of a bone, with a limp, or at night; missing where what nobody said decides.

    Examples
    --------
    >>> told = pd.DataFrame({"moment": ["night", "after"], "is_bone": None, "limp": False})
    >>> stops_at_any(told).tolist()
    [True, <NA>]
    """
    at_night = (symptoms["moment"] == "night").astype("boolean")
    return at_night | symptoms["is_bone"].astype("boolean") | symptoms["limp"].astype("boolean")
