import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.load.daily_stress import stress
from analytics.load.draws import Drawing
from tests.analytics.load.stress_cases import CATALOGUE, TISSUES, days_of, runs_of, sets_of

drill_and_side = st.one_of(
    st.tuples(st.sampled_from(["pogo", "drop"]), st.just("both")),
    st.tuples(st.sampled_from(["hop", "bound"]), st.sampled_from(["left", "right", "both"])),
)
set_rows = st.lists(
    st.builds(
        lambda day, drill, n, height: (day, drill[0], n, drill[1], height),
        st.integers(0, 19),
        drill_and_side,
        st.integers(0, 200),
        st.floats(0.1, 0.6),
    ),
    min_size=1,
    max_size=8,
)
run_rows = st.lists(
    st.tuples(st.integers(0, 19), st.floats(0.1, 4), st.floats(2, 6), st.floats(140, 200)),
    max_size=6,
)
unknown_days = st.sets(st.integers(0, 19), max_size=4)


def of(sets, runs, unknown=(), draws=20, seed=0):
    calendar = days_of(20, sets, runs, unknown=list(unknown))
    return stress(sets, runs, calendar, CATALOGUE, TISSUES, Drawing(draws, seed))


def numbers(found):
    return found.daily.select_dtypes("number").to_numpy(dtype=float)


@settings(deadline=None, max_examples=40)
@given(set_rows, run_rows, unknown_days, st.integers(1, 100))
def test_more_contacts_are_never_less_stress_in_any_draw(rows, ran, unknown, more):
    sets, runs = sets_of(*rows), runs_of(*ran)
    few = of(sets, runs, unknown).daily
    many = of(sets.assign(contacts=sets["contacts"] + more), runs, unknown).daily
    columns = ["equivalents", "lower", "upper", "residual", "residual_lower", "residual_upper"]
    less = many[columns].to_numpy() < few[columns].to_numpy() * (1 - 1e-12)
    assert not less.any()


@settings(deadline=None, max_examples=30)
@given(set_rows, run_rows, unknown_days, st.randoms(use_true_random=False))
def test_the_order_of_sets_and_runs_does_not_matter(rows, ran, unknown, random):
    sets, runs = sets_of(*rows), runs_of(*ran)
    shuffled = (one.sample(frac=1, random_state=random.randint(0, 99)) for one in (sets, runs))
    assert numbers(of(*shuffled, unknown)) == pytest.approx(
        numbers(of(sets, runs, unknown)), nan_ok=True
    )


@settings(deadline=None, max_examples=30)
@given(set_rows, run_rows)
def test_left_plus_right_is_conserved_when_legs_change_places(rows, ran):
    mirror = {"left": "right", "right": "left", "both": "both"}
    other = [(day, drill, n, mirror[side], height) for day, drill, n, side, height in rows]
    both = [
        of(sets_of(*some), runs_of(*ran)).daily.pivot_table(
            index=["tissue", "date"], columns="side", values="equivalents"
        )
        for some in (rows, other)
    ]
    assert both[0]["left"].to_numpy() == pytest.approx(both[1]["right"].to_numpy())
    assert both[0].sum(axis=1).to_numpy() == pytest.approx(both[1].sum(axis=1).to_numpy())


@settings(deadline=None, max_examples=30)
@given(set_rows, run_rows, unknown_days)
def test_a_missing_value_never_becomes_0(rows, ran, unknown):
    found = of(sets_of(*rows), runs_of(*ran), unknown).daily
    day = (found["date"] - found["date"].min()).dt.days
    assert found.loc[day.isin(unknown), "equivalents"].isna().all()
    assert found.loc[~day.isin(unknown), "equivalents"].notna().all()


@settings(deadline=None, max_examples=30)
@given(set_rows, run_rows, unknown_days, st.integers(0, 99))
def test_the_draws_contain_the_value(rows, ran, unknown, seed):
    found = of(sets_of(*rows), runs_of(*ran), unknown, seed=seed).daily
    for name, low, high in (
        ("equivalents", "lower", "upper"),
        ("residual", "residual_lower", "residual_upper"),
        ("percent", "percent_lower", "percent_upper"),
    ):
        known = found.dropna(subset=name)
        assert (known[low] <= known[name]).all()
        assert (known[high] >= known[name]).all()


@settings(deadline=None, max_examples=20)
@given(set_rows, set_rows, run_rows, unknown_days)
def test_other_athletes_do_not_matter(rows, others, ran, unknown):
    sets, runs = sets_of(*rows), runs_of(*ran)
    alone = of(sets, runs, unknown)
    others = sets_of(*others, athlete_id="bo")
    fewer = runs_of(*ran[:1], athlete_id="bo")
    calendar = [
        days_of(20, others, fewer, athlete_id="bo"),
        days_of(20, sets, runs, unknown=list(unknown)),
    ]
    together = stress(
        pd.concat([others, sets], ignore_index=True),
        pd.concat([fewer, runs], ignore_index=True),
        pd.concat(calendar, ignore_index=True),
        CATALOGUE,
        TISSUES,
        Drawing(20),
    )
    ada = together.daily[together.daily["athlete_id"] == "ada"].reset_index(drop=True)
    pd.testing.assert_frame_equal(ada, alone.daily)


def test_the_same_seed_gives_the_same_and_another_does_not():
    sets, runs = sets_of((1, "hop", 20, "left")), runs_of((0, 1.0, 3.0, 165))
    first, again, other = (of(sets, runs, [3], seed=seed) for seed in (1, 1, 2))
    pd.testing.assert_frame_equal(first.daily, again.daily)
    assert first.daily["upper"].tolist() != other.daily["upper"].tolist()
    assert first.daily["equivalents"].equals(other.daily["equivalents"])


def test_an_unknown_day_widens_the_band_of_what_is_left():
    rng = np.random.default_rng(5)
    runs = runs_of(*[(day, hours, 3.0, 165) for day, hours in enumerate(rng.uniform(0.3, 3, 20))])
    calendar = days_of(20, sets_of(), runs)
    silent = calendar.copy()
    silent.loc[[17, 18], "run_status"] = "unknown"
    known, unknown = (
        stress(sets_of(), runs, days, CATALOGUE, TISSUES).daily.query("tissue == 'achilles'")
        for days in (calendar, silent)
    )
    known, unknown = known.iloc[19], unknown.iloc[19]
    assert known["residual_lower"] == known["residual_upper"]
    assert unknown["residual_upper"] - unknown["residual_lower"] > 0.2 * unknown["residual"]
    assert (known["n_unknown"], unknown["n_unknown"]) == (0, 2)
    mean = runs["hours"][:17].mean() * 60 * 165 / 2
    expected = known["residual"] + sum(
        (mean - runs["hours"][day] * 60 * 165 / 2) * 0.5 ** ((19 - day) / 2) for day in (17, 18)
    )
    # The second unknown day has the same known days before it as the first.
    assert unknown["residual"] == pytest.approx(expected)


def test_the_15th_unknown_day_in_a_row_ends_what_is_known_and_no_day_looks_ahead():
    runs = runs_of(*[(day, 1.0, 3.0, 165) for day in (*range(20), *range(36, 60))])
    sets = sets_of((0, "pogo", 10, "both"))
    calendar = days_of(60, sets, runs, unknown=range(20, 36))
    daily = stress(sets, runs, calendar, CATALOGUE, TISSUES, Drawing(5)).daily
    residual = daily.query("tissue == 'achilles' and side == 'left'")["residual"].to_numpy()
    gone = np.flatnonzero(np.isnan(residual))
    assert gone.tolist() == [*range(6), *range(34, 42)]
    shorter = stress(
        sets, runs[runs["day"] < 30], calendar[:30], CATALOGUE, TISSUES, Drawing(5)
    ).daily
    before = shorter.query("tissue == 'achilles' and side == 'left'")["residual"].to_numpy()
    assert residual[:30] == pytest.approx(before, nan_ok=True)


def test_fewer_days_of_percent_bands_change_nothing_else():
    runs = runs_of(*[(day, 0.5 + day % 3, 3.0 + day % 2, 165) for day in range(60)])
    sets = sets_of(*[(day, "hop", 20, "both") for day in range(0, 60, 4)])
    calendar = days_of(60, sets, runs)
    whole = stress(sets, runs, calendar, CATALOGUE, TISSUES, Drawing(20)).daily
    some = stress(sets, runs, calendar, CATALOGUE, TISSUES, Drawing(20, percent_days=3)).daily
    recent = whole["date"] > whole["date"].max() - pd.Timedelta(days=3)
    bands = ["percent_lower", "percent_upper"]
    pd.testing.assert_frame_equal(some[recent], whole[recent])
    pd.testing.assert_frame_equal(some.drop(columns=bands), whole.drop(columns=bands))
    assert some.loc[~recent, bands].isna().all(axis=None)
