import numpy as np
import pytest

from analytics.errors import InputError
from analytics.load.dose import MEASURES, daily_dose, daily_doses, in_pogos
from tests.analytics.load.stress_cases import CATALOGUE, TISSUES, sets_of

G = 9.80665


def test_two_days_in_every_measure_written_out():
    sets = sets_of((1, "pogo", 10, "both"), (1, "hop", 4, "left"), (2, "drop", 5, "both", 0.3))
    first, second = daily_doses(sets, CATALOGUE, TISSUES).to_dict("records")
    assert (first["plyo_contacts"], first["contacts_per_leg"]) == (14, 12)
    # Half of the contact brakes: 0.17 and 0.25 s; flights of 0.33 and 0.29 s.
    pogo, hop = G * (0.33 + 0.17) / 2, G * (0.29 + 0.25) / 2
    assert first["eccentric_impulse_m_s"] == pytest.approx(10 * pogo + 4 * hop)
    assert second["eccentric_impulse_m_s"] == pytest.approx(5 * (np.sqrt(2 * G * 0.3) + G * 0.125))
    assert second["drop_energy_j_kg"] == pytest.approx(5 * G * 0.3)
    steps = 10 * (2.4 * 2.3 / 6) ** 9 + 4 / 2 * (2.4 * 3.4 / 6) ** 9
    assert first["achilles_steps"] == pytest.approx(steps)


@pytest.mark.parametrize("measure", MEASURES)
def test_one_pogo_contact_is_1_au_in_every_measure(measure):
    sets = sets_of((1, "pogo", 7, "both"))
    assert daily_dose(sets, CATALOGUE, measure, TISSUES)["plyo_dose_au"].tolist() == pytest.approx(
        [7]
    )


@pytest.mark.parametrize("measure", MEASURES)
def test_no_measure_falls_with_more_contacts(measure):
    some, more = (
        daily_dose(
            sets_of((1, "drop", n, "both", 0.4), (1, "bound", n, "both")),
            CATALOGUE,
            measure,
            TISSUES,
        )["plyo_dose_au"][0]
        for n in (10, 11)
    )
    assert more > some


def test_in_pogos_leaves_the_count_of_contacts():
    doses = daily_doses(sets_of((1, "hop", 10, "left")), CATALOGUE, TISSUES)
    found = in_pogos(doses, CATALOGUE, TISSUES).iloc[0]
    assert found["plyo_contacts"] == 10
    assert found["achilles_steps"] == pytest.approx(5 * (3.4 / 2.3) ** 9)


def test_a_measure_a_drill_does_not_give_is_missing_not_0():
    silent = CATALOGUE.assign(flight_s=np.nan)
    found = daily_doses(sets_of((1, "pogo", 10, "both"), (1, "drop", 5, "both")), silent).iloc[0]
    assert np.isnan(found["drop_energy_j_kg"])
    assert found["plyo_dose_au"] > 0


def test_of_a_landing_that_is_held_all_of_the_contact_brakes():
    held = CATALOGUE.assign(rebound_m=0.0)
    sets = sets_of((1, "drop", 1, "both", 0.3))
    half, all_of_it = (
        daily_doses(sets, one)["eccentric_impulse_m_s"][0] for one in (CATALOGUE, held)
    )
    assert all_of_it - half == pytest.approx(G * 0.125)


def test_own_flight_is_that_of_a_repeated_jump_and_not_that_before_a_drop():
    sets = sets_of((1, "pogo", 1, "both"), (2, "drop", 1, "both", 0.3))
    own = sets.assign(own_contact_s=0.2, own_flight_s=0.4)
    energy = daily_doses(own, CATALOGUE)["drop_energy_j_kg"]
    assert energy.tolist() == pytest.approx([(G * 0.2) ** 2 / 2, G * 0.3])


def test_own_flight_is_that_before_a_landing_whatever_the_catalogue_fell():
    held = CATALOGUE.assign(own_times="landing", rebound_m=0.0, drop_m=0.5)
    own = sets_of((1, "hop", 2, "left")).assign(own_contact_s=0.2, own_flight_s=0.4)
    assert daily_doses(own, held)["drop_energy_j_kg"].tolist() == pytest.approx([(G * 0.2) ** 2])


def test_an_unknown_measure_or_a_tissue_not_given_is_refused():
    sets = sets_of((1, "pogo", 10, "both"))
    with pytest.raises(InputError, match=r"jumps is no measure of dose\. Use one of model_force"):
        daily_dose(sets, CATALOGUE, "jumps")
    with pytest.raises(InputError, match="its tissue must be given"):
        daily_dose(sets, CATALOGUE, "tibia_steps")
