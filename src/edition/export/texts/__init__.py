"""The articles as texts to read, print, compute with, or keep."""
