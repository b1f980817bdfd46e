"""Fitting: what the scores of a trained reader are worth."""
