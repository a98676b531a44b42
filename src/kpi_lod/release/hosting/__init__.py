"""Configurations with which any web server publishes a release; none of them is needed."""
