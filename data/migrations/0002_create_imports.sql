-- What came in, what was not taken and why. Originals are kept beside the database by SHA-256.

CREATE SEQUENCE import_ids;
CREATE TABLE import_files (
    import_id     BIGINT PRIMARY KEY DEFAULT nextval('import_ids'),
    file_sha256   VARCHAR NOT NULL CHECK (regexp_full_match(file_sha256, '[0-9a-f]{64}')),
    name          VARCHAR NOT NULL,
    kind          VARCHAR NOT NULL,
    status        VARCHAR NOT NULL CHECK (status IN ('taken', 'partial', 'duplicate', 'refused')),
    reason        VARCHAR NOT NULL DEFAULT '',
    rows_taken    BIGINT  NOT NULL CHECK (rows_taken >= 0),
    rows_refused  BIGINT  NOT NULL CHECK (rows_refused >= 0),
    size_bytes    BIGINT  NOT NULL CHECK (size_bytes >= 0),
    athlete_id    VARCHAR,
    imported_at   TIMESTAMP NOT NULL DEFAULT (now() AT TIME ZONE 'UTC')
);
COMMENT ON COLUMN import_files.import_id IS 'Counts imports, in their order';
COMMENT ON COLUMN import_files.file_sha256 IS 'SHA-256 of its bytes; that of no bytes where it could not be opened';
COMMENT ON COLUMN import_files.name IS 'Of the file, without its folder';
COMMENT ON COLUMN import_files.kind IS 'What the file is: run, stryd_csv, kinds of table, or in words why it is none of these';
COMMENT ON COLUMN import_files.status IS 'duplicate: the same bytes, or the same run in another file (the reason names the run)';
COMMENT ON COLUMN import_files.reason IS 'Why it has its status, in words; may be empty';
COMMENT ON COLUMN import_files.rows_taken IS 'Rows of a table, or samples of runs';
COMMENT ON COLUMN import_files.rows_refused IS 'Rows that stand in refused_rows';
COMMENT ON COLUMN import_files.size_bytes IS 'Size of the file, bytes';
COMMENT ON COLUMN import_files.athlete_id IS 'For whom it was imported, where the file itself does not say';
COMMENT ON COLUMN import_files.imported_at IS 'UTC';

CREATE TABLE refused_rows (
    file_sha256  VARCHAR NOT NULL,
    row_number   BIGINT  NOT NULL CHECK (row_number >= 1),
    kind         VARCHAR NOT NULL CHECK (kind IN ('athletes', 'body_mass', 'plyo_sets', 'power_tests', 'runs', 'daily_loads', 'stryd_csv')),
    reason       VARCHAR NOT NULL,
    content      VARCHAR NOT NULL,
    PRIMARY KEY (file_sha256, kind, row_number)
);
COMMENT ON COLUMN refused_rows.file_sha256 IS 'SHA-256 of the file the row stands in';
COMMENT ON COLUMN refused_rows.row_number IS 'Line of the file as a spreadsheet counts it: the header is 1';
COMMENT ON COLUMN refused_rows.kind IS 'The kind of table the row was read as, or stryd_csv';
COMMENT ON COLUMN refused_rows.reason IS 'Why it was not taken, in words';
COMMENT ON COLUMN refused_rows.content IS 'The row as it stood, JSON';

CREATE TABLE column_mappings (
    layout_sha256  VARCHAR PRIMARY KEY,
    header         VARCHAR NOT NULL,
    mapping        VARCHAR NOT NULL
);
COMMENT ON TABLE column_mappings IS 'How the columns of a layout (its header row) were mapped, once and remembered';
COMMENT ON COLUMN column_mappings.layout_sha256 IS 'SHA-256 of the header row';
COMMENT ON COLUMN column_mappings.header IS 'The header row, JSON';
COMMENT ON COLUMN column_mappings.mapping IS 'JSON';
