"""Patterns as hash-consed values and what can be asked of them: derivatives, matching of values, lookahead."""
