-- Whether a pain is on bone decides whether one stops: what nobody asked is not a no.

ALTER TABLE symptoms ALTER COLUMN is_bone DROP NOT NULL;
ALTER TABLE symptoms ALTER COLUMN is_bone DROP DEFAULT;
COMMENT ON COLUMN symptoms.is_bone IS 'Pain on bone, which has no band in which one goes on; NULL where nobody asked';
