"""Doors in and out: the chart as a picture, the procedure as text for a prompt."""
