-- Who passes something on is found by what it is. With the condition on `boost` SQLite did not see that the index has every row that is asked
-- for, and walked through all posts: that something is there follows from any comparison with it.
DROP INDEX post_boost_of;
CREATE INDEX post_boost_of ON post (boost_of, boost, id) WHERE boost_of IS NOT NULL;
