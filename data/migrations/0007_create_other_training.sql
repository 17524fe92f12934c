-- Training beside runs and plyometrics, settings of the workbench, and the dose a fit was made by.

CREATE TABLE other_sessions (
    session_id    VARCHAR PRIMARY KEY CHECK (regexp_full_match(session_id, '[a-z0-9][a-z0-9-]{1,39}')),
    athlete_id    VARCHAR NOT NULL REFERENCES athletes,
    local_date    DATE    NOT NULL,
    kind          VARCHAR NOT NULL CHECK (kind IN ('strength', 'mobility', 'cross_training')),
    label         VARCHAR NOT NULL DEFAULT '',
    session_rpe   DOUBLE CHECK (session_rpe BETWEEN 0 AND 10),
    duration_min  DOUBLE CHECK (duration_min > 0 AND duration_min <= 14400),
    note          VARCHAR,
    file_sha256   VARCHAR,
    UNIQUE (athlete_id, local_date, kind, label)
);
COMMENT ON TABLE other_sessions IS 'Strength, mobility and cross-training: effort times minutes is a channel of its own';
COMMENT ON COLUMN other_sessions.session_id IS 'Athlete, day and number, a slug a person can read';
COMMENT ON COLUMN other_sessions.athlete_id IS 'Who trained';
COMMENT ON COLUMN other_sessions.local_date IS 'Calendar day, local to the athlete';
COMMENT ON COLUMN other_sessions.kind IS 'strength, mobility or cross_training';
COMMENT ON COLUMN other_sessions.label IS 'Tells two sessions of a kind and day apart; else empty';
COMMENT ON COLUMN other_sessions.session_rpe IS 'Effort of the session, CR10, 0 to 10; NULL where nobody said';
COMMENT ON COLUMN other_sessions.duration_min IS 'Length of the session, minutes; NULL where nobody said';
COMMENT ON COLUMN other_sessions.note IS 'Free text';
COMMENT ON COLUMN other_sessions.file_sha256 IS 'SHA-256 of the file it came in; NULL where it was entered by hand';

CREATE TABLE settings (
    name   VARCHAR PRIMARY KEY CHECK (regexp_full_match(name, '[a-z][a-z0-9_]{1,39}')),
    value  VARCHAR NOT NULL
);
COMMENT ON TABLE settings IS 'Choices for the workbench as a whole; what has no row has its default';
COMMENT ON COLUMN settings.name IS 'What is chosen, such as dose_measure';
COMMENT ON COLUMN settings.value IS 'The choice, in the words of the module that reads it';

ALTER TABLE fits ADD COLUMN dose_measure VARCHAR DEFAULT 'model_force';
ALTER TABLE fits ALTER COLUMN dose_measure SET NOT NULL;
COMMENT ON COLUMN fits.dose_measure IS 'How plyometric sets were weighed: model_force is AU, another is the same in contacts of a pogo';

ALTER TABLE symptoms ADD COLUMN file_sha256 VARCHAR;
COMMENT ON COLUMN symptoms.file_sha256 IS 'SHA-256 of the file it came in; NULL where it was entered by hand';

-- A CHECK cannot be widened in place: the refused rows move to a table that knows two more kinds.
CREATE TABLE wider_refused_rows (
    file_sha256  VARCHAR NOT NULL,
    row_number   BIGINT  NOT NULL CHECK (row_number >= 1),
    kind         VARCHAR NOT NULL CHECK (kind IN ('athletes', 'body_mass', 'plyo_sets', 'power_tests', 'runs', 'daily_loads', 'other_sessions', 'symptoms', 'stryd_csv')),
    reason       VARCHAR NOT NULL,
    content      VARCHAR NOT NULL,
    PRIMARY KEY (file_sha256, kind, row_number)
);
INSERT INTO wider_refused_rows (file_sha256, row_number, kind, reason, content)
    SELECT file_sha256, row_number, kind, reason, content FROM refused_rows;
DROP TABLE refused_rows;
ALTER TABLE wider_refused_rows RENAME TO refused_rows;
COMMENT ON COLUMN refused_rows.file_sha256 IS 'SHA-256 of the file the row stands in';
COMMENT ON COLUMN refused_rows.row_number IS 'Line of the file as a spreadsheet counts it: the header is 1';
COMMENT ON COLUMN refused_rows.kind IS 'The kind of table the row was read as, or stryd_csv';
COMMENT ON COLUMN refused_rows.reason IS 'Why it was not taken, in words';
COMMENT ON COLUMN refused_rows.content IS 'The row as it stood, JSON';
