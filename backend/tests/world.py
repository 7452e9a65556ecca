"""Fixtures that put people, workstations and jobs into the world of a test."""
