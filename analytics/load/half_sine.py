"""Peak force of a contact as half a sine over it, from times or heights."""

import math
from typing import Final

import numpy as np
import numpy.typing as npt

from analytics.errors import InputError

Vector = npt.NDArray[np.float64]

GRAVITY_M_S2: Final = 9.80665

PEAK_OVER_MEAN: Final = math.pi / 2
"""Of half a sine."""


def mean_over_contact(speed_change_m_s: npt.ArrayLike, contact_s: npt.ArrayLike) -> Vector:
    r"""Return the mean force over a contact, which no peak can be below.

    .. math:: \bar F / BW = 1 + \frac{v_{td} + v_{to}}{g \, t_c}

    Parameters
    ----------
    speed_change_m_s : array_like of float
        Speed at touch-down and at take-off together, in m/s.
    contact_s : array_like of float
        In s, above 0.

    Returns
    -------
    ndarray of float
        In body weights, of all legs on the ground together.
    """
    change, contact = np.asarray(speed_change_m_s, float), np.asarray(contact_s, float)
    return 1 + change / (GRAVITY_M_S2 * contact)


def peak_over_contact(speed_change_m_s: npt.ArrayLike, contact_s: npt.ArrayLike) -> Vector:
    """Return the peak of the half sine whose mean is :func:`mean_over_contact`."""
    return PEAK_OVER_MEAN * mean_over_contact(speed_change_m_s, contact_s)


def half_sine_peak(contact_s: float, flight_s: float) -> float:
    r"""Return the peak force of a repeated jump from its times.

    .. math:: F / BW = \frac{\pi}{2} \left(1 + \frac{t_f}{t_c}\right)

    Parameters
    ----------
    contact_s, flight_s : float
        Ground contact and flight time, in s. Contact above 0, flight not negative.

    Returns
    -------
    float
        Peak vertical force, in body weights, of all legs on the ground together.

    References
    ----------
    .. [1] Morin JB et al. J Appl Biomech 2005;21:167-180.

    Examples
    --------
    >>> round(half_sine_peak(contact_s=0.17, flight_s=0.33), 1)
    4.6
    """
    if not (contact_s > 0 and flight_s >= 0):
        raise InputError(
            "contact_s must be above 0 and flight_s not negative; "
            f"got {contact_s:g} and {flight_s:g}."
        )
    return float(peak_over_contact(GRAVITY_M_S2 * flight_s, contact_s))


def landing_peak(drop_m: float, rebound_m: float, contact_s: float) -> float:
    r"""Return the peak force of one landing from its heights and its contact.

    .. math:: F / BW = \frac{\pi}{2} \left(1 + \frac{v_{td} + v_{to}}{g \, t_c}\right),
       \qquad v = \sqrt{2 g h}

    Parameters
    ----------
    drop_m, rebound_m : float
        Height fallen before and jumped after the contact, in m. A rebound of 0 is a
        landing that is held.
    contact_s : float
        Contact time, in s; of a held landing the time to stop.

    Returns
    -------
    float
        Peak vertical force, in body weights, of both legs together.

    Examples
    --------
    >>> round(landing_peak(drop_m=0.30, rebound_m=0.30, contact_s=0.25), 1)
    4.7
    """
    if not (drop_m >= 0 and rebound_m >= 0 and contact_s > 0):
        raise InputError(
            "Heights must not be negative and contact_s be above 0; "
            f"got {drop_m:g}, {rebound_m:g} and {contact_s:g}."
        )
    speed_m_s = math.sqrt(2 * GRAVITY_M_S2 * drop_m) + math.sqrt(2 * GRAVITY_M_S2 * rebound_m)
    return float(peak_over_contact(speed_m_s, contact_s))
