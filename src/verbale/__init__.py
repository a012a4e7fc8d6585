"""Verbale: the record of what governments say to one another."""
