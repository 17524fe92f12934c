import numpy as np
import pytest

from data.imports.fit_files import read
from data.imports.legs import numbers
from tests.data.imports.fit_encoder import (
    EPOCH_S,
    ROWING,
    START_S,
    STRYD,
    UINT16,
    UINT32,
    Field,
    Message,
    activity,
    application,
    encode,
    file_id,
    record,
    run,
    session,
)

NOW_S = START_S + 1e6


def only_leg(content):
    (leg,) = read(content, NOW_S).legs
    return leg


def test_a_plain_run_is_read_whole():
    leg = only_leg(run([200] * 300 + [260] * 300))
    found = numbers(leg)
    assert (leg.started_at_s, leg.elapsed_s, leg.utc_offset_s) == (START_S, 599, 7200)
    assert (leg.power_source, leg.other_power_source) == ("garmin", None)
    assert found.mean_power_w == pytest.approx(230)
    assert dict(found.best_powers)[300] == pytest.approx(260)
    assert found.mean_cadence_spm == 170
    assert not leg.is_damaged


def test_the_pods_power_counts_and_the_watchs_is_kept_beside_it():
    leg = only_leg(run([200] * 100, pod=[250] * 100))
    assert (leg.power_source, leg.other_power_source) == ("stryd", "garmin")
    found = numbers(leg)
    assert (found.mean_power_w, found.other_mean_power_w) == (250, 200)


def test_a_pod_that_was_off_leaves_the_watchs_power():
    leg = only_leg(run([200] * 100, pod=[0] * 100))
    assert (leg.power_source, numbers(leg).mean_power_w) == ("garmin", 200)


@pytest.mark.parametrize("maker", ["garmin", "coros", "suunto", "polar", "stryd"])
def test_native_power_is_of_the_maker_of_the_watch(maker):
    assert only_leg(run([200] * 20, maker=maker)).power_source == maker


def test_power_of_an_unknown_maker_is_called_other():
    assert only_leg(run([200] * 20, maker="zwift")).power_source == "other"
    assert only_leg(run([None] * 20, pod=[200] * 20, app=ROWING)).power_source == "other"


def test_two_applications_with_one_field_name_are_told_apart():
    messages = [file_id(), *application(0, ROWING, {0: ("Power", 7)})]
    messages += application(1, STRYD, {0: ("Power", 7)})
    for second in range(20):
        at = record(START_S + second, None, 85, {0: 111}, index=0)
        messages.append(at._replace(fields=[*at.fields, Field(0, UINT16, 222, 1)]))
    leg = only_leg(encode([*messages, session(START_S, 19), activity(START_S + 19)]))
    assert (leg.power_source, numbers(leg).mean_power_w) == ("stryd", 222)
    assert (leg.other_power_source, numbers(leg).other_mean_power_w) == ("other", 111)


@pytest.mark.parametrize("sport", ["rowing", "cycling", "swimming", "walking", "transition"])
def test_what_is_no_run_makes_none_even_with_a_field_called_power(sport):
    found = read(run([200] * 50, pod=[300] * 50, app=ROWING, sport=sport), NOW_S)
    assert found.legs == ()
    assert (found.kind, found.reason) == (sport, "not a run; nothing to do")


def test_of_a_triathlon_the_run_is_taken_alone():
    messages, at = [file_id()], START_S
    sessions = []
    for sport, lasts in (("swimming", 60), ("transition", 10), ("cycling", 90), ("running", 120)):
        messages += [record(at + second, 150, 80) for second in range(lasts)]
        sessions.append(session(at, lasts - 0.5, sport))
        at += lasts
    leg = only_leg(encode([*messages, *sessions, activity(at)]))
    assert (leg.started_at_s, leg.second.size, leg.elapsed_s) == (START_S + 160, 120, 119)


def test_every_file_of_a_chain_is_read():
    second = run([300] * 60, start_s=START_S + 7200)
    found = read(run([200] * 60) + second + b"\0" * 7, NOW_S)
    assert [numbers(leg).mean_power_w for leg in found.legs] == [200, 300]
    assert found.fault == ""


def test_dropouts_count_as_share_and_not_in_the_mean():
    found = numbers(only_leg(run([200, 0, 200, 0] * 20)))
    assert (found.mean_power_w, found.power_zero_share) == (200, 0.5)


def test_a_gap_holds_the_last_sample_for_ten_seconds_only():
    held = numbers(only_leg(run([200, 200, 200], times=[0, 10, 20])))
    lost = numbers(only_leg(run([200, 200, 200], times=[0, 11, 22])))
    assert dict(held.best_powers)[15] == pytest.approx(200)
    assert dict(lost.best_powers)[15] < 50


def test_a_pause_is_elapsed_but_not_moving():
    records = [record(START_S + s, 200, 85) for s in (*range(60), *range(360, 420))]
    sport = session(START_S, 419)
    without_timer = sport._replace(fields=[f for f in sport.fields if f.number != 8])
    leg = only_leg(encode([file_id(), *records, without_timer]))
    assert (leg.elapsed_s, leg.timer_s) == (419, 118)


def test_a_header_without_checksum_is_fine():
    for content in (run([200] * 20, header_crc=False), run([200] * 20, header_size=12)):
        found = read(content, NOW_S)
        assert (found.fault, len(found.legs)) == ("", 1)


@pytest.mark.parametrize(
    ("offset_s", "expected"), [(7200, 7200), (-34_200, -34_200), (7207, None), (60_000, None)]
)
def test_an_offset_counts_only_if_a_zone_can_have_it(offset_s, expected):
    assert only_leg(run([200] * 20, offset_s=offset_s)).utc_offset_s == expected


def test_a_run_from_the_future_is_not_taken():
    found = read(run([200] * 20, start_s=NOW_S + 1e7), NOW_S)
    assert found.legs == ()
    assert "in the future" in found.reason


def test_a_clock_that_counts_from_its_start_needs_a_date():
    dateless = run([200] * 20, start_s=EPOCH_S + 5000, offset_s=None)
    assert "does not say the date" in read(dateless, NOW_S).reason
    messages = [file_id(), *(record(EPOCH_S + 5000 + second, 200, 85) for second in range(20))]
    messages.append(session(EPOCH_S + 5000, 19))
    local = Field(5, UINT32, START_S - EPOCH_S)
    messages.append(Message(34, [Field(253, UINT32, 5020), local]))
    leg = only_leg(encode(messages))
    assert leg.is_local_clock
    assert leg.started_at_s == START_S - 20
    assert "had no date" in leg.note


def test_settings_and_workouts_hold_no_activity():
    found = read(encode([file_id(kind=2)]), NOW_S)
    assert (found.kind, found.reason) == ("settings", "settings file: holds no activity")


def test_impossible_powers_are_missing_not_power():
    leg = only_leg(run([200, 60_000, 200] * 10))
    assert np.isnan(leg.samples["power_w"]).sum() == 10
    assert numbers(leg).max_power_w == 200
