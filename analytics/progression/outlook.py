"""What is to come of an athlete whatever the plan: prepared once, used by every plan."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.progression.contact_costs import KnownCosts
from analytics.progression.history import History
from analytics.progression.power_outlook import PowerOutlook, power_outlook
from analytics.progression.runs_alone import RunsAlone, runs_alone
from analytics.progression.runs_to_come import RunsToCome
from analytics.progression.stress_outlook import TissueOutlook, stress_outlook
from analytics.response.fit import ResponseFit

Vector = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Outlook:
    """Made by :meth:`of`; good for every plan to the same goal.

    Attributes
    ----------
    history : History
    runs : RunsToCome
    power : PowerOutlook
    tissues : tuple of TissueOutlook
    alone : tuple of RunsAlone
        Of the same tissues.
    """

    history: History
    runs: RunsToCome
    power: PowerOutlook
    tissues: tuple[TissueOutlook, ...]
    alone: tuple[RunsAlone, ...]
    _costs: list[KnownCosts] = field(default_factory=list)

    @classmethod
    def of(
        cls,
        fit: ResponseFit,
        athlete_id: str,
        history: History,
        runs: RunsToCome,
        draws: int = 1000,
        seed: int = 0,
    ) -> "Outlook":
        """Work out all of a simulation that does not depend on the plan.

        Parameters
        ----------
        fit, athlete_id, history, draws, seed
            As :func:`analytics.progression.simulate`.
        runs : RunsToCome
            To the day of the goal; as
            :func:`analytics.progression.runs_to_come.runs_to_come` makes them.
        """
        tissues = stress_outlook(history, runs)
        return cls(
            history=history,
            runs=runs,
            power=power_outlook(fit, athlete_id, history, runs, draws, seed),
            tissues=tissues,
            alone=tuple(map(runs_alone, tissues)),
        )

    def residuals(self, plyo: Mapping[str, Vector]) -> dict[str, Vector]:
        """Return what is left of all with the easy steps of a plan, by tissue."""
        return {
            one.history.tissue.name: one.with_plan(plyo[one.history.tissue.name])
            for one in self.tissues
        }

    def costs(self, catalogue: pd.DataFrame) -> KnownCosts:
        """Return what contacts cost by a catalogue; what was asked before is kept."""
        if not self._costs or not self._costs[0].are_of(catalogue):
            # In one step, as several threads may share an outlook.
            self._costs[:] = [KnownCosts(self.history, catalogue)]
        return self._costs[0]
