"""Bitget over HTTPS. No Qt."""
