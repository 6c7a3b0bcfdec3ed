"""Tags of the components, by subject; ``{% load components %}`` brings them all."""
