"""A text → its Document: tables by what parts their cells, paragraphs by line; pure."""
