"""What others wrote: prose and Word files, as numbers and relations. Reads; never judges."""
