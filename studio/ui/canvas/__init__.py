"""The canvas: the chart as the person sees and moves it. Nothing here changes a procedure but through the document."""
