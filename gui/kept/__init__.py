"""What stays on this computer: the API key, the journal of presses, the settings. No Qt, no HTTP."""
