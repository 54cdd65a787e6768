"""The panels beside the canvas: lists, searches and previews of the open procedure; each has `install(window)`."""
