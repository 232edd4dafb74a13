"""Panic Button: cancel every open futures order at once, and prove it."""

__version__ = "0.1.0"  # as pyproject.toml names it
