-- Who the data are about, and who may see them. Facts only: what follows from them is computed.

CREATE TABLE store_revision (
    only_row  BOOLEAN PRIMARY KEY DEFAULT true CHECK (only_row),
    revision  BIGINT NOT NULL
);
INSERT INTO store_revision (revision) VALUES (0);
COMMENT ON TABLE store_revision IS 'Counts writes; the key of every cache';

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
COMMENT ON COLUMN athletes.height_m IS 'Standing height, metres';
COMMENT ON COLUMN athletes.time_zone IS 'IANA name such as Europe/Athens; places runs without an offset on a local day';
COMMENT ON COLUMN athletes.is_synthetic IS 'True for the demo, which never shares a file with real athletes';

CREATE TABLE squads (
    squad_id  VARCHAR PRIMARY KEY CHECK (regexp_full_match(squad_id, '[a-z0-9][a-z0-9-]{1,39}')),
    name      VARCHAR NOT NULL
);

CREATE TABLE squad_members (
    squad_id    VARCHAR NOT NULL REFERENCES squads,
    athlete_id  VARCHAR NOT NULL REFERENCES athletes,
    PRIMARY KEY (squad_id, athlete_id)
);

CREATE TABLE body_mass (
    athlete_id   VARCHAR NOT NULL REFERENCES athletes,
    local_date   DATE    NOT NULL,
    mass_kg      DOUBLE  NOT NULL CHECK (mass_kg BETWEEN 20 AND 200),
    file_sha256  VARCHAR,
    PRIMARY KEY (athlete_id, local_date)
);
COMMENT ON COLUMN body_mass.mass_kg IS 'Body mass, kilograms';

CREATE TABLE day_status (
    athlete_id  VARCHAR NOT NULL REFERENCES athletes,
    local_date  DATE    NOT NULL,
    channel     VARCHAR NOT NULL CHECK (channel IN ('plyo', 'run', 'other')),
    status      VARCHAR NOT NULL CHECK (status IN ('trained', 'rest', 'unknown')),
    PRIMARY KEY (athlete_id, local_date, channel)
);
COMMENT ON TABLE day_status IS 'Said of a day by a person; without a row a rule tells rest from unknown';

-- The one place that decides who may see whom. Alone on one's machine that is the owner.
CREATE MACRO visible_athletes(viewer) AS TABLE
    SELECT athlete_id FROM athletes WHERE viewer = 'owner';
