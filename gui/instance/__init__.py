"""One running program for each user and each set of folders: how it is found, and how it is spoken to.

Standard library only, and little of it: a press from outside must not wait for imports.
"""
