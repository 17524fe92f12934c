"""The response model as a sampler takes it: NumPyro, float64, time constants free in everyone."""

import time
from typing import Any, NamedTuple

import jax
import numpy as np
import numpyro
import numpyro.distributions as dist
from jax import numpy as jnp

CHAINS, WARM_UP, DRAWS = 2, 500, 500
AU = 150.0
GAMMA = np.array([1.0, 1.6, 2.5])[:, None]
GAMMA_WEIGHT = np.array([0.8, 0.15, 0.05])[:, None]
AGE_D = 56 - (7 * np.arange(8)[:, None] + np.array([2, 5])).ravel()
"""Days since each session of eight standard weeks began to act, the day after them."""

Data = dict[str, np.ndarray]


class Exposure(NamedTuple):
    """AU a week on test days, (athletes, tests), and after weeks of 1 AU, (athletes,)."""

    at_tests: Any
    standard: Any


def exposures(kept: Any, given: Data) -> tuple[Exposure, Exposure]:
    """Return chronic and recent exposure; ``kept`` has shape (2, athletes)."""

    def step(before, dose):
        return kept * before + (1 - kept) * dose, before

    _, found = jax.lax.scan(step, jnp.zeros(kept.shape), given["daily"].T)
    rows = np.arange(len(given["day"]))[:, None]
    at_tests = 7 * jnp.moveaxis(found, 0, -1)[:, rows, given["day"]]
    standard = 3.5 * (1 - kept) * jnp.sum(kept[..., None] ** AGE_D, axis=-1)
    return Exposure(at_tests[0], standard[0]), Exposure(at_tests[1], standard[1])


def filtered(error: Any, variance: Any, sd: Any, tau_d: Any, given: Data) -> Any:
    """Return the log density of each athlete's errors, drift taken out by a Kalman filter."""
    gaps = np.diff(given["day"], axis=1, prepend=given["day"][:, :1]).T

    def step(state, test):
        mean, left = state
        gap, error, variance = test
        faded = jnp.exp(-gap / tau_d)
        mean, left = faded * mean, faded**2 * left + (1 - faded**2) * sd**2
        total, new = left + variance, error - faded * state[0]
        after = (mean + left / total * new, left * variance / total)
        return after, -0.5 * (jnp.log(2 * jnp.pi * total) + new**2 / total)

    start = (jnp.zeros(error.shape[:-1]), jnp.full(error.shape[:-1], sd**2))
    _, parts = jax.lax.scan(step, start, (gaps, jnp.moveaxis(error, -1, 0), variance.T))
    return parts.sum(axis=0)


def dense(error: Any, variance: Any, sd: Any, tau_d: Any, given: Data) -> Any:
    """Return the same from covariance matrices, as one first writes it down."""
    apart = np.abs(given["day"][:, :, None] - given["day"][:, None, :])
    own = jnp.eye(apart.shape[-1]) * variance[:, :, None]
    covariance = sd**2 * jnp.exp(-apart / tau_d) + own
    none = jnp.zeros(apart.shape[-1])
    return dist.MultivariateNormal(none, covariance_matrix=covariance).log_prob(error)


DRIFT = {"filter": filtered, "dense": dense}


def model(given: Data, drift: str) -> None:
    """Priors as ours; the exponent is summed out, drift integrated out, the rest sampled."""
    centre, width = jnp.array([2.0, 0.6, 0.0]), jnp.array([1.0, 0.6, 0.6])
    mean = numpyro.sample("mean", dist.Normal(centre, width))
    spread = numpyro.sample("spread", dist.HalfNormal(jnp.array([1.5, 0.3, 0.8])))
    day_sd = numpyro.sample("day_sd", dist.HalfNormal(1.0))
    drift_sd = numpyro.sample("drift_sd", dist.HalfNormal(1.0))
    drift_tau_d = numpyro.sample("drift_tau_d", dist.LogNormal(np.log(52), 0.55))
    with numpyro.plate("athletes", len(given["day"])):
        z = numpyro.sample("z", dist.Normal(0, 1).expand([6]).to_event(1))
        level = numpyro.sample("level", dist.Normal(0, 20))
    net, cost, run = (mean + spread * z[:, :3]).T
    kept = jnp.exp(-1 / jnp.stack([35 * 1.5 ** z[:, 3], 7 * 1.3 ** z[:, 4]]))
    d50 = 150 * 1.8 ** z[:, 5]
    chronic, recent = exposures(kept, given)

    def share(exposure, half, gamma):
        ratio = (exposure / half) ** gamma
        return ratio / (1 + ratio)

    # The prior sits on the net response to the reference weeks.
    gain = (net + cost * 2.2 * recent.standard) / share(220 * chronic.standard, d50, GAMMA)
    answer = gain * share(AU * chronic.standard, d50, GAMMA) - cost * AU / 100 * recent.standard
    # At no exposure at all a power has no gradient.
    some = jnp.maximum(chronic.at_tests, 1e-9)
    expected = (
        level[:, None]
        + gain[..., None] * share(some, d50[:, None], GAMMA[..., None])
        - cost[:, None] * recent.at_tests / 100
        + run[:, None] * given["run"]
    )
    error, variance = given["log_power"] - expected, given["se"] ** 2 + day_sd**2
    each = jnp.log(GAMMA_WEIGHT) + DRIFT[drift](error, variance, drift_sd, drift_tau_d, given)
    numpyro.factor("tests", jax.nn.logsumexp(each, axis=0).sum())
    response = jnp.sum(jax.nn.softmax(each, axis=0) * 100 * jnp.expm1(answer / 100), axis=0)
    numpyro.deterministic("response", response)


def sample(given: Data, drift: str, seed: int) -> dict[str, Any]:
    """Sample; return seconds, the mean answer at 150 AU a week, worst R-hat and divergences."""
    sampler = numpyro.infer.MCMC(
        numpyro.infer.NUTS(model),
        num_warmup=WARM_UP,
        num_samples=DRAWS,
        num_chains=CHAINS,
        progress_bar=False,
    )
    begun = time.perf_counter()
    sampler.run(jax.random.PRNGKey(seed), given, drift)
    draws = jax.block_until_ready(sampler.get_samples(group_by_chain=True))
    seconds = time.perf_counter() - begun
    rhat = numpyro.diagnostics.split_gelman_rubin
    return {
        "seconds": seconds,
        "mean": np.asarray(draws["response"]).mean(axis=(0, 1)),
        "rhat": max(float(np.max(rhat(np.asarray(values)))) for values in draws.values()),
        "divergences": int(np.sum(sampler.get_extra_fields(group_by_chain=True)["diverging"])),
    }
