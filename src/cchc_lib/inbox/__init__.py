"""A folder of files that units send, ours and anybody's: read, sorted, judged, answered.

| module    | what it holds                                                             |
|-----------|---------------------------------------------------------------------------|
| listing   | what stands in the folder, in one order                                   |
| run       | files read at once, each in its bounds                                    |
| reading   | one file to what it tells; word, sheets, pdf, prose, form: by its kind    |
| whom      | who sent a file, for which period                                         |
| sorting   | received, late, duplicate, older, of another period, missing              |
| receiving | `read_inbox`                                                              |
| inbox     | `Inbox`: tables, findings, reports, letters                               |
| saving    | the folder that comes of it: page, book, letters, commented copies        |
"""
