import pytest

from data.limits import LIMITS


@pytest.mark.parametrize(
    ("column", "value", "meant"),
    [
        ("plyo_sets.height_m", 30, " 0.30 m (30 cm) meant?"),
        ("plyo_sets.height_m", 300, " 0.30 m (300 mm) meant?"),
        ("plyo_sets.contact_ms", 0.18, " 180 ms (0.18 s) meant?"),
        ("plyo_sets.flight_ms", 3000, " 300 ms meant?"),
        ("own_drills.contact_ms", 2500, " 250 ms meant?"),
        ("plyo_sets.rest_s", 60_000, " 60 s (60000 ms) meant?"),
        ("plyo_sets.contacts", 2000, " 200 meant?"),
        ("plyo_sessions.duration_min", 1800, " 30 min (1800 s) meant?"),
        ("plyo_sessions.duration_min", 0.5, " 30 min (0.5 h) meant?"),
        ("athletes.height_m", 178, " 1.78 m (178 cm) meant?"),
        ("runs.distance_m", 42.2, " 42200 m (42.2 km) meant?"),
        ("body_mass.mass_kg", 70_000, " 70 kg (70000 g) meant?"),
        ("runs.mean_power_w", 0.25, " 250 W (0.25 kW) meant?"),
    ],
)
def test_a_slip_is_asked_about_in_the_unit_of_the_column(column, value, meant):
    assert LIMITS[column].meant(value) == meant


@pytest.mark.parametrize("column", LIMITS)
def test_what_can_be_meant_is_not_asked_about(column):
    limit = LIMITS[column]
    assert limit.meant(limit.low) == limit.meant(limit.high) == ""


@pytest.mark.parametrize("column", LIMITS)
@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf")])
def test_what_is_no_number_is_not_guessed(column, value):
    assert LIMITS[column].meant(value) == ""


@pytest.mark.parametrize("column", LIMITS)
def test_a_proposal_can_itself_be_meant(column):
    limit = LIMITS[column]
    for value in (1e-3, 0.3, 7, 45, 900, 3e4, 2e6):
        proposed = limit.meant(value)
        if proposed:
            assert limit.allows(float(proposed.split()[0]))


@pytest.mark.parametrize("column", [name for name in LIMITS if LIMITS[name].unit == "ms"])
def test_a_time_of_0_ms_is_one_nobody_measured(column):
    assert LIMITS[column].meant(0) == " 0 ms cannot be; leave it empty where it was not measured."
