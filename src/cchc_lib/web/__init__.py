"""The page to try it: `cchc serve`. It needs the extra `web`.

| module    | what it does                                                                   |
|-----------|--------------------------------------------------------------------------------|
| app       | the addresses of the page                                                      |
| guard     | what is refused before a page is asked: other hosts, other sites; the headers  |
| uploads   | what is sent, read in memory, within its bounds                                |
| limits    | the bounds                                                                     |
| bounded   | work in a process of its own, within its bounds                                |
| checking  | a text or a Word file: its words, what was found at them, what was read        |
| kinds     | the kinds of reports that can be filled in                                     |
| fields    | the fields of a form, from a JSON Schema                                       |
| filling   | from a report to what stands in the form, and back                             |
| rows      | changes of the form itself: a row more or less                                 |
| controls  | what the form shows: each field with its value; where a problem stands         |
| form      | the form while a request is answered, and the report that it says              |
| saved     | files that somebody saved                                                      |
| sections  | the page of the form                                                           |
| reporting | one request of the form: what was typed, and what came of it                   |
| jobs      | the other pages                                                                |
| pages     | templates to pages                                                             |

Nothing is stored: what is sent is read, answered and forgotten.
"""
