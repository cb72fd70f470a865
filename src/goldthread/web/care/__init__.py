"""A client's way through the centre: the enquiry, the admission, who is on the team, and access in an emergency."""
