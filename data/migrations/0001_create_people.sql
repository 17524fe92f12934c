-- Who the data are about, and who may see them. Facts only: what follows from them is computed.

COMMENT ON TABLE _migrations IS 'Which files of this folder have run';
COMMENT ON COLUMN _migrations.name IS 'Name of the file';
COMMENT ON COLUMN _migrations.sha256 IS 'Of the file as it ran';
COMMENT ON COLUMN _migrations.applied_at IS 'UTC';

CREATE TABLE store_revision (
    only_row  BOOLEAN PRIMARY KEY DEFAULT true CHECK (only_row),
    store_id  VARCHAR NOT NULL DEFAULT CAST(uuid() AS VARCHAR),
    revision  BIGINT  NOT NULL CHECK (revision >= 0)
);
INSERT INTO store_revision (revision) VALUES (0);
COMMENT ON TABLE store_revision IS 'What names the state of the store; the key of every cache';
COMMENT ON COLUMN store_revision.only_row IS 'Always true: there is one row';
COMMENT ON COLUMN store_revision.store_id IS 'Random, drawn anew by every write: equal only for equal contents';
COMMENT ON COLUMN store_revision.revision IS 'Count of writes';

CREATE TABLE athletes (
    athlete_id    VARCHAR PRIMARY KEY CHECK (regexp_full_match(athlete_id, '[a-z0-9][a-z0-9-]{1,39}')),
    name          VARCHAR NOT NULL,
    sex           VARCHAR CHECK (sex IN ('female', 'male', 'other')),
    birth_year    INTEGER CHECK (birth_year BETWEEN 1900 AND 2100),
    height_m      DOUBLE  CHECK (height_m BETWEEN 0.8 AND 2.6),
    time_zone     VARCHAR,
    is_synthetic  BOOLEAN NOT NULL DEFAULT false
);
COMMENT ON COLUMN athletes.athlete_id IS 'Slug a person can read';
COMMENT ON COLUMN athletes.name IS 'For people; the id where nobody gave one';
COMMENT ON COLUMN athletes.sex IS 'female, male or other; NULL where unknown';
COMMENT ON COLUMN athletes.birth_year IS 'Calendar year of birth';
COMMENT ON COLUMN athletes.height_m IS 'Standing height, metres';
COMMENT ON COLUMN athletes.time_zone IS 'IANA name such as Europe/Athens; places runs without an offset on a local day';
COMMENT ON COLUMN athletes.is_synthetic IS 'True for the demo, which never shares a file with real athletes';

CREATE TABLE squads (
    squad_id  VARCHAR PRIMARY KEY CHECK (regexp_full_match(squad_id, '[a-z0-9][a-z0-9-]{1,39}')),
    name      VARCHAR NOT NULL
);
COMMENT ON COLUMN squads.squad_id IS 'Slug a person can read';
COMMENT ON COLUMN squads.name IS 'For people';

CREATE TABLE squad_members (
    squad_id    VARCHAR NOT NULL REFERENCES squads,
    athlete_id  VARCHAR NOT NULL REFERENCES athletes,
    PRIMARY KEY (squad_id, athlete_id)
);
COMMENT ON COLUMN squad_members.squad_id IS 'The squad';
COMMENT ON COLUMN squad_members.athlete_id IS 'Who is in it';

CREATE TABLE body_mass (
    athlete_id   VARCHAR NOT NULL REFERENCES athletes,
    local_date   DATE    NOT NULL,
    mass_kg      DOUBLE  NOT NULL CHECK (mass_kg BETWEEN 20 AND 200),
    file_sha256  VARCHAR,
    PRIMARY KEY (athlete_id, local_date)
);
COMMENT ON COLUMN body_mass.athlete_id IS 'Whom it is about';
COMMENT ON COLUMN body_mass.local_date IS 'Calendar day, local to the athlete';
COMMENT ON COLUMN body_mass.mass_kg IS 'Body mass, kilograms';
COMMENT ON COLUMN body_mass.file_sha256 IS 'SHA-256 of the file it came in; NULL where it was entered by hand';

CREATE TABLE day_status (
    athlete_id  VARCHAR NOT NULL REFERENCES athletes,
    local_date  DATE    NOT NULL,
    channel     VARCHAR NOT NULL CHECK (channel IN ('plyo', 'run', 'other')),
    status      VARCHAR NOT NULL CHECK (status IN ('trained', 'rest', 'unknown')),
    PRIMARY KEY (athlete_id, local_date, channel)
);
COMMENT ON TABLE day_status IS 'Said of a day by a person; without a row a rule tells rest from unknown';
COMMENT ON COLUMN day_status.athlete_id IS 'Whom it is about';
COMMENT ON COLUMN day_status.local_date IS 'Calendar day, local to the athlete';
COMMENT ON COLUMN day_status.channel IS 'What the day is said of: plyo, run or other';
COMMENT ON COLUMN day_status.status IS 'trained, rest or unknown';

-- The one place that decides who may see whom. Alone on one's machine that is the owner.
CREATE MACRO visible_athletes(viewer) AS TABLE
    SELECT athlete_id FROM athletes WHERE viewer = 'owner';
