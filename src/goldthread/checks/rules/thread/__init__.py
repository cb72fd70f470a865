"""The thread itself: from need to goal to objective to intervention, and from symptom to cause."""
