"""The ground floor: errors, events, files, the run folder, paths, settings, child processes, devices."""
