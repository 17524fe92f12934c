-- Saved fits, and the planted truth of a synthetic cohort.

CREATE SEQUENCE fit_ids;
CREATE TABLE fits (
    fit_id         BIGINT PRIMARY KEY DEFAULT nextval('fit_ids'),
    created_at     TIMESTAMP NOT NULL DEFAULT (now() AT TIME ZONE 'UTC'),
    kind           VARCHAR NOT NULL CHECK (kind IN ('critical_power', 'time_trial')),
    duration_s     DOUBLE CHECK (duration_s > 0 AND isfinite(duration_s)),
    power_source   VARCHAR NOT NULL CHECK (power_source IN ('stryd', 'garmin', 'coros', 'polar', 'suunto', 'apple', 'estimated', 'cycling_meter', 'other')),
    settings       VARCHAR NOT NULL,
    data_sha256    VARCHAR NOT NULL,
    model_version  VARCHAR NOT NULL,
    n_athletes     INTEGER NOT NULL CHECK (n_athletes >= 1),
    n_judged       INTEGER NOT NULL DEFAULT 0 CHECK (n_judged >= 0),
    n_tests        INTEGER NOT NULL CHECK (n_tests >= 0),
    seconds        DOUBLE  NOT NULL CHECK (seconds >= 0 AND isfinite(seconds)),
    cohort_at      TIMESTAMP NOT NULL DEFAULT (now() AT TIME ZONE 'UTC'),
    content        BLOB    NOT NULL
);
COMMENT ON COLUMN fits.fit_id IS 'Counts fits, in their order';
COMMENT ON COLUMN fits.created_at IS 'UTC';
COMMENT ON COLUMN fits.kind IS 'Of the tests fitted to: critical_power or time_trial';
COMMENT ON COLUMN fits.duration_s IS 'Of the time trial, seconds; NULL for critical power';
COMMENT ON COLUMN fits.power_source IS 'Of the tests fitted to';
COMMENT ON COLUMN fits.settings IS 'The model''s settings, JSON';
COMMENT ON COLUMN fits.data_sha256 IS 'Of the loads and tests fitted to: equal for equal data';
COMMENT ON COLUMN fits.model_version IS 'Raised when the same data and settings would give other numbers';
COMMENT ON COLUMN fits.n_athletes IS 'Athletes in it';
COMMENT ON COLUMN fits.n_judged IS 'Athletes in it with a verdict; 0 until it is assessed';
COMMENT ON COLUMN fits.n_tests IS 'Power tests it was given';
COMMENT ON COLUMN fits.seconds IS 'What fitting and assessing the whole cohort took, seconds';
COMMENT ON COLUMN fits.cohort_at IS 'UTC; when the cohort was fitted: before created_at where athletes were taken in alone since';
COMMENT ON COLUMN fits.content IS 'What ResponseFit.save writes';

CREATE TABLE fit_athletes (
    fit_id      BIGINT  NOT NULL,
    athlete_id  VARCHAR NOT NULL,
    updated_at  TIMESTAMP,
    PRIMARY KEY (fit_id, athlete_id)
);
COMMENT ON COLUMN fit_athletes.fit_id IS 'The fit';
COMMENT ON COLUMN fit_athletes.athlete_id IS 'Who is in it; kept when the athlete is gone';
COMMENT ON COLUMN fit_athletes.updated_at IS 'UTC; when this athlete''s data were taken in alone, the cohort held; NULL if in its fit';

CREATE TABLE synthetic_cohort (
    only_row    BOOLEAN PRIMARY KEY DEFAULT true CHECK (only_row),
    seed        BIGINT  NOT NULL,
    parameters  VARCHAR NOT NULL
);
COMMENT ON COLUMN synthetic_cohort.only_row IS 'Always true: there is one row';
COMMENT ON COLUMN synthetic_cohort.seed IS 'Of the generator: same seed, same cohort';
COMMENT ON COLUMN synthetic_cohort.parameters IS 'What the generator was told, JSON';

CREATE TABLE synthetic_truth (
    athlete_id        VARCHAR NOT NULL,
    weeks             INTEGER NOT NULL CHECK (weeks >= 1),
    weekly_dose_au    DOUBLE  NOT NULL CHECK (weekly_dose_au >= 0 AND isfinite(weekly_dose_au)),
    response_percent  DOUBLE  NOT NULL CHECK (isfinite(response_percent)),
    PRIMARY KEY (athlete_id, weeks, weekly_dose_au)
);
COMMENT ON TABLE synthetic_truth IS 'The planted response curve: % running power after so many standard weeks';
COMMENT ON COLUMN synthetic_truth.athlete_id IS 'Whom it is about';
COMMENT ON COLUMN synthetic_truth.weeks IS 'Standard weeks of that dose';
COMMENT ON COLUMN synthetic_truth.weekly_dose_au IS 'Plyometric dose of a week, AU';
COMMENT ON COLUMN synthetic_truth.response_percent IS 'Planted change of running power on the day after, %, net of fatigue';
