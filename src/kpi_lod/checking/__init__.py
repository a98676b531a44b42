"""Graph + shapes → findings in Japanese and English, by file and line (design §6)."""
