"""The panels beside the canvas: lists, searches and previews of the open procedure. Each module has `install(window)`."""
