"""Word files, written part by part; `write` puts them together."""
