"""What a centre decides for itself, who works there, and what it has to offer. No word about a client is here."""
