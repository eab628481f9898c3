"""The format-free tree of a document, and the walk that numbers it for every renderer."""
