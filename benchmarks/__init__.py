"""Measurements that anyone can repeat: `python -m benchmarks [--short] [--only NAME…] [--json FILE]`.

Seconds differ from machine to machine, so every figure that has a target is a ratio of two times of one run.
"""
