-- What was done: runs with their samples, plyometric sessions and sets, loads that came as numbers.

CREATE TABLE daily_loads (
    athlete_id    VARCHAR NOT NULL REFERENCES athletes,
    local_date    DATE    NOT NULL,
    channel       VARCHAR NOT NULL CHECK (channel IN ('plyo', 'run', 'other')),
    value         DOUBLE  NOT NULL CHECK (value >= 0 AND isfinite(value)),
    unit          VARCHAR NOT NULL,
    source        VARCHAR NOT NULL,
    is_estimated  BOOLEAN NOT NULL DEFAULT false,
    file_sha256   VARCHAR,
    PRIMARY KEY (athlete_id, local_date, channel, source)
);
COMMENT ON TABLE daily_loads IS 'Daily loads that came as numbers; they stand in for a channel on days without sets or runs';
COMMENT ON COLUMN daily_loads.athlete_id IS 'Whom it is about';
COMMENT ON COLUMN daily_loads.local_date IS 'Calendar day, local to the athlete';
COMMENT ON COLUMN daily_loads.channel IS 'plyo, run or other';
COMMENT ON COLUMN daily_loads.value IS 'Load of the day, in the unit of the column unit';
COMMENT ON COLUMN daily_loads.unit IS 'Unit of value, such as AU';
COMMENT ON COLUMN daily_loads.source IS 'Who or what computed the number';
COMMENT ON COLUMN daily_loads.is_estimated IS 'True where the source estimated it';
COMMENT ON COLUMN daily_loads.file_sha256 IS 'SHA-256 of the file it came in; NULL where it was entered by hand';

CREATE TABLE runs (
    run_id               VARCHAR PRIMARY KEY CHECK (regexp_full_match(run_id, '[a-z0-9][a-z0-9-]{1,39}')),
    athlete_id           VARCHAR NOT NULL REFERENCES athletes,
    sport                VARCHAR NOT NULL DEFAULT 'running' CHECK (sport = 'running'),
    sub_sport            VARCHAR,
    started_at           TIMESTAMP,
    utc_offset_s         INTEGER CHECK (utc_offset_s BETWEEN -50400 AND 50400),
    offset_source        VARCHAR NOT NULL CHECK (offset_source IN ('file', 'athlete', 'utc', 'stated')),
    local_date           DATE   NOT NULL,
    elapsed_s            DOUBLE NOT NULL CHECK (elapsed_s > 0 AND elapsed_s < 864000),
    timer_s              DOUBLE CHECK (timer_s >= 0 AND isfinite(timer_s)),
    distance_m           DOUBLE CHECK (distance_m >= 0 AND isfinite(distance_m)),
    mean_power_w         DOUBLE CHECK (mean_power_w > 0 AND mean_power_w < 2000),
    max_power_w          DOUBLE CHECK (max_power_w > 0 AND max_power_w < 5000),
    power_mean4_w        DOUBLE CHECK (power_mean4_w > 0 AND power_mean4_w < 2000),
    power_zero_share     DOUBLE CHECK (power_zero_share BETWEEN 0 AND 1),
    power_source         VARCHAR CHECK (power_source IN ('stryd', 'garmin', 'coros', 'polar', 'suunto', 'apple', 'estimated', 'cycling_meter', 'other')),
    other_power_source   VARCHAR CHECK (other_power_source IN ('stryd', 'garmin', 'coros', 'polar', 'suunto', 'apple', 'estimated', 'cycling_meter', 'other')),
    other_mean_power_w   DOUBLE CHECK (other_mean_power_w > 0 AND isfinite(other_mean_power_w)),
    mean_cadence_spm     DOUBLE CHECK (mean_cadence_spm > 0 AND isfinite(mean_cadence_spm)),
    mean_contact_ms      DOUBLE CHECK (mean_contact_ms > 0 AND isfinite(mean_contact_ms)),
    mean_heart_rate_bpm  DOUBLE CHECK (mean_heart_rate_bpm > 0 AND isfinite(mean_heart_rate_bpm)),
    session_rpe          DOUBLE CHECK (session_rpe BETWEEN 0 AND 10),
    device               VARCHAR,
    is_damaged           BOOLEAN NOT NULL DEFAULT false,
    note                 VARCHAR,
    file_sha256          VARCHAR,
    leg_number           INTEGER NOT NULL DEFAULT 1 CHECK (leg_number >= 1),
    CHECK (power_source IS NOT NULL OR (mean_power_w IS NULL AND max_power_w IS NULL AND power_mean4_w IS NULL)),
    CHECK (other_power_source IS NOT NULL OR other_mean_power_w IS NULL)
);
COMMENT ON TABLE runs IS 'One running leg; swimming, cycling and rowing make none';
COMMENT ON COLUMN runs.run_id IS 'Day and source, a slug a person can read';
COMMENT ON COLUMN runs.athlete_id IS 'Who ran';
COMMENT ON COLUMN runs.sport IS 'Always running';
COMMENT ON COLUMN runs.sub_sport IS 'As the file names it, such as trail or treadmill';
COMMENT ON COLUMN runs.started_at IS 'UTC; NULL for a run entered by hand without a time';
COMMENT ON COLUMN runs.utc_offset_s IS 'Local minus UTC, seconds';
COMMENT ON COLUMN runs.offset_source IS 'file: the file says; athlete: the athlete''s time zone; utc: nobody said, the day is UTC; stated: entered by hand';
COMMENT ON COLUMN runs.local_date IS 'Calendar day, local to the athlete';
COMMENT ON COLUMN runs.elapsed_s IS 'From first to last, pauses included, seconds';
COMMENT ON COLUMN runs.timer_s IS 'Without pauses, seconds';
COMMENT ON COLUMN runs.distance_m IS 'Distance, metres';
COMMENT ON COLUMN runs.mean_power_w IS 'Mean of the samples above 0 W, watts';
COMMENT ON COLUMN runs.max_power_w IS 'Largest sample, watts';
COMMENT ON COLUMN runs.power_mean4_w IS 'Fourth-power mean of the 30 s average, watts';
COMMENT ON COLUMN runs.power_zero_share IS 'Share of power samples that are 0 W: dropouts, 0 to 1';
COMMENT ON COLUMN runs.power_source IS 'What measured the power columns: watts of two sources are not on one scale';
COMMENT ON COLUMN runs.other_power_source IS 'What measured other_mean_power_w';
COMMENT ON COLUMN runs.other_mean_power_w IS 'Mean of a second source carried by the same file, watts';
COMMENT ON COLUMN runs.mean_cadence_spm IS 'Steps a minute, both feet, of samples above 0';
COMMENT ON COLUMN runs.mean_contact_ms IS 'Ground contact time, milliseconds';
COMMENT ON COLUMN runs.mean_heart_rate_bpm IS 'Mean heart rate, beats a minute';
COMMENT ON COLUMN runs.session_rpe IS 'Effort of the session, CR10, 0 to 10';
COMMENT ON COLUMN runs.device IS 'What recorded the file, as it names itself';
COMMENT ON COLUMN runs.is_damaged IS 'True where only part of the file could be read';
COMMENT ON COLUMN runs.note IS 'Free text';
COMMENT ON COLUMN runs.file_sha256 IS 'SHA-256 of the file its numbers come from; NULL where it was entered by hand';
COMMENT ON COLUMN runs.leg_number IS 'Which running leg of that file, from 1';

CREATE TABLE run_files (
    run_id       VARCHAR NOT NULL,
    file_sha256  VARCHAR NOT NULL,
    leg_number   INTEGER NOT NULL,
    is_kept      BOOLEAN NOT NULL,
    PRIMARY KEY (run_id, file_sha256, leg_number)
);
COMMENT ON TABLE run_files IS 'Every file a run arrived in; is_kept marks the one its numbers come from';
COMMENT ON COLUMN run_files.run_id IS 'The run';
COMMENT ON COLUMN run_files.file_sha256 IS 'SHA-256 of a file it arrived in';
COMMENT ON COLUMN run_files.leg_number IS 'Which running leg of that file, from 1';
COMMENT ON COLUMN run_files.is_kept IS 'True for the one file its numbers come from';

-- No key on the samples: an index would cost more than the rows, and they are written once per run.
CREATE TABLE run_samples (
    run_id          VARCHAR NOT NULL,
    elapsed_s       INTEGER NOT NULL,
    power_w         FLOAT,
    other_power_w   FLOAT,
    cadence_spm     FLOAT,
    speed_m_s       FLOAT,
    distance_m      FLOAT,
    heart_rate_bpm  FLOAT,
    contact_ms      FLOAT,
    altitude_m      FLOAT
);
COMMENT ON TABLE run_samples IS '1 Hz, without positions: homes could be read off them';
COMMENT ON COLUMN run_samples.run_id IS 'The run';
COMMENT ON COLUMN run_samples.elapsed_s IS 'Whole seconds since the first sample; a missing second is a gap';
COMMENT ON COLUMN run_samples.power_w IS 'Power by runs.power_source, watts';
COMMENT ON COLUMN run_samples.other_power_w IS 'Power by runs.other_power_source, watts';
COMMENT ON COLUMN run_samples.cadence_spm IS 'Steps a minute, both feet';
COMMENT ON COLUMN run_samples.speed_m_s IS 'Speed, metres a second';
COMMENT ON COLUMN run_samples.distance_m IS 'Distance from the start, metres';
COMMENT ON COLUMN run_samples.heart_rate_bpm IS 'Heart rate, beats a minute';
COMMENT ON COLUMN run_samples.contact_ms IS 'Ground contact time, milliseconds';
COMMENT ON COLUMN run_samples.altitude_m IS 'Altitude above sea level, metres';

CREATE TABLE best_powers (
    run_id      VARCHAR NOT NULL REFERENCES runs,
    duration_s  INTEGER NOT NULL CHECK (duration_s > 0),
    power_w     DOUBLE  NOT NULL CHECK (power_w >= 0 AND isfinite(power_w)),
    PRIMARY KEY (run_id, duration_s)
);
COMMENT ON COLUMN best_powers.run_id IS 'The run';
COMMENT ON COLUMN best_powers.duration_s IS 'Length of the effort, seconds';
COMMENT ON COLUMN best_powers.power_w IS 'Best mean of so many consecutive seconds, watts';

CREATE TABLE plyo_sessions (
    session_id    VARCHAR PRIMARY KEY CHECK (regexp_full_match(session_id, '[a-z0-9][a-z0-9-]{1,39}')),
    athlete_id    VARCHAR NOT NULL REFERENCES athletes,
    local_date    DATE    NOT NULL,
    label         VARCHAR NOT NULL DEFAULT '',
    session_rpe   DOUBLE CHECK (session_rpe BETWEEN 0 AND 10),
    duration_min  DOUBLE CHECK (duration_min > 0 AND isfinite(duration_min)),
    note          VARCHAR,
    file_sha256   VARCHAR
);
COMMENT ON COLUMN plyo_sessions.session_id IS 'Athlete, day and number, a slug a person can read';
COMMENT ON COLUMN plyo_sessions.athlete_id IS 'Who jumped';
COMMENT ON COLUMN plyo_sessions.local_date IS 'Calendar day, local to the athlete';
COMMENT ON COLUMN plyo_sessions.label IS 'Tells two sessions of a day apart where they came in one table; else empty';
COMMENT ON COLUMN plyo_sessions.session_rpe IS 'Effort of the session, CR10, 0 to 10';
COMMENT ON COLUMN plyo_sessions.duration_min IS 'Length of the session, minutes';
COMMENT ON COLUMN plyo_sessions.note IS 'Free text';
COMMENT ON COLUMN plyo_sessions.file_sha256 IS 'SHA-256 of the file it came in; NULL where it was entered by hand';

CREATE TABLE plyo_sets (
    session_id   VARCHAR NOT NULL REFERENCES plyo_sessions,
    set_number   INTEGER NOT NULL CHECK (set_number >= 1),
    drill_id     VARCHAR NOT NULL,
    reps         INTEGER NOT NULL CHECK (reps BETWEEN 1 AND 500),
    contacts     INTEGER NOT NULL CHECK (contacts BETWEEN 1 AND 1000),
    side         VARCHAR NOT NULL DEFAULT 'both' CHECK (side IN ('left', 'right', 'both')),
    height_m     DOUBLE CHECK (height_m BETWEEN 0 AND 1.5),
    rest_s       DOUBLE CHECK (rest_s BETWEEN 0 AND 3600),
    contact_ms   DOUBLE CHECK (contact_ms BETWEEN 50 AND 2000),
    flight_ms    DOUBLE CHECK (flight_ms BETWEEN 20 AND 1200),
    set_rpe      DOUBLE CHECK (set_rpe BETWEEN 0 AND 10),
    note         VARCHAR,
    PRIMARY KEY (session_id, set_number)
);
COMMENT ON COLUMN plyo_sets.session_id IS 'The session';
COMMENT ON COLUMN plyo_sets.set_number IS 'Order within the session, from 1';
COMMENT ON COLUMN plyo_sets.drill_id IS 'Of the catalogue of drills';
COMMENT ON COLUMN plyo_sets.reps IS 'Repetitions of the set';
COMMENT ON COLUMN plyo_sets.contacts IS 'Ground contacts of the set; a two-legged contact counts once';
COMMENT ON COLUMN plyo_sets.side IS 'The leg that landed; both for two-legged and alternating drills';
COMMENT ON COLUMN plyo_sets.height_m IS 'Drop or box height, metres';
COMMENT ON COLUMN plyo_sets.rest_s IS 'Rest after the set, seconds';
COMMENT ON COLUMN plyo_sets.contact_ms IS 'Mean ground contact time, milliseconds';
COMMENT ON COLUMN plyo_sets.flight_ms IS 'Mean flight time, milliseconds';
COMMENT ON COLUMN plyo_sets.set_rpe IS 'Effort of the set, CR10, 0 to 10';
COMMENT ON COLUMN plyo_sets.note IS 'Free text';
