"""What many reports say together: the summary of departments and the figures over the years, from the database."""
