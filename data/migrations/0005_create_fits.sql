-- Saved fits, and the planted truth of a synthetic cohort.

CREATE SEQUENCE fit_ids;
CREATE TABLE fits (
    fit_id         BIGINT PRIMARY KEY DEFAULT nextval('fit_ids'),
    created_at     TIMESTAMP NOT NULL DEFAULT (now() AT TIME ZONE 'UTC'),
    kind           VARCHAR NOT NULL CHECK (kind IN ('critical_power', 'time_trial')),
    duration_s     DOUBLE,
    power_source   VARCHAR NOT NULL,
    settings       VARCHAR NOT NULL,
    data_sha256    VARCHAR NOT NULL,
    model_version  VARCHAR NOT NULL,
    n_athletes     INTEGER NOT NULL CHECK (n_athletes >= 1),
    n_tests        INTEGER NOT NULL CHECK (n_tests >= 0),
    seconds        DOUBLE  NOT NULL CHECK (seconds >= 0),
    content        BLOB    NOT NULL
);
COMMENT ON COLUMN fits.created_at IS 'UTC';
COMMENT ON COLUMN fits.settings IS 'The model''s settings, JSON';
COMMENT ON COLUMN fits.data_sha256 IS 'Of the loads and tests fitted to: equal for equal data';
COMMENT ON COLUMN fits.content IS 'What ResponseFit.save writes';

CREATE TABLE fit_athletes (
    fit_id      BIGINT  NOT NULL,
    athlete_id  VARCHAR NOT NULL,
    PRIMARY KEY (fit_id, athlete_id)
);

CREATE TABLE synthetic_cohort (
    only_row    BOOLEAN PRIMARY KEY DEFAULT true CHECK (only_row),
    seed        BIGINT  NOT NULL,
    parameters  VARCHAR NOT NULL
);
COMMENT ON COLUMN synthetic_cohort.parameters IS 'What the generator was told, JSON';

CREATE TABLE synthetic_truth (
    athlete_id        VARCHAR NOT NULL,
    weeks             INTEGER NOT NULL,
    weekly_dose_au    DOUBLE  NOT NULL,
    response_percent  DOUBLE  NOT NULL,
    PRIMARY KEY (athlete_id, weeks, weekly_dose_au)
);
COMMENT ON TABLE synthetic_truth IS 'The planted response curve: % running power after so many standard weeks';
