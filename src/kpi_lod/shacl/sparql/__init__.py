"""SPARQL queries of shapes as SQL over the triple table, for all focus nodes at once."""
