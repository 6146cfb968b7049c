"""Measurements in a real Chromium: ``python -m tests.bench``; no part of CI."""
