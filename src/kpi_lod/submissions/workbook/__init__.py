"""Submissions in Excel and CSV: tables of cells that hold exactly what the YAML holds."""
