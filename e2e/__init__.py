"""Whole stories on a real installation: the API as programs use it, the pages as people use them, and what breaks."""
