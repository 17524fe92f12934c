import pytest

from analytics.errors import InputError
from analytics.load.tissue import Setting, Tissue


def setting(value, low, high):
    return Setting(value, low, high, "BW", "here", "assumption")


@pytest.mark.parametrize(
    "numbers", [(5, 6, 7), (8, 6, 7), (float("nan"), 1, 2), (1, 1, float("inf"))]
)
def test_a_value_outside_its_band_is_refused(numbers):
    with pytest.raises(InputError, match="A value must lie in its band"):
        setting(*numbers)


@pytest.mark.parametrize(
    ("exponent", "reference", "half_life", "message"),
    [
        ((-1, -1, 2), (6, 5, 7), (2, 1, 4), "The exponent of Achilles must not be negative"),
        ((9, 4, 12), (6, 0, 7), (2, 1, 4), "The reference of Achilles must be above 0"),
        ((9, 4, 12), (6, 5, 7), (2, 0, 4), "The half-life of Achilles must be above 0"),
    ],
)
def test_a_tissue_nothing_can_be_reckoned_with_is_refused(exponent, reference, half_life, message):
    with pytest.raises(InputError, match=message):
        Tissue(
            "achilles",
            "Achilles",
            "BW",
            setting(*exponent),
            setting(*reference),
            setting(*half_life),
        )
