"""How the program is packed for people who have no Python; `make package` runs it, the program never does."""
