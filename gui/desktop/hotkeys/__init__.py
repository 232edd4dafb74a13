"""A hotkey that works from any window: one file for each platform, behind one interface."""
