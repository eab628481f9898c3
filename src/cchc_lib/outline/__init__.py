"""From facts to the tree of a document: outlines, sentences as templates, families of reports."""
