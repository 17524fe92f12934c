"""The dose of sets is measured as one chose, and a fit knows how."""

import json
from datetime import date, timedelta

import pandas as pd
import pytest
from click.testing import CliRunner

from analytics.errors import InputError
from analytics.load.dose import MEASURES
from analytics.response import ResponseModel
from data import (
    OWNER,
    assembly,
    athletes,
    body_mass,
    cautions,
    daily_loads,
    fits,
    freshness,
    plyometrics,
    power_tests,
    settings,
    store,
)
from data.__main__ import main

DAY = date(2026, 5, 1)
SERIES = {"kind": "critical_power", "power_source": "stryd"}
SAVED = {**SERIES, "duration_s": None, "seconds": 0.1}
OTHERS = [name for name in MEASURES if name != settings.DEFAULT_DOSE_MEASURE]


@pytest.fixture
def mara(con):
    athletes.add(con, athlete_id="mara")
    body_mass.add(con, athlete_id="mara", local_date=DAY, mass_kg=60.0)
    for day in range(0, 60, 4):
        jump(con, day, "hurdle-hop", 10 + day)
    for day in range(0, 60, 10):
        power_tests.add(
            con,
            athlete_id="mara",
            local_date=DAY + timedelta(days=day),
            power_w=240.0 + day,
            **SERIES,
        )
    return con


def jump(con, day, drill_id, reps):
    plyometrics.add_session(
        con,
        athlete_id="mara",
        local_date=DAY + timedelta(days=day),
        sets=pd.DataFrame({"drill_id": [drill_id], "reps": [reps]}),
    )


def number(con, day, value):
    daily_loads.add(
        con,
        athlete_id="mara",
        local_date=DAY + timedelta(days=day),
        channel="plyo",
        value=value,
        unit="AU",
        source="diary",
    )


def fitted(con):
    loads, tests, _ = assembly.response_inputs(con, OWNER, **SERIES)
    return ResponseModel().fit(loads, tests)


def dose_au(con, **how):
    return assembly.daily(con, OWNER, **how)["plyo_dose_au"].to_numpy()


def test_modelled_force_is_the_measure_until_another_is_chosen(mara):
    assert settings.dose_measure(mara) == "model_force"
    settings.put_dose_measure(mara, "contacts")
    assert settings.dose_measure(mara) == "contacts"
    settings.put_dose_measure(mara, "model_force")
    assert settings.dose_measure(mara) == "model_force"


def test_a_measure_there_is_not_is_refused_with_those_there_are(mara):
    with pytest.raises(InputError, match="'jumps' is no measure of dose; there are model_force, c"):
        settings.put_dose_measure(mara, "jumps")
    with pytest.raises(InputError, match="'jumps' is no measure"):
        assembly.response_inputs(mara, OWNER, **SERIES, dose_measure="jumps")


def test_a_measure_that_is_stored_and_not_there_is_said_with_the_way_out(mara):
    mara.execute("INSERT INTO settings (name, value) VALUES ('dose_measure', 'bogus')")
    for ask in (settings.dose_measure, lambda con: assembly.daily(con, OWNER)):
        with pytest.raises(InputError, match=r"dose_measure is 'bogus'.*fit --dose model_force"):
            ask(mara)
    settings.put_dose_measure(mara, "model_force")
    assert settings.dose_measure(mara) == "model_force"


def test_choosing_what_is_chosen_is_no_write(mara):
    before = store.identity(mara)
    settings.put_dose_measure(mara, "model_force")
    assert store.identity(mara) == before
    settings.put_dose_measure(mara, "contacts")
    assert store.identity(mara) != before


@pytest.mark.parametrize("measure", OTHERS)
def test_the_loads_follow_the_measure_and_rest_stays_0(mara, measure):
    by_force = dose_au(mara)
    settings.put_dose_measure(mara, measure)
    other = dose_au(mara)
    assert ((other == 0) == (by_force == 0)).all()
    assert (other[by_force > 0] != pytest.approx(by_force[by_force > 0])) or measure == "contacts"
    assert dose_au(mara, dose_measure="model_force").tolist() == by_force.tolist()


@pytest.mark.parametrize("measure", MEASURES)
def test_a_pogo_of_two_legs_is_1_au_by_any_measure(con, measure):
    athletes.add(con, athlete_id="mara")
    jump(con, 0, "pogo", 40)
    assert dose_au(con, dose_measure=measure) == pytest.approx([40.0])


def test_by_contacts_a_hurdle_hop_counts_as_one_by_force_as_more(mara):
    settings.put_dose_measure(mara, "contacts")
    assert dose_au(mara)[[0, 4]].tolist() == [10, 14]
    assert dose_au(mara, dose_measure="model_force")[0] > 10


def test_a_fit_keeps_its_measure_and_is_stale_under_another(mara):
    settings.put_dose_measure(mara, "drop_energy")
    fits.save(mara, fitted(mara), **SAVED)
    saved = fits.latest(mara, OWNER)
    loads, tests, _ = assembly.response_inputs(mara, OWNER, **SERIES)
    assert saved.dose_measure == "drop_energy"
    assert not saved.is_stale(loads, tests, "drop_energy")
    settings.put_dose_measure(mara, "model_force")
    loads, tests, _ = assembly.response_inputs(mara, OWNER, **SERIES)
    assert saved.is_stale(loads, tests)
    assert freshness.moved_on(saved, loads, tests) == {"mara"}
    assert fits.fits(mara, OWNER)["dose_measure"].tolist() == ["drop_energy"]


def test_where_every_dose_came_as_a_number_the_name_alone_makes_it_stale(con, mara):
    saved = fits.save(mara, fitted(mara), **SAVED, dose_measure="contacts")
    fit = fits.latest(mara, OWNER)
    assert fit.fit_id == saved
    loads, tests, _ = assembly.response_inputs(mara, OWNER, **SERIES)
    assert not fit.is_stale(loads, tests)
    assert fit.is_stale(loads, tests, "model_force")


def test_fits_of_the_same_data_by_two_measures_are_two(mara):
    fit = fitted(mara)
    first = fits.save(mara, fit, **SAVED, dose_measure="model_force")
    second = fits.save(mara, fit, **SAVED, dose_measure="contacts")
    assert second != first
    assert len(fits.fits(mara, OWNER)) == 2


def test_an_athlete_taken_in_alone_keeps_the_measure_of_the_fit(mara):
    base = fits.save(mara, fitted(mara), **SAVED, dose_measure="contacts")
    assert fits.save_update(mara, base, fitted(mara), "mara")
    assert fits.latest(mara, OWNER).dose_measure == "contacts"


def test_numbers_that_stand_in_stay_as_they_came_and_that_is_said(mara):
    number(mara, 2, 77.0)
    settings.put_dose_measure(mara, "contacts")
    loads, _, warnings = assembly.response_inputs(mara, OWNER, **SERIES)
    assert loads["plyo_dose_au"][2] == 77
    (said,) = [one for one in warnings if "measured another way" in one]
    assert "(Contacts), but that of 1 days came as a number" in said
    assert "(mara)" in said


def test_by_modelled_force_or_without_numbers_there_is_nothing_to_say(mara):
    number(mara, 2, 0.0)
    settings.put_dose_measure(mara, "contacts")
    warnings = assembly.response_inputs(mara, OWNER, **SERIES).warnings
    assert not [one for one in warnings if "another way" in one]
    number(mara, 3, 50.0)
    loads = assembly.daily(mara, OWNER)
    stored = power_tests.tests(mara, OWNER)
    numbers = daily_loads.daily_loads(mara, OWNER)
    assert not [one for one in cautions.cautions(loads, stored, numbers) if "another way" in one]


def test_the_command_fits_by_a_measure_stores_it_and_says_so(demo_database):
    words = ["fit", "--no-evidence", "--dose", "contacts", "--db", str(demo_database)]
    done = CliRunner().invoke(main, [*words, "--json"], catch_exceptions=False)
    assert done.exit_code == 0, done.stderr
    assert json.loads(done.stdout)["dose_measure"] == "contacts"
    with store.session(demo_database) as con:
        assert settings.dose_measure(con) == "contacts"
        assert fits.latest(con, OWNER).dose_measure == "contacts"
    plain = CliRunner().invoke(main, ["fit", "--no-evidence", "--db", str(demo_database)])
    assert "Dose of sets: Contacts, in this fit and on the pages from now on." in plain.stdout


def test_an_unknown_measure_is_wrong_usage_and_changes_nothing(demo_database):
    done = CliRunner().invoke(main, ["fit", "--dose", "jumps", "--db", str(demo_database)])
    assert done.exit_code == 2
    assert "none of model_force, contacts" in done.stderr
    with store.session(demo_database) as con:
        assert settings.dose_measure(con) == "model_force"
