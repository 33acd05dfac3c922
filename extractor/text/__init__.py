"""Reading the words and figures of these reports: numbers, units, labels, periods, and matching to the schema."""
