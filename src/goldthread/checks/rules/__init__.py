"""All checks, in folders by topic: a page for people and a module of the same name beside it. Nothing else."""
