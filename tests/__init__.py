"""Tests of the Pairing Atlas; the folders mirror the rooms they test."""
