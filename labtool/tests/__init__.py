"""Tests of ./lab on the real engines."""
