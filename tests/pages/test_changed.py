from dataclasses import replace

import pandas as pd
import pytest

from pages.components import changed
from pages.components.answer import Answer
from pages.components.changed import Before

SETTINGS = {"prior": "default", "same_day": False}
THEN = Before(
    pd.Timestamp("2024-10-03"), Answer(100, 8, 0.9, 1.8, 0.0, 4.0, 0.7), 20, 300, 480, SETTINGS
)


def now(mean=2.3, width=4.0, **more):
    answer = Answer(100, 8, 0.9, mean, mean - width / 2, mean + width / 2, 0.8)
    return replace(THEN, answer=answer, **more)


def test_new_tests_of_the_athlete_are_named_first():
    assert changed.sentence(THEN, now(width=3.2, n_tests=22, n_days=330, n_all_tests=500)) == (
        "Since Thu 3 Oct 2024: +2 tests moved this from +1.8 to +2.3 %; the interval narrowed by a "
        "fifth."
    )


@pytest.mark.parametrize(
    ("more", "came"),
    [
        ({"n_tests": 21}, "+1 test moved"),
        ({"n_tests": 19}, "−1 test moved"),
        ({"n_days": 307}, "+7 days moved"),
        ({"n_all_tests": 500}, "+20 tests of others moved"),
        ({"n_all_tests": 481}, "+1 test of others moved"),
        ({}, "changed data moved"),
        ({"model_version": "later"}, "a mended model moved"),
    ],
)
def test_what_came_in_is_counted(more, came):
    assert changed.sentence(THEN, now(**more)).startswith(f"Since Thu 3 Oct 2024: {came} this")


@pytest.mark.parametrize(
    ("width", "said"),
    [
        (4.1, "is as wide as it was"),
        (3.6, "narrowed by a tenth"),
        (2.0, "narrowed by half"),
        (5.3, "widened by a third"),
        (10.0, "is 2.5 times as wide"),
    ],
)
def test_the_width_is_said_in_words(width, said):
    assert changed.sentence(THEN, now(width=width, n_tests=21)).endswith(f"; the interval {said}.")


def test_an_answer_that_stayed_is_said_to_have_stayed():
    assert "left this at +1.8 %" in changed.sentence(THEN, now(mean=1.81, n_tests=21))


def test_another_setting_is_named_and_not_called_new_data():
    other = now(settings=SETTINGS | {"prior": "sceptic", "same_day": True}, n_tests=22)
    assert changed.sentence(THEN, other) == (
        "Since Thu 3 Oct 2024: another setting (prior, day convention) moved this from +1.8 to "
        "+2.3 %."
    )


def test_doses_counted_otherwise_are_another_setting():
    assert "another setting (measure of dose) moved" in changed.sentence(
        THEN, now(dose_measure="contacts")
    )
