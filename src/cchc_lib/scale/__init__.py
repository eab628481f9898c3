"""Many dossiers, many units, many periods, many reports."""
