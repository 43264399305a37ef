-- Which answer without an account a code was sent for: that answer counts when this code comes back, and for no other reason. Otherwise whoever
-- knows a contact could answer in its owner's name.
ALTER TABLE proof ADD COLUMN answer BYTEA;
