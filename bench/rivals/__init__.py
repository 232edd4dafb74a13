"""Each client as a person would run it, in a process of its own; they share nothing with the program."""
