"""What the data of each athlete say, given the population: the E-step, exact."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from analytics.response import small
from analytics.response.blocks import Statistics

Vector = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Expectation:
    """Posterior of a block's standardised coefficients z, with theta = mean + L z.

    Standardised, the prior of every athlete is N(0, I): well scaled whatever the
    population, and its covariance is never inverted.

    Attributes
    ----------
    log_evidence : ndarray, shape (a,)
        Log density of each athlete's data, over all nodes.
    weight : ndarray, shape (a, n_nodes)
        Posterior weight of each node.
    z : ndarray, shape (p, a, n_nodes)
        Posterior mean at each node.
    covariance : ndarray, shape (p, p, a, n_nodes)
        Posterior covariance at each node, the population being known.
    """

    log_evidence: Vector
    weight: Vector
    z: Vector
    covariance: Vector


def expectation(data: Statistics, mean: Vector, factor: Vector, log_prior: Vector) -> Expectation:
    """Condition on the data of a block at every node.

    Parameters
    ----------
    data : Statistics
        Of the block.
    mean : ndarray, shape (p,)
        Population mean of the coefficients.
    factor : ndarray, shape (p, p)
        Lower Cholesky factor L of their covariance.
    log_prior : ndarray, shape (n_nodes,)
        Log prior weight of each node.
    """
    size = len(mean)
    pull = np.einsum("ij...,j->i...", data.gram, mean)
    square = data.square - np.einsum("i,i...->...", mean, 2 * data.cross - pull)
    cross = np.einsum("ji,j...->i...", factor, data.cross - pull)
    precision = small.transform(data.gram, factor)
    precision[np.arange(size), np.arange(size)] += 1.0
    lower = small.cholesky(precision)
    inverse = small.invert_lower(lower)
    half = np.einsum("ij...,j...->i...", inverse, cross)
    log_node = (
        data.constant
        - 0.5 * (square - np.sum(half**2, axis=0))
        - sum(np.log(lower[i, i]) for i in range(size))
        + log_prior
    )
    top = log_node.max(axis=-1, keepdims=True)
    weight = np.exp(log_node - top)
    total = weight.sum(axis=-1, keepdims=True)
    return Expectation(
        log_evidence=(top + np.log(total))[:, 0],
        weight=weight / total,
        z=np.einsum("ji...,j...->i...", inverse, half),
        covariance=np.einsum("ki...,kj...->ij...", inverse, inverse),
    )


@dataclass(frozen=True, slots=True, eq=False)
class Moments:
    """Sums over athletes, all that the M-step needs.

    Attributes
    ----------
    log_evidence : float
    first : ndarray, shape (p,)
        Sum of posterior means of z: the gradient of the log evidence in the mean.
    second : ndarray, shape (p, p)
        Sum of posterior means of z z'.
    known : ndarray, shape (p, p)
        Sum of I - Cov(z): the observed information on the mean (Louis' formula).
    pull : ndarray, shape (p, p, p, p)
        Sum of the outer products of I - E Cov(z | node) with itself.
    node_weight : ndarray, shape (n_nodes,)
    """

    log_evidence: float
    first: Vector
    second: Vector
    known: Vector
    pull: Vector
    node_weight: Vector

    def __add__(self, other: "Moments") -> "Moments":
        """Add the sums of two sets of athletes."""
        return Moments(
            self.log_evidence + other.log_evidence,
            self.first + other.first,
            self.second + other.second,
            self.known + other.known,
            self.pull + other.pull,
            self.node_weight + other.node_weight,
        )

    def __sub__(self, other: "Moments") -> "Moments":
        """Take one set of athletes out of another that holds it."""
        return Moments(
            self.log_evidence - other.log_evidence,
            self.first - other.first,
            self.second - other.second,
            self.known - other.known,
            self.pull - other.pull,
            self.node_weight - other.node_weight,
        )


def moments(found: Expectation) -> Moments:
    """Sum what the M-step needs over the athletes of a block."""
    identity = np.eye(len(found.z))
    weighted = found.weight * found.z
    first = weighted.sum(axis=-1)
    within = np.einsum("ijan,an->aij", found.covariance, found.weight)
    second = within + np.einsum("ian,jan->aij", weighted, found.z)
    total = second - np.einsum("ia,ja->aij", first, first)
    own = identity - within
    return Moments(
        log_evidence=float(found.log_evidence.sum()),
        first=first.sum(axis=-1),
        second=second.sum(axis=0),
        known=np.sum(identity - total, axis=0),
        pull=np.einsum("aij,akl->ijkl", own, own),
        node_weight=found.weight.sum(axis=0),
    )


def of_one(found: Expectation, i: int) -> Expectation:
    """Return the posterior of one athlete of a block."""
    one = slice(i, i + 1)
    return Expectation(
        found.log_evidence[one],
        found.weight[one],
        found.z[:, one],
        found.covariance[:, :, one],
    )
