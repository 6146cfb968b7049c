"""Shapes, projection, flow curves, classification and map layers."""
