"""RDF in columns: triples and the values of literals as tables that SQL can ask."""
