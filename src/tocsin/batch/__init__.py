"""Placeholder docstring until the package gets its face."""
