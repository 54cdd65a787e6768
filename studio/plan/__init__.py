"""What must be taught: which conversations cover the chart, and how many there is time for."""
