"""Qt without widgets: threads, the verbs of the window, table models."""
