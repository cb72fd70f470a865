"""The pages of the manual that need the running theme: so far the components. Invented people only."""
