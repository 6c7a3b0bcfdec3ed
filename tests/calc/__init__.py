"""Tests of the pure arithmetic."""
