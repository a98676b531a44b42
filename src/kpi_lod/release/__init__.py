"""Graphs → an immutable folder of files, swapped in atomically (design §7)."""
