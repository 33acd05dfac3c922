"""Reports of many departments and years against each other, from the database: which are one department's, which are
compared, what disagrees."""
