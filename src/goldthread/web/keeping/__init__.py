"""What becomes of a folder as a whole: joined to another, taken apart, copied, erased; its accounts; and the list of
broken glasses."""
