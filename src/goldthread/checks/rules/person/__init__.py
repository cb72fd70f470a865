"""The person: their whole life, their own words, strengths, preferences and part in the plan."""
