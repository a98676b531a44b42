"""SPARQL over a release, a folder or an endpoint: questions in, tables out."""
