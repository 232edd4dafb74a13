"""Connects what is seen with what happens; each module ties widgets to a part of the desk."""
