"""Numbers and days as people read them: signs, thin spaces, and a dash for what is missing."""

import math
from datetime import date

MINUS = "\N{MINUS SIGN}"
MISSING = "\N{EN DASH}"
_THIN = "\N{NARROW NO-BREAK SPACE}"


def number(value: float, digits: int = 0) -> str:
    """Return a number with a true minus and thin spaces between thousands; a dash if missing."""
    if not math.isfinite(value):
        return MISSING
    return f"{value:,.{digits}f}".replace(",", _THIN).replace("-", MINUS)


def percent(value: float, digits: int = 1) -> str:
    """Return a signed number for a change in per cent, without the sign of per cent."""
    if not math.isfinite(value):
        return MISSING
    text = f"{abs(value):.{digits}f}"
    if float(text) == 0:
        return text
    return ("+" if value > 0 else MINUS) + text


def probability(share: float) -> str:
    """Return a probability such as ``78 %``, ``< 1 %`` or ``> 99 %``."""
    if not math.isfinite(share):
        return MISSING
    if share < 0.01:
        return "< 1 %"
    return "> 99 %" if share > 0.99 else f"{100 * share:.0f} %"


def day(when: date, today: date | None = None) -> str:
    """Return a day such as ``Tue 24 Nov``; the year is added when it is not this one."""
    text = f"{when:%a} {when.day} {when:%b}"
    return text if today is not None and when.year == today.year else f"{text} {when.year}"
