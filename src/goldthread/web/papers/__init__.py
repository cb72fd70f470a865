"""Papers of a plan: to read in the browser, to print, to keep."""
