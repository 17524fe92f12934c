-- Drills people add to the catalogue, and an athlete's own times. What is shipped stands in files.

CREATE TABLE own_drills (
    drill_id          VARCHAR PRIMARY KEY CHECK (regexp_full_match(drill_id, '[a-z0-9][a-z0-9-]{1,39}')),
    name              VARCHAR NOT NULL CHECK (trim(name) <> ''),
    legs              INTEGER NOT NULL CHECK (legs IN (1, 2)),
    is_alternating    BOOLEAN NOT NULL DEFAULT false,
    contacts_per_rep  INTEGER NOT NULL DEFAULT 1 CHECK (contacts_per_rep BETWEEN 1 AND 20),
    drill_class       VARCHAR NOT NULL CHECK (drill_class IN ('low', 'low-moderate', 'moderate', 'moderate-high', 'high')),
    qualities         VARCHAR[] NOT NULL CHECK (len(qualities) > 0 AND list_has_all(['technique', 'stiffness', 'rfd', 'reactive', 'multidirectional', 'variability'], qualities)),
    purpose           VARCHAR NOT NULL CHECK (purpose IN ('warm-up', 'landing', 'technique', 'jump', 'running')),
    level             INTEGER NOT NULL CHECK (level BETWEEN 0 AND 5),
    contact_ms        DOUBLE  NOT NULL CHECK (contact_ms BETWEEN 50 AND 2000),
    flight_ms         DOUBLE CHECK (flight_ms BETWEEN 20 AND 1200),
    drop_m            DOUBLE CHECK (drop_m BETWEEN 0 AND 1.5),
    rebound_m         DOUBLE CHECK (rebound_m BETWEEN 0 AND 1.5),
    cue               VARCHAR NOT NULL DEFAULT '',
    based_on          VARCHAR,
    note              VARCHAR,
    CHECK ((flight_ms IS NULL) <> (drop_m IS NULL)),
    CHECK ((drop_m IS NULL) = (rebound_m IS NULL)),
    CHECK (legs = 1 OR NOT is_alternating)
);
COMMENT ON TABLE own_drills IS 'Drills beside those that are shipped; their numbers are an assumption of who entered them';
COMMENT ON COLUMN own_drills.drill_id IS 'Slug a person can read; none of the shipped ones';
COMMENT ON COLUMN own_drills.name IS 'For people';
COMMENT ON COLUMN own_drills.legs IS 'Legs on the ground at a contact, 1 or 2';
COMMENT ON COLUMN own_drills.is_alternating IS 'True where one leg follows the other, as in a bound';
COMMENT ON COLUMN own_drills.contacts_per_rep IS 'Ground contacts of one repetition';
COMMENT ON COLUMN own_drills.drill_class IS 'low to high; tells the rest and what counts as a high session';
COMMENT ON COLUMN own_drills.qualities IS 'What it trains, of a fixed vocabulary';
COMMENT ON COLUMN own_drills.purpose IS 'warm-up, landing, technique, jump or running';
COMMENT ON COLUMN own_drills.level IS 'Level of the ladder it first appears on, 0 to 5';
COMMENT ON COLUMN own_drills.contact_ms IS 'Ground contact, of a held landing the time to stop, milliseconds';
COMMENT ON COLUMN own_drills.flight_ms IS 'Flight of a repeated jump, milliseconds; NULL where the fall is given';
COMMENT ON COLUMN own_drills.drop_m IS 'Fall before the contact, metres; NULL where the flight is given';
COMMENT ON COLUMN own_drills.rebound_m IS 'Jump after the contact, metres, 0 where the landing is held; NULL where the flight is given';
COMMENT ON COLUMN own_drills.cue IS 'What to tell the athlete; else empty';
COMMENT ON COLUMN own_drills.based_on IS 'The drill it was made from; NULL where none';
COMMENT ON COLUMN own_drills.note IS 'Free text';

CREATE TABLE own_drill_times (
    athlete_id  VARCHAR NOT NULL REFERENCES athletes,
    drill_id    VARCHAR NOT NULL,
    from_date   DATE    NOT NULL,
    contact_ms  DOUBLE  NOT NULL CHECK (contact_ms BETWEEN 50 AND 2000),
    flight_ms   DOUBLE  NOT NULL CHECK (flight_ms BETWEEN 20 AND 1200),
    peak_bw     DOUBLE CHECK (peak_bw BETWEEN 0.5 AND 30),
    note        VARCHAR,
    PRIMARY KEY (athlete_id, drill_id, from_date)
);
COMMENT ON TABLE own_drill_times IS 'Times an athlete was measured with; from their day on they stand in for those of the catalogue';
COMMENT ON COLUMN own_drill_times.athlete_id IS 'Whose they are';
COMMENT ON COLUMN own_drill_times.drill_id IS 'A drill of the catalogue or of own_drills';
COMMENT ON COLUMN own_drill_times.from_date IS 'First day they count on, local to the athlete';
COMMENT ON COLUMN own_drill_times.contact_ms IS 'Ground contact, of a held landing the time to stop, milliseconds';
COMMENT ON COLUMN own_drill_times.flight_ms IS 'Flight before and after the contact, after a drop the flight after it, milliseconds';
COMMENT ON COLUMN own_drill_times.peak_bw IS 'Measured peak of all legs together, body weights; shown, never weighed by; NULL where nobody measured it';
COMMENT ON COLUMN own_drill_times.note IS 'Free text';
