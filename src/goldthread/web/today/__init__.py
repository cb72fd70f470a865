"""Where the day starts: from a list, not from a chart."""
