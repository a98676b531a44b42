"""Pages of a release: static, Japanese first with an English twin, readable without scripts."""
