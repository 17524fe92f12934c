import numpy as np
import pandas as pd
import pytest

from analytics.response.evidence.verdicts import with_verdicts

CLEAR = {
    "n_tests": 20,
    "dose_contrast_au": 120.0,
    "r2_calendar": 0.3,
    "skill_running_mean": 0.2,
    "skill_no_dose": 0.1,
    "placebo_share": 0.005,
    "excludes_zero": True,
}


@pytest.mark.parametrize(
    ("changed", "verdict"),
    [
        ({}, "shown"),
        ({"n_tests": 8, "dose_contrast_au": 30.0, "placebo_share": 0.05}, "shown"),
        ({"n_tests": 7}, "insufficient"),
        ({"dose_contrast_au": 29.9}, "insufficient"),
        ({"dose_contrast_au": np.nan}, "insufficient"),
        ({"n_tests": 7, "r2_calendar": 0.95}, "insufficient"),
        ({"r2_calendar": 0.81}, "confounded"),
        ({"r2_calendar": 0.8}, "shown"),
        ({"skill_running_mean": -0.01}, "not_shown"),
        ({"skill_no_dose": 0.0}, "not_shown"),
        ({"placebo_share": 0.051}, "not_shown"),
        ({"placebo_share": np.nan}, "not_shown"),
        ({"excludes_zero": False}, "not_shown"),
    ],
)
def test_verdicts_are_tried_in_their_order_and_a_missing_number_fulfils_nothing(changed, verdict):
    judged = with_verdicts(pd.DataFrame([CLEAR | changed]))
    assert judged["verdict"].tolist() == [verdict]
