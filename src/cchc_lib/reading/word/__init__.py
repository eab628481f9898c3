"""A Word file that anyone made: paragraphs, tables, pages, the components of its form.

lxml is loaded with it. Nothing that a file holds is run, followed or fetched.
"""
