-- What was measured or felt: tests of power, jumps, wellness, symptoms.

CREATE TABLE power_tests (
    test_id       VARCHAR PRIMARY KEY CHECK (regexp_full_match(test_id, '[a-z0-9][a-z0-9-]{1,39}')),
    athlete_id    VARCHAR NOT NULL REFERENCES athletes,
    local_date    DATE    NOT NULL,
    kind          VARCHAR NOT NULL CHECK (kind IN ('critical_power', 'time_trial')),
    duration_s    DOUBLE CHECK (duration_s > 0 AND isfinite(duration_s)),
    power_w       DOUBLE NOT NULL CHECK (power_w > 0 AND power_w < 2000),
    power_w_kg    DOUBLE NOT NULL CHECK (power_w_kg BETWEEN 0.5 AND 12),
    se_w_kg       DOUBLE CHECK (se_w_kg > 0 AND isfinite(se_w_kg)),
    mass_kg       DOUBLE NOT NULL CHECK (mass_kg BETWEEN 20 AND 200),
    power_source  VARCHAR NOT NULL CHECK (power_source IN ('stryd', 'garmin', 'coros', 'polar', 'suunto', 'apple', 'estimated', 'cycling_meter', 'other')),
    method        VARCHAR,
    w_prime_j     DOUBLE CHECK (isfinite(w_prime_j)),
    se_w_prime_j  DOUBLE CHECK (se_w_prime_j > 0 AND isfinite(se_w_prime_j)),
    note          VARCHAR,
    file_sha256   VARCHAR,
    CHECK (kind <> 'time_trial' OR duration_s IS NOT NULL)
);
COMMENT ON COLUMN power_tests.test_id IS 'Athlete, day and number, a slug a person can read';
COMMENT ON COLUMN power_tests.athlete_id IS 'Who was tested';
COMMENT ON COLUMN power_tests.local_date IS 'Calendar day, local to the athlete';
COMMENT ON COLUMN power_tests.kind IS 'critical_power, or time_trial over duration_s';
COMMENT ON COLUMN power_tests.duration_s IS 'Length of the maximal effort, seconds; NULL for critical power';
COMMENT ON COLUMN power_tests.power_w IS 'Critical power, or mean power of a maximal effort of duration_s, watts';
COMMENT ON COLUMN power_tests.power_w_kg IS 'power_w by the body mass of the day, watts a kilogram';
COMMENT ON COLUMN power_tests.se_w_kg IS 'Standard error of the test itself, watts a kilogram; NULL where the test has none';
COMMENT ON COLUMN power_tests.mass_kg IS 'Body mass between power_w and power_w_kg, kilograms';
COMMENT ON COLUMN power_tests.power_source IS 'What measured the power: watts of two sources are not on one scale';
COMMENT ON COLUMN power_tests.method IS 'How a critical power was computed: linear_work, inverse_time or nonlinear';
COMMENT ON COLUMN power_tests.w_prime_j IS 'Work above critical power, joules';
COMMENT ON COLUMN power_tests.se_w_prime_j IS 'Standard error of w_prime_j, joules';
COMMENT ON COLUMN power_tests.note IS 'Free text; tells replicates of a day apart';
COMMENT ON COLUMN power_tests.file_sha256 IS 'SHA-256 of the file it came in; NULL where it was entered by hand';

-- No foreign key to the tests: DuckDB checks keys against what was committed before, and so cannot
-- delete a test and its efforts in one transaction. `python -m data check` looks for strays.
CREATE TABLE power_test_runs (
    test_id     VARCHAR NOT NULL,
    run_id      VARCHAR NOT NULL,
    duration_s  INTEGER NOT NULL CHECK (duration_s > 0),
    power_w     DOUBLE  NOT NULL CHECK (power_w > 0 AND isfinite(power_w)),
    PRIMARY KEY (test_id, run_id, duration_s)
);
COMMENT ON TABLE power_test_runs IS 'The efforts, with their runs, a test was computed from';
COMMENT ON COLUMN power_test_runs.test_id IS 'The test';
COMMENT ON COLUMN power_test_runs.run_id IS 'The run an effort was taken from';
COMMENT ON COLUMN power_test_runs.duration_s IS 'Length of the effort, seconds';
COMMENT ON COLUMN power_test_runs.power_w IS 'Best mean power over it when the test was made, watts';

CREATE TABLE jump_tests (
    jump_test_id  VARCHAR PRIMARY KEY,
    athlete_id    VARCHAR NOT NULL REFERENCES athletes,
    local_date    DATE    NOT NULL,
    kind          VARCHAR NOT NULL CHECK (kind IN ('cmj', 'squat_jump', 'drop_jump', 'pogo')),
    trial         INTEGER NOT NULL CHECK (trial >= 1),
    side          VARCHAR NOT NULL DEFAULT 'both' CHECK (side IN ('left', 'right', 'both')),
    height_m      DOUBLE CHECK (height_m BETWEEN 0 AND 1.5),
    flight_s      DOUBLE CHECK (flight_s BETWEEN 0.02 AND 1.2),
    contact_s     DOUBLE CHECK (contact_s BETWEEN 0.05 AND 2),
    drop_m        DOUBLE CHECK (drop_m BETWEEN 0 AND 1.5),
    file_sha256   VARCHAR
);
COMMENT ON COLUMN jump_tests.jump_test_id IS 'Slug a person can read';
COMMENT ON COLUMN jump_tests.athlete_id IS 'Who was tested';
COMMENT ON COLUMN jump_tests.local_date IS 'Calendar day, local to the athlete';
COMMENT ON COLUMN jump_tests.kind IS 'cmj, squat_jump, drop_jump or pogo';
COMMENT ON COLUMN jump_tests.trial IS 'Order within the day and kind, from 1';
COMMENT ON COLUMN jump_tests.side IS 'The leg that jumped';
COMMENT ON COLUMN jump_tests.height_m IS 'Jump height, metres';
COMMENT ON COLUMN jump_tests.flight_s IS 'Flight time, seconds';
COMMENT ON COLUMN jump_tests.contact_s IS 'Ground contact time, seconds';
COMMENT ON COLUMN jump_tests.drop_m IS 'Drop height, metres';
COMMENT ON COLUMN jump_tests.file_sha256 IS 'SHA-256 of the file it came in; NULL where it was entered by hand';

CREATE TABLE wellness (
    athlete_id   VARCHAR NOT NULL REFERENCES athletes,
    local_date   DATE    NOT NULL,
    sleep_1_7    INTEGER CHECK (sleep_1_7 BETWEEN 1 AND 7),
    stress_1_7   INTEGER CHECK (stress_1_7 BETWEEN 1 AND 7),
    fatigue_1_7  INTEGER CHECK (fatigue_1_7 BETWEEN 1 AND 7),
    soreness_1_7 INTEGER CHECK (soreness_1_7 BETWEEN 1 AND 7),
    sleep_h      DOUBLE  CHECK (sleep_h BETWEEN 0 AND 24),
    note         VARCHAR,
    PRIMARY KEY (athlete_id, local_date)
);
COMMENT ON COLUMN wellness.athlete_id IS 'Whom it is about';
COMMENT ON COLUMN wellness.local_date IS 'Calendar day, local to the athlete';
COMMENT ON COLUMN wellness.sleep_1_7 IS 'Quality of sleep, 1 very good to 7 very poor';
COMMENT ON COLUMN wellness.stress_1_7 IS 'Stress, 1 very low to 7 very high';
COMMENT ON COLUMN wellness.fatigue_1_7 IS 'Fatigue, 1 very low to 7 very high';
COMMENT ON COLUMN wellness.soreness_1_7 IS 'Muscle soreness, 1 very low to 7 very high';
COMMENT ON COLUMN wellness.sleep_h IS 'Time asleep, hours';
COMMENT ON COLUMN wellness.note IS 'Free text';

CREATE TABLE symptoms (
    athlete_id  VARCHAR NOT NULL REFERENCES athletes,
    local_date  DATE    NOT NULL,
    site        VARCHAR NOT NULL CHECK (site IN ('achilles', 'patellar', 'shin', 'foot', 'ankle', 'calf', 'knee', 'thigh', 'hip', 'back', 'other')),
    side        VARCHAR NOT NULL CHECK (side IN ('left', 'right', 'both')),
    moment      VARCHAR NOT NULL CHECK (moment IN ('during', 'after', 'next_morning', 'night')),
    pain_0_10   DOUBLE  NOT NULL CHECK (pain_0_10 BETWEEN 0 AND 10),
    is_bone     BOOLEAN NOT NULL DEFAULT false,
    limp        BOOLEAN NOT NULL DEFAULT false,
    note        VARCHAR,
    PRIMARY KEY (athlete_id, local_date, site, side, moment)
);
COMMENT ON COLUMN symptoms.athlete_id IS 'Whom it is about';
COMMENT ON COLUMN symptoms.local_date IS 'Calendar day, local to the athlete';
COMMENT ON COLUMN symptoms.site IS 'Where it hurts';
COMMENT ON COLUMN symptoms.side IS 'left, right or both';
COMMENT ON COLUMN symptoms.moment IS 'during, after, next_morning or night, seen from the training';
COMMENT ON COLUMN symptoms.pain_0_10 IS 'Pain, 0 none to 10 worst';
COMMENT ON COLUMN symptoms.is_bone IS 'True where the pain is on bone';
COMMENT ON COLUMN symptoms.limp IS 'True where it changes how one walks or runs';
COMMENT ON COLUMN symptoms.note IS 'Free text';
