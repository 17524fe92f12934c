"""Import of a folder of FIT files, end to end, against fitdecode merely reading the same files."""

import tempfile
import time
from pathlib import Path

import fitdecode
import numpy as np

from data import imports
from tests.data.imports.fit_encoder import (
    EPOCH_S,
    SINT32,
    START_S,
    STRYD,
    UINT8,
    UINT16,
    UINT32,
    Field,
    Message,
    activity,
    application,
    encode,
    file_id,
    session,
)

POD = {
    0: ("Power", 7),
    2: ("Cadence", 4),
    3: ("Ground Time", 41),
    8: ("Form Power", None),
    9: ("Air Power", None),
}
RUN_S = 3600


def folder(into: Path, files: int, seed: int = 1) -> int:
    """Make a folder of hour-long runs, a day apart, as a watch with a pod writes them."""
    rng = np.random.default_rng(seed)
    for i in range(files):
        start_s = START_S + 86_400 * i
        messages = [file_id(), *application(0, STRYD, POD)]
        watts = rng.integers(200, 300, RUN_S).tolist()
        messages += [_record(start_s, second, watts[second]) for second in range(RUN_S)]
        messages += [session(start_s, RUN_S - 1), activity(start_s + RUN_S)]
        (into / f"run-{i:03}.fit").write_bytes(encode(messages))
    return files * RUN_S


def _record(start_s: int, second: int, power_w: int) -> Message:
    fields = [
        Field(253, UINT32, start_s + second - EPOCH_S),
        Field(0, SINT32, 450_000_000 + second),
        Field(1, SINT32, 90_000_000 + second),
        Field(5, UINT32, 300 * second),
        Field(73, UINT32, 3000),
        Field(78, UINT32, 2500),
        Field(3, UINT8, 150),
        Field(4, UINT8, 85),
        Field(53, UINT8, 0),
        Field(39, UINT16, 800),
        Field(41, UINT16, 2500),
        Field(13, UINT8, 20),
    ]
    fields += [Field(number, UINT16, power_w, 0) for number in POD]
    return Message(20, fields)


def rows(files: int = 120, slow: int = 4) -> list[dict[str, str]]:
    """Measure. fitdecode reads ``slow`` of the files: its rate is the same for all."""
    with tempfile.TemporaryDirectory() as made:
        place = Path(made)
        (place / "runs").mkdir()
        records = folder(place / "runs", files)
        paths = sorted((place / "runs").iterdir())
        begun, used = time.perf_counter(), time.process_time()
        report = imports.import_files(place / "bench.duckdb", paths, "mara")
        took_s, cpu_s = time.perf_counter() - begun, time.process_time() - used
        assert report.counts["taken"] == files, report.counts
        begun = time.perf_counter()
        read = 0
        for path in paths[:slow]:
            with fitdecode.FitReader(path) as reader:
                read += sum(1 for frame in reader if isinstance(frame, fitdecode.FitDataMessage))
        slow_s = time.perf_counter() - begun
    rate, slow_rate = records / took_s, read / slow_s
    return [
        {
            "what": "FIT files into the database, end to end",
            "size": f"{files} files, {records} records",
            "measured": f"{rate:,.0f} records/s ({took_s:.2f} s, {cpu_s / took_s:.1f} cores)",
            "alternative": f"fitdecode, reading only: {slow_rate:,.0f} records/s",
            "ratio": f"{rate / slow_rate:.0f}",
        }
    ]
