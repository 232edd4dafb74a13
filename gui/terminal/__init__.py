"""The command line: what was asked for. No Qt: press and fire must not wait for it."""
