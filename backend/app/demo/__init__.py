"""A lab in full swing for looking around: about 25 jobs in every status, made through the services."""
