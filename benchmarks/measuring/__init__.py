"""Measuring: what several benchmarks share: data sets, figures, reports."""
