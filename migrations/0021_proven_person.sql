-- Whether somebody has proven a contact is asked at every claim of a place: without this, each reads the contacts of everybody.
CREATE INDEX proven_contact_person ON proven_contact (person);
