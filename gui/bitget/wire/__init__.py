"""Connections of our own, kept warm beforehand: what a press goes over."""
