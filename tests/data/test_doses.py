from datetime import date

import pandas as pd
import pytest

from data import OWNER, athletes, body_mass, doses, plyometrics, recent_pain, symptoms

DAY = date(2026, 11, 20)


@pytest.fixture
def mara(con):
    athletes.add(con, athlete_id="mara-k", name="Mara K.")
    return "mara-k"


def log(con, athlete_id, day, drill_id, reps, **more):
    sets = pd.DataFrame([{"drill_id": drill_id, "reps": reps, **more}])
    plyometrics.add_session(con, athlete_id=athlete_id, local_date=day, sets=sets)


def test_a_day_is_told_in_every_measure(con, mara):
    body_mass.add(con, athlete_id=mara, local_date=date(2026, 11, 1), mass_kg=60.0)
    log(con, mara, DAY, "drop-jump", 10, height_m=0.30)

    (day,) = doses.doses(con, OWNER, mara).to_dict("records")

    speed_m_s = (2 * 9.80665 * 0.30) ** 0.5
    impulse_m_s = 10 * (speed_m_s + 9.80665 * 0.25 / 2)
    assert day["plyo_contacts"] == day["contacts_per_leg"] == 10
    assert day["plyo_dose_au"] == pytest.approx(10 * 2.35 / 2.3)
    assert day["eccentric_impulse_m_s"] == pytest.approx(impulse_m_s)
    assert day["eccentric_impulse_n_s"] == pytest.approx(60 * impulse_m_s)
    assert day["drop_energy_j_kg"] == pytest.approx(10 * 9.80665 * 0.30)
    assert day["achilles_steps"] == pytest.approx(10 * (2.4 * 2.35 / 6.0) ** 9)


def test_without_a_body_mass_an_impulse_has_no_newtons(con, mara):
    log(con, mara, DAY, "pogo", 10)

    (day,) = doses.doses(con, OWNER, mara).to_dict("records")

    assert pd.isna(day["eccentric_impulse_n_s"])
    assert day["eccentric_impulse_m_s"] > 0


def test_nobody_without_a_set_has_a_dose(con, mara):
    assert doses.doses(con, OWNER, mara).empty


def test_the_worst_pain_of_seven_days_comes_to_mind(con, mara):
    for day, pain in ((13, 9.0), (15, 3.0), (18, 7.0), (20, 0.0)):
        symptoms.add(
            con,
            athlete_id=mara,
            local_date=date(2026, 11, day),
            site="achilles",
            side="left",
            moment="after",
            pain_0_10=pain,
        )

    (row,) = recent_pain.recent_pain(con, OWNER, DAY).to_dict("records")

    assert (row["athlete_id"], row["date"].day, row["pain_0_10"]) == (mara, 18, 7.0)
    assert recent_pain.recent_pain(con, OWNER, date(2026, 11, 30)).empty
