"""The sentences and words of the screens, in one place, so that none is softened on one page."""

import re
from datetime import datetime
from typing import Final

from analytics.charts.wording import number, percent
from analytics.load.dose import MEASURES
from analytics.response import ResponseModel
from analytics.response.evidence.verdicts import FEWEST_TEST_DAYS
from analytics.response.priors import Prior
from data.settings import DEFAULT_DOSE_MEASURE
from pages.components.answer import Standing
from pages.components.days import day, local

WHAT: Final = (
    "Plyopower joins runners' files, plyometric sessions and power tests, and fits how each "
    "athlete's maximal sustainable power answers plyometric dose, with an interval."
)
WORDS: Final = {
    "dose": "foot contacts weighted by drill intensity",
    "AU": "the dose of one two-legged pogo contact",
    "response": "% change of maximal sustainable power after so many weeks of a dose, "
    "net of fatigue",
    "interval": "holds the truth 9 times in 10 if the model is right; we test that",
    "verdict": "whether this athlete's own data show that dose matters, not whether training works",
    "own doses": "the weekly doses this athlete has really done",
    "SWC": "the smallest change worth having; a setting",
    "pooled": "own data drawn toward the cohort, the more so the fewer they are",
    "placebo": "the same doses shifted in time, which should not fit as well; at most 5 % of the "
    "copies may",
    "less squared error": "how much smaller the squares of the forecasts' misses are, on average",
    "usable test day": "one whose training before is known; the first 60 days of a log are not",
    "own data, %": "share of the answer's certainty that comes from this athlete's own tests",
    "R²": "share of the dose's ups and downs on test days that something else accounts for",
    "confounded": "dose and something else moved together, so neither can be blamed",
    "step-equivalent": "the number of own easy running steps that load a tissue as much",
    "residual stress": "what is left today of past stress, halving at the tissue's half-life",
    "own high": "the level the athlete stayed under on 95 % of the last 42 days",
    "guard rail": "a limit one can move and switch off, with its source",
    "bound": "what no plan within the limits can beat",
    "price of a limit": "% power gained if that limit were 10 % looser",
    "other load": "effort (0 to 10) × minutes of strength, mobility and cross-training",
    "critical power": "the highest power that is sustainable; above it W′ is spent",
    "run load": "hours × (power ÷ critical power)² × 100: an hour at critical power is 100",
}
NOT_ASSESSED: Final = "Not assessed yet."
NO_TEST: Final = (
    "No test yet. One maximal effort of 3 to 12 minutes starts the series. "
    "Import power tests, or make a test from runs on the Athlete page."
)
TOO_FEW_ATHLETES: Final = "Fewer than 6 athletes with tests: individuals only."

_MARKS: Final = re.compile(r"([\\`*_{}\[\]()#+\-.!|~$<>&])")


def plain(foreign: object) -> str:
    """Return somebody else's text such that Markdown shows it as it stands.

    Names, file names, links and cells may hold anything; rendered as Markdown, an image in them
    would make the browser ask a foreign host.
    """
    one_line = " ".join(str(foreign).split())
    # A word joiner behind each colon keeps emoji codes, directives and bare links from forming.
    return _MARKS.sub(r"\\\1", one_line).replace(":", ":\N{WORD JOINER}")


def counted(count: float, noun: str) -> str:
    """Return a count with its noun, such as ``1 run`` or ``5 122 runs``."""
    return f"{number(count)} {noun}{'' if count == 1 else 's'}"


def stale(
    fitted_at: datetime, seconds: float, days: int, tests: int, *, same_data: bool = False
) -> str:
    """Return what came in or went since a fit; a correction may leave the counts as they were."""
    since = f"since this fit of {day(local(fitted_at))}"
    takes = f"{seconds:.0f} s" if seconds >= 1.0 else "< 1 s"
    what = "the model was mended" if same_data else _moved(((days, "day"), (tests, "test")))
    return f"Out of date: {what} {since}. Refit ({takes})."


def recounted(fitted_at: datetime, seconds: float, before: str, now: str) -> str:
    """Return that the dose is counted by another measure than in a fit."""
    takes = f"{seconds:.0f} s" if seconds >= 1.0 else "< 1 s"
    return (
        f"Out of date: dose is counted by {measure(now)} now, by {measure(before)} in this fit of "
        f"{day(local(fitted_at))}. Refit ({takes})."
    )


def measure(name: str) -> str:
    """Return a measure of dose within a sentence."""
    label = MEASURES[name].label
    return label[0].lower() + label[1:] if not name.endswith("_steps") else label


def counted_by(name: str) -> str:
    """Return what doses are counted by; empty for the usual measure, which needs no word."""
    return "" if name == DEFAULT_DOSE_MEASURE else f"counted by {measure(name)}"


def _moved(counts: tuple[tuple[int, str], ...]) -> str:
    """Return what came in and what was removed, each in its own words."""
    came = [counted(count, noun) for count, noun in counts if count > 0]
    went = [counted(-count, noun) for count, noun in counts if count < 0]
    n_gone = -sum(count for count, _ in counts if count < 0)
    parts = []
    if came:
        parts.append(f"{' and '.join(came)} came in")
    if went:
        parts.append(f"{' and '.join(went)} {'was' if n_gone == 1 else 'were'} removed")
    return " and ".join(parts) or "data were changed"


def standing(own: Standing, gain: str, dose_au: float, weeks: int) -> str:
    """Return the chance of a gain, and how much of the answer is the athlete's own.

    The share is that at 100 AU a week for 8 weeks; beside another question it says so.
    """
    rest = "prior" if is_alone(own) else "cohort and prior"
    share = f"own data {100 * own.own_share:.0f} %, {rest} {100 - 100 * own.own_share:.0f} %"
    if (dose_au, weeks) != (100, 8):
        share += " (at 100 AU a week for 8 weeks)"
    return " · ".join(part for part in (gain, share) if part)


POOLED_FROM: Final = 4
"""Below so many athletes there is no cohort to draw on: the published prior stands in."""


def is_alone(own: Standing) -> bool:
    """Tell whether there is no cohort to speak of."""
    return own.n_pooled < POOLED_FROM


def stands_in(own: Standing) -> str:
    """Return whose curve stands in where an athlete's own data are too few."""
    if is_alone(own):
        return "the published prior's"
    return f"the cohort's, {own.n_pooled} athletes"


def borrowed_name(own: Standing) -> str:
    """Return what stands on the line of a curve that is not the athlete's own."""
    return "the prior's curve" if is_alone(own) else "cohort's curve"


def not_own(own: Standing, athlete_id: str) -> str:
    """Return whose curve it is when the athlete's data say nothing; empty when they do."""
    if not own.is_too_little:
        return ""
    missing = f"{own.n_days} of {FEWEST_TEST_DAYS} test days"
    if not own.n_used:
        missing = "No test could be used"
    elif not own.has_dose:
        missing = "No plyometric dose is logged"
    return f"{missing}. The curve is {stands_in(own)}, not {athlete_id}'s."


def prior(chosen: str | Prior) -> str:
    """Return a prior in words: its name, or the numbers of one's own."""
    if isinstance(chosen, str):
        return chosen
    return (
        f"own, {percent(chosen['gain_mean'])} ± {chosen['gain_mean_sd']:g} % after 8 weeks of "
        f"220 AU a week, athletes ± {chosen['gain_athlete_sd']:g} %"
    )


def unusual(model: ResponseModel, dose_measure: str) -> str:
    """Return which settings of a fit are not the usual ones; empty if none."""
    said = []
    if counted := counted_by(dose_measure):
        said.append(f"dose {counted} (1 AU is one two-legged pogo contact)")
    if model.prior != "default":
        said.append(f"prior {prior(model.prior)}")
    if model.same_day:
        said.append("a load acts the same day")
    if model.history_before == "none":
        said.append("no plyometrics before the log")
    return f"Fitted with: {', '.join(said)}." if said else ""
