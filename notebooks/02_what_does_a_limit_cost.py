# ---
# jupyter:
#   jupytext:
#     formats: ipynb,py:percent
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # What does a limit cost?
#
# A limit keeps training within what an athlete is used to. It also keeps power away. How much, and
# which limit? Three made-up athletes, of whom we know more and less:
#
# 1. **The best plan** within all limits, and the proof of how good it is.
# 2. **The frontier.** How much power for how much stress?
# 3. **Prices.** Which limit would bring most, were it 10 % looser?
# 4. **Each limit taken away.**
#
# Everything is made here, from a seed. Nothing is fetched.

# %%
from dataclasses import replace
from datetime import date

import pandas as pd
import plotly.io as pio

from analytics.charts import plan_frontier
from analytics.charts.template import LIGHT, VERDICTS
from analytics.progression import Limits, frontier, optimise
from analytics.progression.check import check, verdict
from analytics.progression.runs_to_come import runs_to_come
from analytics.response import ResponseModel, synthetic
from data import OWNER, assembly, demo_rows, drills, planning, store

# Plotly's script goes into the notebook itself: no other host is asked.
pio.renderers.default = "plotly_mimetype+notebook"

WEEKS = 8
TUESDAY_AND_FRIDAY = (1, 4)
CHOSEN = ("farid", "dmitri", "ines")
N_TESTS_OF_INES = 4
DRILLS = (
    "pogo",
    "tuck-jump",
    "lateral-hop",
    "single-leg-hop",
    "single-leg-forward-hop",
    "bound",
    "hurdle-hop",
    "drop-jump",
)
ON_ONE_LEG = ("single-leg-hop", "single-leg-lateral-hop", "single-leg-forward-hop")

# %% [markdown]
# ## The athletes
#
# A cohort of 16 with a year of training and tests; all but the last 4 tests of Ines are taken away
# before the fit, as if she had come late. A verdict says what an athlete's own tests show.

# %%
cohort = synthetic.generate(
    drills.catalogue(),
    synthetic.Parameters(athletes=16, seed=1, last_day=date(2026, 11, 22)),
)
with store.session(":memory:") as con:
    demo_rows.insert(con, cohort)
    loads, tests, _ = assembly.response_inputs(
        con, OWNER, kind="critical_power", power_source="stryd"
    )
    histories = {who: planning.history(con, OWNER, who, draws=1) for who in CHOSEN}
of_ines = tests[tests["athlete_id"] == "ines"].sort_values("date")
fit = ResponseModel().fit(loads, tests.drop(of_ines.index[:-N_TESTS_OF_INES])).assessed()

verdicts = fit.proof.athletes.set_index("athlete_id").loc[list(CHOSEN), "verdict"]
response = fit.response([150.0], weeks=WEEKS).set_index("athlete_id").loc[list(CHOSEN)]
pd.DataFrame(
    {
        "verdict": [" ".join(VERDICTS[one]) for one in verdicts],
        "tests": fit.summary().set_index("athlete_id").loc[list(CHOSEN), "n_tests"],
        "8 weeks of 150 AU (%)": response["mean"].round(2),
        "lower": response["lower"].round(2),
        "upper": response["upper"].round(2),
    },
    index=list(CHOSEN),
)

# %% [markdown]
# ## 1. The best plan within all limits
#
# Eight weeks, sessions on Tuesday and Friday, every fourth week lighter, runs as in the median week
# of the last 28 days. All limits are on, at the numbers they are shipped with. *Gain* is expected
# power on the day of the goal against today; *without* is the same with no session at all, for what
# is there by training already would fade. No plan within these limits can promise more than the
# *bound*.

# %%
LIMITS = Limits()
CATALOGUE = drills.catalogue()


def asked(who, **changed):
    """Return what a planner is asked for an athlete."""
    history = histories[who]
    return {
        "fit": fit,
        "athlete_id": who,
        "history": history,
        "runs": None,
        "catalogue": CATALOGUE,
        "limits": LIMITS,
        "drills": DRILLS,
        "weeks": WEEKS,
        "goal_date": history.last_day + pd.Timedelta(days=7 * WEEKS + 1),
        "session_weekdays": TUESDAY_AND_FRIDAY,
    } | changed


plans = {who: optimise(**asked(who)) for who in CHOSEN}
for who, found in plans.items():
    runs = runs_to_come(histories[who], None, found.plan.goal_date)
    said = verdict(check(found.plan, histories[who], runs, CATALOGUE, LIMITS))
    print(f"{who}: {said.split('. ', maxsplit=1)[0]}")
    assert said.startswith("all limits met")

pd.DataFrame.from_dict(
    {
        who: {
            "gain (%)": round(found.gain_percent, 2),
            "bound (%)": round(found.upper_bound_percent, 2),
            "without (%)": round(found.nothing_percent, 2),
            "highest stress (% of own high)": round(found.highest_percent),
            "sessions": found.plan.sets["date"].nunique(),
            "contacts": int(found.plan.daily(CATALOGUE)["contacts"].sum()),
        }
        for who, found in plans.items()
    },
    orient="index",
)

# %% [markdown]
# ## 2. The frontier
#
# The same question with a lid on stress: the highest residual of any tissue, leg and day, in % of
# the athlete's own high of today. The lowest lid is what the runs leave by themselves. The
# dotted line is the bound: between the lines nobody knows a plan, above it there is none.
#
# Only drills on one leg are allowed here, which are hard on an Achilles. Even so most of the power
# costs next to no stress: of these runners the highest residual is nearly all from running.

# %%
frontiers = {who: frontier(**asked(who, drills=ON_ONE_LEG), n=6) for who in CHOSEN}
for who, found in frontiers.items():
    least, most = found.iloc[0], found.iloc[-1]
    print(
        f"{who}: {least['gain_percent']:+.2f} % at {least['highest_percent']:.1f} % of own high, "
        f"{most['gain_percent']:+.2f} % at {most['highest_percent']:.1f} %"
    )
    if most["highest_percent"] - least["highest_percent"] < 1:
        print("    Less than 1 % of own high lies between them: there is no curve to draw.")
        continue
    plan_frontier.frontier(found, {}, LIGHT).update_layout(title_text=who).show()

# %% [markdown]
# ## 3. Prices
#
# What 10 % more of each limit would be worth, one at a time, all others as they are. A limit
# without a bar costs nothing: the plan has room in it, or others would hold it at the same place.

# %%
for who, found in plans.items():
    if found.prices.empty:
        print(f"{who}: no single limit holds the plan back.")
        continue
    dearest = found.prices.iloc[0]
    print(f"{who}: {dearest['label']}, {dearest['percent_per_10']:+.3f} % for 10 % more")
    plan_frontier.prices(found.prices, LIGHT).update_layout(title_text=who).show()

# %% [markdown]
# The same with the drills on one leg.

# %%
on_one_leg = {who: optimise(**asked(who, drills=ON_ONE_LEG)) for who in CHOSEN}
prices = {
    (name, who): found.prices.set_index("label")["percent_per_10"]
    for name, of_all in (("all drills", plans), ("on one leg", on_one_leg))
    for who, found in of_all.items()
}
pd.concat(prices, axis=1).round(3)

# %% [markdown]
# ## 4. Each limit taken away
#
# A price is asked of a small step. What if a limit were not there at all? One at a time, all others
# as they are; and what the plan then breaks, by the same checker.

# %%
AWAY = ("contacts_per_session", "dose_ramp_per_week", "spike", "residual", "ramp_per_week")
rows = []
for who, found in plans.items():
    runs = runs_to_come(histories[who], None, found.plan.goal_date)
    for name in AWAY:
        without = optimise(**asked(who, limits=replace(LIMITS, **{name: None})))
        more = without.gain_percent - found.gain_percent
        said = check(without.plan, histories[who], runs, CATALOGUE, LIMITS)
        broken = said[said["is_above"].fillna(False) & ~said["by_runs"]]
        rows.append((who, name, round(more, 2), broken["date"].nunique()))
away = pd.DataFrame(rows, columns=["athlete", "limit", "more power (%)", "days above it"])
away.pivot_table(index="limit", columns="athlete", values=["more power (%)", "days above it"])

# %% [markdown]
# ## What this does not show
#
# That a limit is right. The price of a limit is power by the model; what it is there for, tissue
# that has time to follow, is not in that sum, and nobody has measured where the border lies. A
# cheap limit may be kept without thought; of a dear one a coach may ask whether it suits this
# athlete. Nor is a gain certain: it is a mean, and that of Ines is mostly what the cohort and the
# literature say.
