"""Panic Button: cancel every open futures order at once, and prove it."""
