"""The reports that are shipped: which subjects, in which outline, under which title."""
