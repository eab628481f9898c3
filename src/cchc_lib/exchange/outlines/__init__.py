"""An office's own kind of report in a file (đề cương): its subjects, its outline, its annexes.

| module   | what it does                                              |
|----------|-----------------------------------------------------------|
| entries  | what such a file may say, as classes that the exchange reads |
| slips    | every problem of a file, with its key                     |
| subjects | its subjects as classes of facts                          |
| parts    | its outline, as it stands or as changes to one that is shipped |
| families | the kind of report that it makes                          |
"""
