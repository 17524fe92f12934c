-- Plans with all their versions, and templates to make plans for a squad from.

CREATE TABLE plans (
    plan_id     VARCHAR PRIMARY KEY CHECK (regexp_full_match(plan_id, '[a-z0-9][a-z0-9-]{1,39}')),
    athlete_id  VARCHAR NOT NULL REFERENCES athletes,
    name        VARCHAR NOT NULL CHECK (trim(name) <> '' AND length(name) <= 60),
    removed_at  TIMESTAMP
);
COMMENT ON TABLE plans IS 'What a coach means an athlete to do; the last version counts, none is ever overwritten';
COMMENT ON COLUMN plans.plan_id IS 'Slug a person can read; stays when the plan is renamed';
COMMENT ON COLUMN plans.athlete_id IS 'Whose plan it is';
COMMENT ON COLUMN plans.name IS 'For people; no two of an athlete have the same';
COMMENT ON COLUMN plans.removed_at IS 'UTC; when it was put away; NULL while it counts';

CREATE TABLE plan_versions (
    plan_id              VARCHAR NOT NULL REFERENCES plans,
    version              INTEGER NOT NULL CHECK (version >= 1),
    created_at           TIMESTAMP NOT NULL DEFAULT (now() AT TIME ZONE 'UTC'),
    created_by           VARCHAR NOT NULL CHECK (trim(created_by) <> ''),
    first_day            DATE    NOT NULL,
    goal_date            DATE    NOT NULL,
    settings             VARCHAR NOT NULL,
    basis                VARCHAR CHECK (basis IN ('own', 'prior')),
    fit_id               BIGINT,
    data_sha256          VARCHAR,
    gain_percent         DOUBLE CHECK (isfinite(gain_percent)),
    lower_percent        DOUBLE CHECK (isfinite(lower_percent)),
    upper_percent        DOUBLE CHECK (isfinite(upper_percent)),
    interval_share       DOUBLE CHECK (interval_share > 0 AND interval_share < 1),
    upper_bound_percent  DOUBLE CHECK (isfinite(upper_bound_percent)),
    verdict              VARCHAR,
    PRIMARY KEY (plan_id, version),
    CHECK (first_day < goal_date),
    CHECK (lower_percent <= upper_percent)
);
COMMENT ON TABLE plan_versions IS 'A plan as it was saved once, with what was promised of it then';
COMMENT ON COLUMN plan_versions.plan_id IS 'The plan';
COMMENT ON COLUMN plan_versions.version IS 'Counts the savings of a plan, from 1';
COMMENT ON COLUMN plan_versions.created_at IS 'UTC; when it was saved';
COMMENT ON COLUMN plan_versions.created_by IS 'Who saved it, as they call themselves';
COMMENT ON COLUMN plan_versions.first_day IS 'First day of the plan, local to the athlete';
COMMENT ON COLUMN plan_versions.goal_date IS 'Day on which power is asked for; the plan ends the day before';
COMMENT ON COLUMN plan_versions.settings IS 'Limits, days, pattern, drills allowed, aim and event, JSON';
COMMENT ON COLUMN plan_versions.basis IS 'What the promise was made from: own fit or published prior; NULL where nothing was promised';
COMMENT ON COLUMN plan_versions.fit_id IS 'The fit it was simulated with; kept when that fit is gone; NULL for the prior';
COMMENT ON COLUMN plan_versions.data_sha256 IS 'Of the loads and tests that fit was made from';
COMMENT ON COLUMN plan_versions.gain_percent IS 'Gain of running power promised on the goal date, %';
COMMENT ON COLUMN plan_versions.lower_percent IS 'Lower end of its interval, %';
COMMENT ON COLUMN plan_versions.upper_percent IS 'Upper end of its interval, %';
COMMENT ON COLUMN plan_versions.interval_share IS 'Probability of that interval, 0 to 1';
COMMENT ON COLUMN plan_versions.upper_bound_percent IS 'What no plan within its limits could promise more than, %; NULL where nobody optimised';
COMMENT ON COLUMN plan_versions.verdict IS 'What the check of limits said of it; NULL where it was not checked';

CREATE TABLE plan_sets (
    plan_id     VARCHAR NOT NULL,
    version     INTEGER NOT NULL,
    set_order   INTEGER NOT NULL CHECK (set_order >= 1),
    local_date  DATE    NOT NULL,
    drill_id    VARCHAR NOT NULL,
    sets        INTEGER NOT NULL CHECK (sets BETWEEN 1 AND 50),
    reps        INTEGER NOT NULL CHECK (reps BETWEEN 1 AND 300),
    height_m    DOUBLE CHECK (height_m BETWEEN 0 AND 1.5),
    rest_s      DOUBLE  NOT NULL CHECK (rest_s BETWEEN 0 AND 3600),
    PRIMARY KEY (plan_id, version, set_order),
    FOREIGN KEY (plan_id, version) REFERENCES plan_versions (plan_id, version)
);
COMMENT ON TABLE plan_sets IS 'What is to be done: a row per drill of a session, in its order';
COMMENT ON COLUMN plan_sets.plan_id IS 'The plan';
COMMENT ON COLUMN plan_sets.version IS 'Its version';
COMMENT ON COLUMN plan_sets.set_order IS 'Order within the plan, from 1';
COMMENT ON COLUMN plan_sets.local_date IS 'Calendar day, local to the athlete';
COMMENT ON COLUMN plan_sets.drill_id IS 'Of the catalogue of drills';
COMMENT ON COLUMN plan_sets.sets IS 'Sets of the drill';
COMMENT ON COLUMN plan_sets.reps IS 'Repetitions of each set';
COMMENT ON COLUMN plan_sets.height_m IS 'Drop or box height, metres; NULL where it does not matter';
COMMENT ON COLUMN plan_sets.rest_s IS 'Rest after each set, seconds';

CREATE TABLE plan_templates (
    template_id  VARCHAR NOT NULL CHECK (regexp_full_match(template_id, '[a-z0-9][a-z0-9-]{1,39}')),
    version      INTEGER NOT NULL CHECK (version >= 1),
    name         VARCHAR NOT NULL CHECK (trim(name) <> '' AND length(name) <= 60),
    created_at   TIMESTAMP NOT NULL DEFAULT (now() AT TIME ZONE 'UTC'),
    created_by   VARCHAR NOT NULL CHECK (trim(created_by) <> ''),
    content      VARCHAR NOT NULL,
    PRIMARY KEY (template_id, version)
);
COMMENT ON TABLE plan_templates IS 'Plans of nobody, to be scaled to each athlete; they say nothing of an athlete';
COMMENT ON COLUMN plan_templates.template_id IS 'Slug a person can read';
COMMENT ON COLUMN plan_templates.version IS 'Counts the savings of a template, from 1';
COMMENT ON COLUMN plan_templates.name IS 'For people';
COMMENT ON COLUMN plan_templates.created_at IS 'UTC; when it was saved';
COMMENT ON COLUMN plan_templates.created_by IS 'Who saved it, as they call themselves';
COMMENT ON COLUMN plan_templates.content IS 'Blocks, pattern and days, JSON';
