"""Pure arithmetic of the tracker: no framework, no clock, no database."""
