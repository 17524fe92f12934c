from dataclasses import replace

import pandas as pd
import pytest

from pages.components import cohort_words
from pages.components.cohort import CohortAnswer, Spread

ANSWER = CohortAnswer(
    dose_au=100.0,
    weeks=8,
    level=0.9,
    swc_percent=1.0,
    mean=1.9,
    lower=1.1,
    upper=2.7,
    newcomer=(-0.5, 4.0),
    athletes=pd.DataFrame(),
    found={"verdict": "shown"},
    spread=Spread(100.0, 0.9, 0.2, 1.6),
)


def test_the_headline_is_word_for_word_that_of_the_design():
    assert cohort_words.headline(ANSWER) == (
        "● Dose effect shown in the cohort. 100 AU a week for 8 weeks: +1.9 % running power "
        "(90 % interval +1.1 to +2.7 %). "
        "True responses differ with sd 0.9 % (0.2 to 1.6 %): they may differ little."
    )


@pytest.mark.parametrize("verdict", ["shown", "not_shown", "confounded", "insufficient", None])
def test_a_dose_nobody_came_near_is_said_to_be_that(verdict):
    found = None if verdict is None else {"verdict": verdict}
    tried, far = (
        replace(ANSWER, found=found, dose_au=dose_au, largest_au=100.0) for dose_au in (150, 151)
    )
    assert "beyond anything tried" not in cohort_words.headline(tried)
    assert "; beyond anything tried. " in cohort_words.headline(far)


@pytest.mark.parametrize(
    ("lower", "upper", "said"),
    [
        (0.2, 1.6, "they may differ little."),
        (0.7, 1.6, "they differ."),
        (0.1, 0.3, "they differ little."),
    ],
)
def test_whether_athletes_differ_is_judged_by_the_interval(lower, upper, said):
    answer = replace(ANSWER, spread=Spread(100.0, 0.9, lower, upper))
    assert cohort_words.differ(answer).endswith(said)


def test_an_sd_of_other_weeks_or_another_dose_says_of_which():
    for other in (replace(ANSWER, weeks=4), replace(ANSWER, dose_au=110.0)):
        assert "to 100 AU a week for 8 weeks differ" in cohort_words.differ(other)


def test_little_is_measured_by_the_smallest_change_worth_having():
    said = [cohort_words.differ(replace(ANSWER, swc_percent=swc)) for swc in (0.3, 0.5)]
    assert [one.rsplit(": ", 1)[1] for one in said] == ["they differ.", "they may differ little."]
