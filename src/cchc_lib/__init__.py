"""Vietnamese administrative reports: exact figures, official wording, Word documents."""

__version__ = "0.1.0"
