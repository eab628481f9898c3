"""The law as data: each value with the text it comes from and the days it holds between."""
