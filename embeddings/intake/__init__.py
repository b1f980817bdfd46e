"""Intake: from the files of a folder to articles."""
