"""Figures measured on the machine at hand, each with its limit: `python -m tests.benchmarks [NAME…]`. Not tests."""
