import pytest

from analytics.response import ResponseModel, priors
from pages.components import text


@pytest.mark.parametrize(
    ("model", "said"),
    [
        (ResponseModel(), ""),
        (ResponseModel(prior="sceptic"), "Fitted with: prior sceptic."),
        (
            ResponseModel(same_day=True, history_before="none"),
            "Fitted with: a load acts the same day, no plyometrics before the log.",
        ),
        (
            ResponseModel(prior=priors.own("default", gain_mean=-4.0, gain_mean_sd=0.5)),
            "Fitted with: prior own, −4.0 ± 0.5 % after 8 weeks of 220 AU a week, "
            "athletes ± 1.5 %.",
        ),
    ],
)
def test_settings_that_are_not_the_usual_ones_are_said_beside_the_answer(model, said):
    assert text.unusual(model, "model_force") == said
