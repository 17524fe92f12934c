-- What was measured or felt: tests of power, jumps, wellness, symptoms.

CREATE TABLE power_tests (
    test_id       VARCHAR PRIMARY KEY CHECK (regexp_full_match(test_id, '[a-z0-9][a-z0-9-]{1,39}')),
    athlete_id    VARCHAR NOT NULL REFERENCES athletes,
    local_date    DATE    NOT NULL,
    kind          VARCHAR NOT NULL CHECK (kind IN ('critical_power', 'time_trial')),
    duration_s    DOUBLE CHECK (duration_s > 0),
    power_w       DOUBLE NOT NULL CHECK (power_w > 0 AND power_w < 2000),
    power_w_kg    DOUBLE NOT NULL CHECK (power_w_kg BETWEEN 0.5 AND 12),
    se_w_kg       DOUBLE CHECK (se_w_kg > 0),
    mass_kg       DOUBLE NOT NULL CHECK (mass_kg BETWEEN 20 AND 200),
    power_source  VARCHAR NOT NULL CHECK (power_source IN ('stryd', 'garmin', 'coros', 'polar', 'suunto', 'apple', 'estimated', 'cycling_meter', 'other')),
    method        VARCHAR,
    w_prime_j     DOUBLE,
    se_w_prime_j  DOUBLE CHECK (se_w_prime_j > 0),
    note          VARCHAR,
    file_sha256   VARCHAR,
    CHECK (kind <> 'time_trial' OR duration_s IS NOT NULL)
);
COMMENT ON COLUMN power_tests.power_w IS 'Critical power, or mean power of a maximal effort of duration_s, watts';
COMMENT ON COLUMN power_tests.power_w_kg IS 'power_w per kg of the body mass of the day';
COMMENT ON COLUMN power_tests.se_w_kg IS 'Standard error of the test itself; NULL where the test has none';
COMMENT ON COLUMN power_tests.method IS 'How a critical power was computed: linear_work, inverse_time or nonlinear';
COMMENT ON COLUMN power_tests.w_prime_j IS 'Work above critical power, joules';

CREATE TABLE power_test_runs (
    test_id     VARCHAR NOT NULL REFERENCES power_tests,
    run_id      VARCHAR NOT NULL,
    duration_s  INTEGER NOT NULL CHECK (duration_s > 0),
    power_w     DOUBLE  NOT NULL CHECK (power_w > 0),
    PRIMARY KEY (test_id, run_id, duration_s)
);
COMMENT ON TABLE power_test_runs IS 'The efforts, with their runs, a test was computed from';

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
COMMENT ON COLUMN jump_tests.height_m IS 'Jump height, metres';
COMMENT ON COLUMN jump_tests.flight_s IS 'Flight time, seconds';
COMMENT ON COLUMN jump_tests.contact_s IS 'Ground contact time, seconds';
COMMENT ON COLUMN jump_tests.drop_m IS 'Drop height, metres';

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
COMMENT ON COLUMN symptoms.pain_0_10 IS 'Pain, 0 none to 10 worst';
