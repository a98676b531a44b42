"""Lines outside tables: headings, questions and answers of forms, results."""
