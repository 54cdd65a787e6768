"""What a window does with files beside open and save: the recovery journal, recent files, pictures and print."""
