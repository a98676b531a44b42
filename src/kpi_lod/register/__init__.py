"""Shared things: municipalities, years and the schemes of ontology/ (design §5.1, register)."""
