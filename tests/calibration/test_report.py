"""The table says what was asked and whether it holds, the bad rows like the good."""

from tests.calibration import report, worker
from tests.calibration.worker import Row

SMALL = {"athletes": 4, "tests": 12}


def test_a_row_that_falls_short_says_so():
    row = Row("many", 2, {}, asked={"coverage": (0.85, 0.95)})
    found = [
        {"coverage": share, "width": 3.0, "bias": 0.0, "mean_bias": 0.0} for share in (0.7, 0.8)
    ]
    found = [one | {"squared_error": 0.5, "squared_spread": 2.0} for one in found]

    assert report.line("coverage", ("", row, found)) == (
        "| many | 2 | 0.750 | 0.050 | 3.00 | 0.00 | 0.00 | 0.500 | coverage 0.85 to 0.95: **no** |"
    )


def test_a_cohort_is_compared_with_its_truth():
    row = Row("few", 2, SMALL)
    ours, told = worker.coverage(row, 1), worker.lowest(row, 1)

    assert ours.keys() == told.keys()
    assert 0.0 <= ours["coverage"] <= 1.0
    assert ours["squared_spread"] == told["squared_spread"] > 0


def test_every_athlete_gets_one_verdict():
    shares = worker.verdicts(Row("few", 1, SMALL | {"tests": 5}), 1)

    assert sum(shares[name] for name in worker.VERDICTS) == 1.0
    assert shares["insufficient"] == 1.0
