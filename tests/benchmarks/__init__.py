"""How fast the program is, beside yardsticks: ``python -m tests.benchmarks``."""
