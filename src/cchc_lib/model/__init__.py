"""What a unit reports: frozen facts, one module a subject, and the figures that follow."""
