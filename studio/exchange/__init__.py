"""Doors in and out: the chart as a picture, the procedure as a document to print and as text for a prompt."""
