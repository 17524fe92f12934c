"""A fit as bytes: data, settings, population, evidence. The posterior follows from them."""

import hashlib
import io
import json
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt

from analytics.errors import InputError
from analytics.response import priors, proofs
from analytics.response.evidence import Evidence
from analytics.response.fitting import Population
from analytics.response.logs import Log
from analytics.response.noise import Noise
from analytics.response.population import Setting

FORMAT = 3
_MARK: Final = b"plyopower response fit\n"
_FIRST_MARK: Final = b"PK"
"""What files of format 1 begin with."""
_DIGEST_BYTES: Final = 32
_TABLE: Final = "proof_"
_SETTING: Final = ("mean", "mean_covariance", "spread")


class Content(NamedTuple):
    """What a fit is made from."""

    settings: dict[str, Any]
    logs: tuple[Log, ...]
    population: Population
    proof: Evidence | None


def pack(content: Content) -> bytes:
    """Return everything a fit is made from. Equal fits give equal bytes."""
    settings, logs, population, proof = content
    layout, tables = (None, {}) if proof is None else proofs.pack(proof)
    about = {
        "format": FORMAT,
        "prior_sha256": priors.chosen(priors.from_json(settings["prior"])).sha256,
        "settings": settings,
        "pooled": population.pooled,
        "noise": [setting.noise for setting in population.settings],
        "log_posterior": [setting.log_posterior for setting in population.settings],
        "proof": layout,
    }
    arrays: dict[str, npt.NDArray[Any]] = {
        "about": np.frombuffer(json.dumps(about).encode(), dtype=np.uint8),
        "athlete_id": np.array([log.athlete_id for log in logs]),
        "first_day": np.array([log.first_day for log in logs]),
        "n_days": np.array([log.n_days for log in logs]),
        "n_tests": np.array([len(log.test_day) for log in logs]),
        "daily": np.concatenate([log.daily for log in logs], axis=1),
        "test_day": np.concatenate([log.test_day for log in logs]),
        "power_w_kg": np.concatenate([log.power_w_kg for log in logs]),
        "se_w_kg": np.concatenate([log.se_w_kg for log in logs]),
        "weights": population.weights,
    }
    for name in _SETTING:
        arrays[name] = np.array([getattr(setting, name) for setting in population.settings])
    for axis, _ in enumerate(population.settings[0].marginals):
        arrays[f"marginal_{axis}"] = np.array([s.marginals[axis] for s in population.settings])
    arrays |= {_TABLE + name: array for name, array in tables.items()}
    file = io.BytesIO()
    np.savez_compressed(file, allow_pickle=False, **arrays)
    body = file.getvalue()
    return _MARK + hashlib.sha256(body).digest() + body


def unpack(content: bytes) -> Content:
    """Return what :func:`pack` was given.

    Raises
    ------
    InputError
        If these are no bytes of a saved fit, damaged ones, or of a version or of priors that
        are not those of today.
    """
    with np.load(io.BytesIO(_body(content)), allow_pickle=False) as file:
        arrays = dict(file)
    about = json.loads(arrays["about"].tobytes())
    if about["format"] != FORMAT:
        raise _other_format(about["format"])
    try:
        return _content(about, arrays)
    except (KeyError, TypeError) as error:
        raise InputError(
            f"This fit was saved by another version, {error} being the difference. Fit again."
        ) from error


def _content(about: dict[str, Any], arrays: dict[str, npt.NDArray[Any]]) -> Content:
    prior = priors.chosen(priors.from_json(about["settings"]["prior"]))
    if about["prior_sha256"] != prior.sha256:
        # Its population was learnt under them: beside other priors it would mean nothing.
        raise InputError(
            f"This fit was made with other {prior.base} priors than today's. Fit again."
        )
    tables = {
        name.removeprefix(_TABLE): array
        for name, array in arrays.items()
        if name.startswith(_TABLE)
    }
    proof = None if about["proof"] is None else proofs.unpack(about["proof"], tables)
    return Content(about["settings"], _logs(arrays), _population(about, arrays), proof)


def _body(content: bytes) -> bytes:
    """Return what follows mark and digest, once it is sure that not a byte of it changed."""
    if content.startswith(_FIRST_MARK):
        raise _other_format(1)
    if not content.startswith(_MARK):
        raise InputError("This is no saved fit (its first bytes are others). Fit again, save it.")
    start = len(_MARK) + _DIGEST_BYTES
    digest, body = content[len(_MARK) : start], content[start:]
    if hashlib.sha256(body).digest() != digest:
        raise InputError("This is no saved fit any more (its bytes changed). Fit again, save it.")
    return body


def _other_format(number: object) -> InputError:
    return InputError(
        f"This fit was saved in format {number}; this version reads {FORMAT}. Fit again."
    )


def _logs(arrays: dict[str, npt.NDArray[Any]]) -> tuple[Log, ...]:
    day_stop, test_stop = np.cumsum(arrays["n_days"]), np.cumsum(arrays["n_tests"])
    result = []
    for i, name in enumerate(arrays["athlete_id"]):
        days = slice(day_stop[i] - arrays["n_days"][i], day_stop[i])
        tests = slice(test_stop[i] - arrays["n_tests"][i], test_stop[i])
        result.append(
            Log(
                athlete_id=str(name),
                first_day=int(arrays["first_day"][i]),
                daily=arrays["daily"][:, days],
                test_day=arrays["test_day"][tests],
                power_w_kg=arrays["power_w_kg"][tests],
                se_w_kg=arrays["se_w_kg"][tests],
            )
        )
    return tuple(result)


def _population(about: dict[str, Any], arrays: dict[str, npt.NDArray[Any]]) -> Population:
    marginals = [arrays[name] for name in sorted(arrays) if name.startswith("marginal_")]
    settings = tuple(
        Setting(
            noise=Noise(*noise),
            log_posterior=about["log_posterior"][i],
            mean=arrays["mean"][i],
            mean_covariance=arrays["mean_covariance"][i],
            spread=arrays["spread"][i],
            marginals=tuple(marginal[i] for marginal in marginals),
        )
        for i, noise in enumerate(about["noise"])
    )
    return Population(settings, arrays["weights"], about["pooled"])
