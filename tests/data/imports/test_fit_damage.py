import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.imports import fit_bytes, fit_reading
from data.imports.fit_files import read
from data.imports.fit_salvage import salvage
from data.imports.legs import numbers
from tests.data.imports.fit_encoder import (
    START_S,
    Field,
    Message,
    encode,
    fast_crc,
    file_id,
    record,
    run,
    session,
)

NOW_S = START_S + 1e6
PLAIN = run([200, 210, 220, 230] * 5)


def test_a_wrong_checksum_is_told_and_all_records_are_kept():
    spoilt = PLAIN[:-1] + bytes([PLAIN[-1] ^ 1])
    found = read(spoilt, NOW_S)
    assert found.fault == "its checksum is wrong"
    assert found.n_records == 20
    assert found.legs[0].is_damaged


@pytest.mark.parametrize("end", range(0, len(PLAIN), 7))
def test_a_file_cut_anywhere_is_told_and_never_raises(end):
    found = read(PLAIN[:end], NOW_S)
    assert found.fault or not end
    assert 0 <= found.n_records <= 20


def test_a_file_cut_before_its_session_still_gives_the_run_its_sport_message_names():
    sport = Message(12, [Field(0, (0x00, "B", 0xFF), 1)])
    records = [record(START_S + second, 200, 85) for second in range(30)]
    whole = encode([file_id(), sport, *records, session(START_S, 29)])
    found = read(whole[:-60], NOW_S)
    assert found.fault
    assert found.legs[0].second.size == found.n_records > 20


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_changed_bytes_never_raise(data):
    content = bytearray(PLAIN)
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    if data.draw(st.booleans()):  # let the change reach the decoder
        content[-2:] = fast_crc(bytes(content[:-2])).to_bytes(2, "little")
    found = read(bytes(content), NOW_S)
    for leg in found.legs:
        numbers(leg)


def test_a_pods_power_is_salvaged_as_it_is_read():
    content = run([200] * 300, pod=[250] * 300)
    (leg,) = read(content[: len(content) // 2], NOW_S).legs
    assert leg.is_damaged
    assert (leg.power_source, leg.other_power_source) == ("stryd", "garmin")
    assert numbers(leg).mean_power_w == 250
    assert leg.second.size > 130


@pytest.mark.parametrize("pod", [None, [250, 0] * 50])
def test_both_readers_read_the_same(pod):
    (piece,) = fit_bytes.pieces(run([200, 0] * 50, pod=pod))
    fast, slow = fit_reading.read_piece(piece), salvage(piece, "")
    assert fast.n_records == slow.n_records == 100
    assert slow.fault == ""
    assert set(fast.columns) == set(slow.columns)
    for name, values in fast.columns.items():
        np.testing.assert_allclose(values, slow.columns[name], err_msg=name)
