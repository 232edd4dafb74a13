"""How long a press takes, here and with what else there is, side by side: `make bench`."""
