-- Signs that a program filled in the public form, words separated by spaces; empty for most, and once a person has looked.
ALTER TABLE incident ADD COLUMN machine_signs TEXT NOT NULL DEFAULT '';
CREATE INDEX incident_with_machine_signs ON incident (received_at) WHERE machine_signs <> '';
