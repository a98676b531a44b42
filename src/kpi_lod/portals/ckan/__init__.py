"""A release → datasets of a CKAN portal."""
