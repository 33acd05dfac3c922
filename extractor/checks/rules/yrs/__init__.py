"""Several reports of one department side by side, and a department with its units."""
