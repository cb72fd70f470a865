"""The tables of this room: they only ever grow."""
