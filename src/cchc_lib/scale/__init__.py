"""Many dossiers, many units, many periods, many reports.

| module                     | what it holds                                                    |
|----------------------------|------------------------------------------------------------------|
| calendar                   | working days of civil servants, by the notices of each year      |
| deadlines                  | due days: limits, supplements, an extension                      |
| statuses                   | where a dossier stands on a day, and where disputed cases count  |
| columns                    | which column of a table is what, and what its words mean         |
| classes                    | what one row says, or why it cannot count: the judge of rows     |
| plain, frames              | rows counted in Python; by the engine of a frame, by narwhals    |
| readers, rows              | files as frames; one function over all of them                   |
| tallies                    | what was counted: `Dossiers` per agency, sector and source       |
| gather, together, partial  | reports sorted, added up, and what some of them do not state     |
| units, rules               | reports of many units or periods; what does not agree among them |
| ranking, outline, scores   | who is ahead; a row a unit; points by a dated scheme             |
| many                       | many documents rendered in one run                               |
| catalogue, identity, vtl, records, fingerprint, reconcile | for other systems and archives    |
"""
