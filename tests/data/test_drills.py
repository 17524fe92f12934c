import pytest

from analytics.errors import InputError
from analytics.load.dose import REFERENCE_PEAK_BW
from analytics.load.drills import half_sine_peak, landing_peak
from data import drills

MODELLED = "worked out from assumptions"
GRADES = {"measured (source seen)", "reported by others", "assumption", MODELLED}


def with_contacts():
    catalogue = drills.catalogue()
    return catalogue[catalogue["contacts_per_rep"] > 0]


def peak(drill_id):
    catalogue = drills.catalogue().set_index("drill_id")
    return catalogue.loc[drill_id, "model_peak_bw_per_leg"]


@pytest.mark.parametrize(
    ("drill_id", "both_legs_bw"),
    [
        ("jump-rope", 3.5),
        ("pogo", 4.6),
        ("tuck-jump", 4.8),
        ("hurdle-hop", 5.5),
        ("bound", 2 * 4.4),
        ("single-leg-hop", 2 * 3.1),
        ("skip", 2 * 3.6),
        ("drop-jump", 4.7),
    ],
)
def test_the_model_peaks_are_those_of_science_a2(drill_id, both_legs_bw):
    assert peak(drill_id) == pytest.approx(both_legs_bw / 2)


def test_a_pogo_is_the_reference_of_the_dose():
    assert peak("pogo") == REFERENCE_PEAK_BW == 2.3


def test_model_peaks_are_the_half_sine_of_the_times_shown():
    catalogue = drills.catalogue()
    timed = catalogue.dropna(subset=["contact_s", "flight_s"])
    assert len(timed) == 29
    for drill in timed.itertuples():
        on_one_leg = half_sine_peak(drill.contact_s, drill.flight_s) / drill.legs
        assert drill.model_peak_bw_per_leg == pytest.approx(on_one_leg, abs=0.05)


def test_drop_jumps_follow_the_formula_with_a_rebound_of_30_cm():
    pairs = drills.catalogue().set_index("drill_id").loc["drop-jump", "model_peak_at_height"]
    assert [height_m for height_m, _ in pairs] == [0.1, 0.2, 0.3, 0.4, 0.6]
    for height_m, peak_bw in pairs:
        assert peak_bw == pytest.approx(landing_peak(height_m, 0.30, 0.25) / 2, abs=0.03)


def test_drop_landings_follow_the_formula_without_rebound():
    pairs = drills.catalogue().set_index("drill_id").loc["drop-landing", "model_peak_at_height"]
    for height_m, peak_bw in pairs:
        assert peak_bw == pytest.approx(landing_peak(height_m, 0.0, 0.20) / 2, abs=0.03)


@pytest.mark.parametrize(
    ("drill_id", "height_m", "both_legs_bw"),
    [
        ("countermovement-jump", None, 3.34),
        ("broad-jump", None, 4.22),
        ("drop-jump", 0.30, 2.78),
        ("drop-jump", 0.90, 4.93),
        ("drop-landing", 0.60, 4.30),
        ("drop-landing", 0.90, 5.39),
    ],
)
def test_measured_peaks_are_those_of_wallace_2010(drill_id, height_m, both_legs_bw):
    known = drills.values().query("drill_id == @drill_id and quantity == 'measured_peak'")
    at = known["height_m"].isna() if height_m is None else known["height_m"] == height_m
    assert known.loc[at, "value"].tolist() == [both_legs_bw]
    assert known.loc[at, "source"].tolist() == ["Wallace10"]


def test_every_value_has_a_unit_a_grade_and_a_source_that_is_listed():
    known = drills.values()
    assert set(known["grade"]) <= GRADES
    assert (known["unit"] != "").all()
    assert (known["reference"] != "").all()
    assert set(with_contacts()["drill_id"]) <= set(known["drill_id"])
    assert set(known["drill_id"]) <= set(drills.catalogue()["drill_id"])


def test_every_value_says_how_far_another_athletes_may_be_off():
    known = drills.values()
    assert (known["cv_percent"] > 0).all()
    assert set(known["cv_grade"]) <= GRADES
    assert (known.loc[known["unit"].str.startswith("BW"), "cv_percent"] >= 25).all()


def test_every_source_that_is_listed_is_cited():
    tables = sorted(drills.CATALOGUE_FOLDER.glob("*.csv"))
    cited = " ".join(one.read_text() for one in tables if one.name != "sources.csv")
    assert [one for one in drills.sources()["source"] if one not in cited] == []


def test_only_times_of_repeated_jumps_cite_the_formula_of_repeated_jumps():
    known = drills.values().query("quantity == 'model_peak' and source == 'Morin05'")
    assert known["note"].str.contains(r"\(1\+tf/tc\)").all()
    assert known["height_m"].isna().all()


def test_a_time_to_stop_says_what_it_was_chosen_for():
    stops = drills.values().query("quantity == 'contact_model'")
    stops = stops[stops["note"].str.contains("stop of the landing")]
    assert stops["note"].str.contains("chosen so that .* of Wallace10").tolist() == [True] * 7


def test_a_drop_jump_is_moderate_below_30_cm_and_high_from_there():
    drop_jump = drills.catalogue().set_index("drill_id").loc["drop-jump"]
    assert (drop_jump["drill_class"], drop_jump["high_from_m"]) == ("moderate", 0.30)


def test_every_drill_with_contacts_has_a_modelled_force_with_its_grade():
    catalogue = with_contacts()
    assert (catalogue["model_peak_bw_per_leg"] > 0).all()
    assert set(catalogue["model_peak_grade"]) == {MODELLED}
    assert (catalogue["force_cv_percent"] >= 25).all()
    assert catalogue["patellar_stand_in"].notna().all()
    assert drills.catalogue()["drill_id"].is_unique


def test_every_drill_with_contacts_gives_contact_time_and_touch_down_speed():
    catalogue = with_contacts()
    assert (catalogue["contact_s"] > 0).all()
    speed = catalogue["flight_s"].notna() | catalogue["drop_m"].notna()
    assert (speed | catalogue["model_peak_at_height"].map(bool)).all()


def test_a_landing_modelled_by_its_fall_has_the_peak_of_that_fall():
    fallen = drills.catalogue().dropna(subset=["contact_s", "drop_m"])
    assert len(fallen) == 6
    for drill in fallen.itertuples():
        peak_bw = landing_peak(drill.drop_m, drill.rebound_m, drill.contact_s) / drill.legs
        assert drill.model_peak_bw_per_leg == pytest.approx(peak_bw, abs=0.03)


def test_an_exercise_without_contacts_has_no_force():
    catalogue = drills.catalogue()
    without = catalogue[catalogue["contacts_per_rep"] == 0]
    assert len(without) == 6
    assert set(without["drill_class"]) == {drills.NO_CONTACTS}
    assert without["model_peak_bw_per_leg"].isna().all()


def test_qualities_and_purposes_are_of_their_vocabularies():
    catalogue = drills.catalogue()
    trained = catalogue[catalogue["drill_id"] != drills.REFERENCE]
    assert trained["qualities"].map(bool).all()
    assert set(trained["qualities"].explode()) == set(drills.QUALITIES)
    assert set(catalogue["purpose"]) == set(drills.PURPOSES)
    assert set(catalogue["level"]) <= {0, 1, 2, 3, 4, 5}
    assert (catalogue["cue"] != "").all()


def test_variability_drills_begin_on_level_4():
    catalogue = drills.catalogue()
    varied = catalogue["qualities"].map(lambda some: "variability" in some)
    assert varied.sum() == 7
    assert set(catalogue.loc[varied, "level"]) == {4}


def test_a_substitute_has_a_lower_force_and_a_common_quality():
    catalogue = drills.catalogue().set_index("drill_id")
    replaced = catalogue[(catalogue["substitute_id"] != "") & (catalogue["contacts_per_rep"] > 0)]
    assert len(replaced) > 25
    for drill in replaced.itertuples():
        instead = catalogue.loc[drill.substitute_id]
        assert instead["model_peak_bw_per_leg"] < drill.model_peak_bw_per_leg
        assert instead["level"] <= drill.level
        assert set(instead["qualities"]) & set(drill.qualities)


def test_the_achilles_force_of_baxter_2021_is_kept_with_its_n_and_weighs_nothing():
    known = drills.values().query("quantity == 'achilles_force' and grade.str.contains('seen')")
    assert known[["drill_id", "value", "n", "source"]].to_numpy().tolist() == [
        ["single-leg-forward-hop", 7.3, 8, "Baxter21"]
    ]
    assert "achilles_bw" not in drills.catalogue()


def test_patellar_stand_ins_are_the_means_of_the_jumps_of_scattone_2023():
    catalogue = drills.catalogue().set_index("drill_id")
    assert catalogue.loc["pogo", "patellar_stand_in"] == pytest.approx((0.610 + 0.563) / 2)
    single = (0.666 + 0.711 + 0.599) / 3
    assert catalogue.loc["bound", "patellar_stand_in"] == pytest.approx(single)


def test_changing_the_catalogue_one_got_changes_nobody_elses():
    mine = drills.catalogue()
    mine["legs"] = 0
    assert set(drills.catalogue()["legs"]) == {1, 2}


def test_a_set_can_be_checked_before_it_is_stored():
    drills.check_set("pogo", None)
    drills.check_set("drop-jump", 0.4)
    drills.check_set("bound", None, "left")
    with pytest.raises(InputError, match="tuck-jump is done on both legs, not on the right alone"):
        drills.check_set("tuck-jump", None, "right")
    with pytest.raises(InputError, match=r"drop-jump needs height_m, 0\.10 to 0\.60 m"):
        drills.check_set("drop-jump", None)
    with pytest.raises(InputError, match=r"calf-raise has no ground contacts.* other load"):
        drills.check_set("calf-raise", None)


@pytest.mark.parametrize(
    "refused", [lambda: half_sine_peak(0, 0.3), lambda: landing_peak(-0.1, 0, 0.2)]
)
def test_impossible_times_and_heights_are_refused(refused):
    with pytest.raises(InputError, match="got"):
        refused()
