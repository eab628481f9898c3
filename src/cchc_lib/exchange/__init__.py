"""Facts in and out: plain values, JSON, TOML, a schema; all of it follows from declarations.

| module    | what it does                                                          |
|-----------|-----------------------------------------------------------------------|
| shapes    | what each field of a class holds, found in its declaration            |
| leaves    | one value read strictly: a count, an amount, a day, a rate            |
| structure | plain values to objects, fast, for data that has no fault             |
| problems  | every fault of data that has some, each with its path                 |
| plain     | objects to plain values                                               |
| versions  | the version in a file, and the way from an older one                  |
| schema    | JSON Schema 2020-12                                                   |
| jsontext, tomltext | text to plain values and back                                |
| data, files | what a user calls                                                   |
"""
