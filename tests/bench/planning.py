"""Simulating a plan, beside the same sums in plain loops over draws and days."""

import tempfile
import time
from pathlib import Path

import numpy as np
import pandas as pd

from analytics.load.contact_load import contact_loads
from analytics.load.leg_contacts import leg_contacts
from analytics.progression import History, Limits, Outlook, Plan, Simulation, scaled_gain, simulate
from analytics.progression.plan import PLANNED_SETS
from analytics.progression.runs_to_come import runs_to_come
from analytics.response import ResponseFit, ResponseModel
from data import OWNER, assembly, demo, drills, planning, store
from tests.bench.rivals import seconds

WEEKS = 16
DRAWS = 1000
PER_SESSION = ("pogo", "skip", "countermovement-jump", "drop-jump")
SIZE = f"{WEEKS} weeks x 3 sessions x {len(PER_SESSION)} drills, {DRAWS} draws"


def rows() -> list[dict[str, str]]:
    """Return one row per measurement."""
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "bench.duckdb"
        demo.load(database)
        with store.session(database) as con:
            inputs = assembly.response_inputs(
                con, OWNER, kind="critical_power", power_source="stryd"
            )
            fit = ResponseModel().fit(inputs.loads, inputs.tests)
            athlete_id = fit.athlete_ids[0]
            history = planning.history(con, OWNER, athlete_id, draws=DRAWS)
            history_s = seconds(lambda: planning.history(con, OWNER, athlete_id, draws=DRAWS), 5)
            catalogue = drills.of_store(con)
    case = Case(fit, history, catalogue)
    return [
        {
            "what": "what a plan begins from, from the store",
            "size": f"1 athlete x 365 days x {DRAWS} draws",
            "measured": f"{1e3 * history_s:.0f} ms (median of 5)",
        },
        *case.simulations(),
        case.rival(),
    ]


class Case:
    """One athlete of the demo and a plan of sixteen weeks."""

    def __init__(self, fit: ResponseFit, history: History, catalogue: pd.DataFrame) -> None:
        self.fit, self.history, self.catalogue = fit, history, catalogue
        first = history.last_day + pd.Timedelta(days=1)
        goal = first + pd.Timedelta(days=7 * WEEKS)
        days = pd.date_range(first, goal - pd.Timedelta(days=1))
        sets = [
            (day, drill, 3, 8, 0.3 if drill == "drop-jump" else np.nan, 60.0)
            for day in days[days.day_of_week.isin([0, 2, 4])]
            for drill in PER_SESSION
        ]
        frame = pd.DataFrame(sets, columns=list(PLANNED_SETS.labels))
        self.plan = Plan(frame, first, goal)
        self.runs = runs_to_come(history, None, goal)

    def outlook(self) -> Outlook:
        """Prepare what no plan changes."""
        return Outlook.of(self.fit, self.history.athlete_id, self.history, self.runs, DRAWS)

    def simulated(self, outlook: Outlook | None) -> Simulation:
        """Simulate the plan."""
        return simulate(
            self.fit, self.history.athlete_id, self.plan, self.history, self.runs,
            self.catalogue, Limits(), DRAWS, outlook=outlook,
        )  # fmt: skip

    def simulations(self) -> list[dict[str, str]]:
        """Take a simulation from nothing, from a prepared outlook, and of eleven scaled plans."""
        outlook = self.outlook()
        self.simulated(outlook)
        from_nothing = seconds(lambda: self.simulated(None), 9)
        prepared = seconds(lambda: self.simulated(outlook), 15)
        scaled = seconds(
            lambda: scaled_gain(
                self.fit, self.history.athlete_id, self.plan, self.history, self.runs,
                self.catalogue, outlook=outlook,
            ),
            9,
        )  # fmt: skip
        return [
            {
                "what": "simulation of a plan: power and stress with bands, odds of every limit",
                "size": SIZE,
                "measured": f"{1e3 * prepared:.0f} ms (median of 15); {1e3 * from_nothing:.0f} ms "
                "with what all plans to that goal share (median of 9)",
            },
            {
                "what": "gain and highest stress with 0.5 to 1.5 times the contacts",
                "size": f"11 plans of {WEEKS} weeks",
                "measured": f"{1e3 * scaled:.0f} ms (median of 9)",
            },
        ]

    def rival(self) -> dict[str, str]:
        """Work the same out in loops over draws and days."""
        outlook = self.outlook()
        ours = self.simulated(outlook)
        took_s = seconds(lambda: self.simulated(outlook), 9)
        begun = time.perf_counter()
        predicted, stress = self.looped()
        loop_s = time.perf_counter() - begun
        power = np.abs(ours.power["mean"].to_numpy() / predicted["mean"].to_numpy() - 1).max()
        achilles = ours.stress.query("tissue == 'achilles' and side == 'left'")
        off = np.abs(stress / achilles["residual"].to_numpy() - 1).max()
        return {
            "what": "simulation of a plan",
            "size": SIZE,
            "measured": f"{1e3 * took_s:.0f} ms, 3 tissues x 2 legs, every limit",
            "alternative": "a prediction of the fit for the days to come, and a plain Python loop "
            "over draws, days and sets, written for this comparison, 1 tissue x 1 leg, no limit: "
            f"{loop_s:.2f} s (mean power agrees to {power:.0e}, residual to {off:.0e})",
            "ratio": f"{loop_s / took_s:.0f}",
        }

    def looped(self) -> tuple[pd.DataFrame, np.ndarray]:
        """Return predicted power, and the left Achilles' residual, as one would first write it."""
        achilles = self.history.tissues[0]
        sets = self.plan.as_sets(self.catalogue)
        daily = self.plan.daily(self.catalogue).set_index("date")["plyo_dose_au"]
        to_come = pd.DataFrame(
            {
                "athlete_id": self.history.athlete_id,
                "date": self.runs.days,
                "plyo_dose_au": daily.reindex(self.runs.days, fill_value=0.0).to_numpy(),
                "run_load_au": self.runs.run_load_au,
            }
        )
        predicted = self.fit.predict(pd.concat([self.history.loads, to_come]))
        sets["load"] = contact_loads(sets, self.catalogue)["achilles"]
        sets["left"], _ = leg_contacts(sets, self.catalogue)
        planned = [
            ((row.date - self.runs.days[0]).days, row.left, row.load, row.drill_id)
            for row in sets.itertuples()
        ]
        found = []
        for draw in range(achilles.exponent.size):
            total = self.runs.equivalents["achilles"][:, draw].tolist()
            base, b = achilles.reference[draw], achilles.exponent[draw]
            for day, n, load, drill_id in planned:
                total[day] += n * (load * self.history.factors[drill_id][draw] / base) ** b
            left, residual = achilles.residual[0, draw], []
            for steps in total:
                left = left * 0.5 ** (1 / 2) + steps
                residual.append(left)
            found.append(residual)
        return predicted.tail(len(to_come)), np.array(found)[0]
