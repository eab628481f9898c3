"""Filled forms read back: from the tables of a Word file, from the sheet of a workbook.

| module   | what it does                                               |
|----------|------------------------------------------------------------|
| cells    | a table as rows of cells, whatever file it stands in        |
| word, xlsx | such tables of a Word file, of a workbook                  |
| columns  | which column is which                                      |
| rows     | which line is which row                                    |
| matching | the lines of a table as those of a form                    |
| read     | a file to a filled form                                    |
"""
