"""From a document tree to Word, HTML and plain text; each renderer is a module of its own."""
