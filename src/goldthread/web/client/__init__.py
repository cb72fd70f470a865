"""The client's own pages, made for a phone: the plan in three screens, help in a bad hour, a voice in every part."""
