"""One-time links: made by staff, opened by a client or a supporter who need no account. What a link opens, and that it
opens nothing else, is decided in the practice; here are its secret, its short session and its pages."""
