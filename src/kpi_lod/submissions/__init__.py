"""What municipalities send, read strictly: bytes in, a tree with places and findings out."""
