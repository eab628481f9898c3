"""One room a subject: what is counted, how it is said, what must hold."""
