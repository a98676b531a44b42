"""The page to review a draft: the source as it was read, beside what was drafted of it."""
