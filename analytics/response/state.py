"""All that a fit knows: data, population, and every athlete's posterior."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from analytics.errors import InputError
from analytics.response import fitting, grid, posterior, threads
from analytics.response.blocks import blocks, ordered_map
from analytics.response.design import Convention, Design, design
from analytics.response.logs import Log
from analytics.response.priors import Prior

Vector = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class State:
    """Made by :func:`assemble`, from data when fitted and from a file when loaded.

    Attributes
    ----------
    prior : Prior
    convention : Convention
    grid : Grid
    logs : tuple of Log
        In order of athlete.
    designs : tuple of Design
        Of the same athletes.
    population : Population
    posteriors : tuple of Posterior
        Of the same athletes.
    """

    prior: Prior
    convention: Convention
    grid: grid.Grid
    logs: tuple[Log, ...]
    designs: tuple[Design, ...]
    population: fitting.Population
    posteriors: tuple[posterior.Posterior, ...]

    @property
    def athlete_ids(self) -> tuple[str, ...]:
        """Ids in order."""
        return tuple(log.athlete_id for log in self.logs)

    def position(self, athlete_id: str) -> int:
        """Return where an athlete stands, or say that the fit does not know it."""
        try:
            return self.athlete_ids.index(athlete_id)
        except ValueError:
            raise InputError(
                f"The fit does not know {athlete_id!r}; it holds {len(self.logs)} athletes. "
                "Fit again with the data of that athlete."
            ) from None


def assemble(
    prior: Prior,
    convention: Convention,
    logs: Sequence[Log],
    population: fitting.Population | None = None,
) -> State:
    """Condition every athlete on its data; estimate the population unless it is given.

    Deterministic: the same data and population give the same posterior, bit for bit.
    """
    nodes = grid.build(prior, same_day=convention.same_day)
    with threads.single():
        designs = ordered_map(lambda log: design(log, nodes, convention), logs)
        cohort = blocks(designs)
        if population is None:
            population = fitting.population(prior, nodes, cohort, len(logs[0].daily) - 2)
        found = posterior.posteriors(
            nodes, population.settings, population.weights, cohort, pooled=population.pooled
        )
    return State(prior, convention, nodes, tuple(logs), tuple(designs), population, found)


def updated(state: State, log: Log) -> State:
    """Condition one athlete on its data as they are now; population and the others are held.

    An athlete not known yet is added, in order of id.
    """
    with threads.single():
        own = design(log, state.grid, state.convention)
        (found,) = conditioned(state, [own])
    ids = state.athlete_ids
    place = bisect_left(ids, log.athlete_id)
    rest = place + (log.athlete_id in ids)
    return replace(
        state,
        logs=(*state.logs[:place], log, *state.logs[rest:]),
        designs=(*state.designs[:place], own, *state.designs[rest:]),
        posteriors=(*state.posteriors[:place], found, *state.posteriors[rest:]),
    )


def conditioned(state: State, designs: Sequence[Design]) -> tuple[posterior.Posterior, ...]:
    """Return the posteriors of athletes with these designs, the population held."""
    population = state.population
    return posterior.posteriors(
        state.grid,
        population.settings,
        population.weights,
        blocks(designs),
        pooled=population.pooled,
    )
