"""A plan that evolves: reviews, waivers, drafts that nobody fills."""
