"""A release → the portals and stores where its readers are (design §2, reliability §8).

The release is only read; what is sent is what its manifest lists.
"""
