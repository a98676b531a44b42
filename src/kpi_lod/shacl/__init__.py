"""SHACL compiled to SQL: shapes + a triple table → validation results."""
