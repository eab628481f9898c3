"""Official tables as data: columns, a tree of rows, identities; filled in, printed, added up.

| module    | what it does                                                          |
|-----------|-----------------------------------------------------------------------|
| form      | a form: its columns, its tree of rows, what must hold, its law         |
| equations | how an identity is written: "(3) = (4) + (5) + (6)"                    |
| entries   | what the file of a form may say                                       |
| making    | from such a file to a form, every problem at once                     |
| shipped   | the forms that ship, files in `data/`                                 |
| values    | what a cell holds, and the three signs of one without a number        |
| filled    | a form filled in; its results are computed                            |
| filling   | a form filled from the facts of a report                              |
| adding    | forms of several units added up                                       |
| table, page | the table of a filled form, its page, for every renderer            |
| xlsx, live | a workbook, and its live formulas                                    |

A form is read back in `reading/forms`, and checked in `checks/forms`.
"""
