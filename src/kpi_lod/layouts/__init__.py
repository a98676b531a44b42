"""A Document → what it reports: projects, KPIs and figures, each with its place; pure.

Read by headings and words, never by fixed positions; what cannot be told is a doubt, not a guess.
"""
