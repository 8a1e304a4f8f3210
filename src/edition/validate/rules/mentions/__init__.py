"""Rules on mentions: their keys, their words, their dates."""
