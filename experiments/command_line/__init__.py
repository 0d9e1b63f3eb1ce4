"""The command line: words in Hydra's override grammar become a checked request, or one screen of problems."""
