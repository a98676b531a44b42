"""A release → named graphs of a triple store."""
