"""What heading cells and lines say: the words of label_words.toml, years, units. Pure."""
