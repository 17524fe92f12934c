"""The same data under other settings, each a row beside the main result."""

from collections.abc import Container, Iterator
from dataclasses import replace
from typing import Literal

from analytics.charts.intervals import Row
from analytics.charts.wording import percent
from analytics.response import ResponseFit, ResponseModel
from pages.components.answer import Answer, answer
from pages.components.asked import Asked


def others(model: ResponseModel) -> dict[str, ResponseModel]:
    """Return the models to try beside one, by what is different about them."""
    priors: tuple[Literal["default", "sceptic", "optimist"], ...] = (
        "sceptic",
        "default",
        "optimist",
    )
    tried = {
        f"prior {prior}": replace(model, prior=prior) for prior in priors if prior != model.prior
    }
    acts = "a load acts the day after" if model.same_day else "a load acts the same day"
    tried[acts] = replace(model, same_day=not model.same_day)
    before: Literal["unknown", "none"] = "none" if model.history_before == "unknown" else "unknown"
    said = "no plyometrics before the log" if before == "none" else "unknown before the log"
    tried[said] = replace(model, history_before=before)
    return tried


def fits(
    fit: ResponseFit, tried: Container[str] = frozenset()
) -> Iterator[tuple[str, ResponseFit]]:
    """Fit each of the other models not tried yet to the same data, one at a time."""
    for name, model in others(fit.model).items():
        if name not in tried:
            yield name, ResponseFit(model, model.state(fit.state.logs))


def rows(
    main: Answer, tried: dict[str, ResponseFit], asked: Asked, name: str = "as fitted"
) -> list[Row]:
    """Return the main result and each variant's, as rows of a chart."""
    return [
        _row(name, main, is_main=True),
        *(
            _row(name, answer(fit, asked.athlete_id, "own", asked.dose_au, asked.weeks))
            for name, fit in tried.items()
        ),
    ]


def _row(name: str, found: Answer, *, is_main: bool = False) -> Row:
    said = f"{percent(found.mean)} % ({percent(found.lower)} to {percent(found.upper)})"
    return Row(name, said, found.mean, found.lower, found.upper, is_main)
