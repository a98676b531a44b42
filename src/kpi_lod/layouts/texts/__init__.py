"""A piece of text → the figures and KPIs printed in it: words, tokens, figures, items. Pure."""
