"""From dossiers to reports: working days, deadlines, rows counted.

| module    | what it holds                                                     |
|-----------|-------------------------------------------------------------------|
| calendar  | working days of civil servants, by the notices of each year       |
| deadlines | due days: limits, supplements, an extension                       |
| statuses  | where a dossier stands on a day, and where disputed cases count   |
| columns   | which column of a table is what, and what its words mean          |
| classes   | what one row says, or why it cannot count: the judge of rows      |
| plain     | rows counted in Python                                            |
| frames    | rows counted by the engine of a frame, through narwhals           |
| tallies   | what was counted: `Dossiers` per agency, sector and source        |
| rows      | one function over both, and readers of files                      |
"""
