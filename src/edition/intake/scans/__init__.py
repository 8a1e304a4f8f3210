"""Scans: pages that are pictures, and the program that reads what is written on them."""
