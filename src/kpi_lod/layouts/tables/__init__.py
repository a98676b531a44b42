"""Tables → figures, by what stands above each cell and at its left."""
