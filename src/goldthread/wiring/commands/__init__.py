"""The commands of a server, one module each; they import what they use when they run."""
