import json
from datetime import date

import numpy as np
import pandas as pd
import pytest

from analytics.errors import InputError
from analytics.load.dose import daily_dose
from analytics.response import ResponseModel, synthetic
from data import (
    OWNER,
    Viewer,
    assembly,
    athletes,
    channels,
    demo,
    drills,
    fits,
    other_sessions,
    own_drills,
    own_times,
    plyometrics,
    settings,
    store,
    symptoms,
)
from data.imports import Upload, archive, import_files
from data.imports.mapping import Mapping

SERIES = {"kind": "critical_power", "power_source": "stryd"}
OWN_DRILL = {
    "drill_id": "my-hop",
    "name": "Mine",
    "legs": 2,
    "contact_ms": 200,
    "flight_ms": 300,
    "drill_class": "low",
    "qualities": "stiffness",
}
STAYS = {"store_revision", "_migrations"}


@pytest.fixture
def path(tmp_path):
    return tmp_path / "demo.duckdb"


@pytest.fixture
def loaded(path):
    told = demo.load(path, athletes=3, days=150, seed=5)
    return path, told


def generated(told):
    last_day = pd.Timestamp(told["last_day"]).date()
    return synthetic.generate(
        drills.catalogue(), synthetic.Parameters(**{**told, "last_day": last_day})
    )


def rows(con):
    tables = [name for (name,) in con.execute("SELECT table_name FROM duckdb_tables()").fetchall()]
    counts = {name: con.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in tables}
    return {name: count for name, count in counts.items() if count and name not in STAYS}


def test_the_dose_of_the_stored_sets_is_the_dose_the_truth_answers_to(loaded):
    path, told = loaded
    with store.session(path) as con:
        stored = daily_dose(plyometrics.sets(con, OWNER), drills.catalogue())
    made = daily_dose(generated(told).sets, drills.catalogue())
    pd.testing.assert_frame_equal(stored, made, check_dtype=False)


def test_the_assembled_days_are_the_generated_ones(loaded):
    path, told = loaded
    with store.session(path) as con:
        inputs = assembly.response_inputs(con, OWNER, **SERIES)
    made = generated(told)
    unknown = made.day_status.query("status == 'unknown' and channel == 'plyo'")
    days = inputs.loads.merge(
        daily_dose(made.sets, drills.catalogue()), on=["athlete_id", "date"], how="left"
    )
    known = days["plyo_dose_au_x"].notna()
    assert days.loc[known, "plyo_dose_au_x"].to_numpy() == pytest.approx(
        days.loc[known, "plyo_dose_au_y"].fillna(0).to_numpy()
    )
    assert days["plyo_dose_au_x"].isna().sum() >= len(unknown)
    assert inputs.tests["power_w_kg"].to_numpy() == pytest.approx(
        made.tests["power_w_kg"].to_numpy()
    )


def test_gait_other_training_and_symptoms_are_stored_as_they_were_made(loaded):
    path, told = loaded
    made = generated(told)
    with store.session(path) as con:
        ran = channels.runs(con, OWNER, None)
        other, felt = other_sessions.other_sessions(con, OWNER), symptoms.symptoms(con, OWNER)
    for column in ("distance_m", "mean_cadence_spm", "mean_contact_ms"):
        assert ran[column].sum() == pytest.approx(made.runs[column].sum())
        assert ran[column].isna().sum() == made.runs[column].isna().sum()
    assert len(other) == len(made.other_sessions)
    assert other["duration_min"].sum() == made.other_sessions["duration_min"].sum()
    assert felt["pain_0_10"].sum() == made.symptoms["pain_0_10"].sum()


def test_parameters_and_truth_are_kept(loaded):
    path, told = loaded
    with store.session(path) as con:
        ((kept,),) = con.execute("SELECT parameters FROM synthetic_cohort").fetchall()
        assert json.loads(kept) == told
        planted = demo.truth(con, OWNER)
        assert demo.truth(con, Viewer("stranger")).empty
    assert (planted.query("weekly_dose_au == 0")["response_percent"] == 0).all()
    assert planted["athlete_id"].nunique() == 3
    assert np.isfinite(planted["response_percent"]).all()


def test_every_athlete_is_marked_synthetic(loaded):
    path, _ = loaded
    with store.session(path) as con:
        assert athletes.athletes(con, OWNER)["is_synthetic"].all()
        assert demo.is_demo(con)


def test_removing_it_leaves_what_is_of_the_workbench_and_nothing_of_an_athlete(loaded):
    path, _ = loaded
    with store.session(path) as con:
        inputs = assembly.response_inputs(con, OWNER, **SERIES)
    fit = ResponseModel().fit(inputs.loads, inputs.tests)
    with store.session(path) as con:
        fits.save(con, fit, **SERIES, duration_s=None, seconds=1.0)
    table = b"Wer,Tag,kg\nathlete-01,2020-01-01,60\n"
    named = {"athlete_id": "Wer", "local_date": "Tag", "mass_kg": "kg"}
    import_files(path, [Upload("more.csv", table)], mappings=(Mapping("body_mass", named),))
    with store.session(path) as con:
        settings.put_dose_measure(con, "contacts")
        own_drills.add(con, **OWN_DRILL)
        whose = plyometrics.sets(con, OWNER)["athlete_id"][0]
        times = {"from_date": date(2020, 1, 1), "contact_ms": 160.0, "flight_ms": 340.0}
        own_times.put(con, athlete_id=whose, drill_id="pogo", **times)
        assert rows(con).keys() >= {"other_sessions", "symptoms", "settings", "own_drill_times"}
    foreign = archive.keep(path, b"of a store that was here before")
    demo.remove(path)
    assert list(archive.kept(path)) == [foreign]
    with store.session(path) as con:
        assert rows(con) == {"settings": 1, "own_drills": 1}
        assert settings.dose_measure(con) == "contacts"
        assert not demo.is_demo(con)


def test_real_athletes_can_come_after_the_demo_has_gone_and_keep_it_out(loaded):
    path, _ = loaded
    demo.remove(path)
    with store.session(path) as con:
        athletes.add(con, athlete_id="mara")
    with pytest.raises(InputError, match="This file holds 1 real athletes"):
        demo.load(path, athletes=3, days=60)
    with pytest.raises(InputError, match="does not hold the demo; nothing was removed"):
        demo.remove(path)
    with store.session(path) as con:
        assert rows(con) == {"athletes": 1}


def test_it_is_not_loaded_twice(loaded):
    path, _ = loaded
    with pytest.raises(InputError, match="The demo is here already, with 3 athletes"):
        demo.load(path)


def test_impossible_parameters_leave_no_file(path):
    with pytest.raises(InputError, match="athletes must be 1 or more"):
        demo.load(path, athletes=0)
    assert not path.exists()


def test_removing_it_from_a_file_that_is_not_there_makes_none(path):
    with pytest.raises(InputError, match="There is no database"):
        demo.remove(path)
    assert not path.exists()
