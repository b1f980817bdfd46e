"""The printed page: lines of print at their places, put back into paragraphs, tables and columns."""
