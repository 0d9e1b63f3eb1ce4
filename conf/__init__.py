"""Configuration files: forms, scenarios, experiments and ways to compute."""
