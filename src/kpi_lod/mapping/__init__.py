"""Records → quads (design §5), pure, with the place of every statement in its submission."""
