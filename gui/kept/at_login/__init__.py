"""Starting with the desktop: what the system keeps of it is the truth, and is read whenever it is told."""
