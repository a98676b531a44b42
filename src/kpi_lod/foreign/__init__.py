"""Bytes from strangers: read under limits in a process of their own, with the standard library."""
