"""Coverage-guided fuzzing, run by hand: ``python -m tests.fuzzing --help``.

What was learnt is kept in ``corpus``, a folder for each target; ``test_corpus.py`` replays it.
"""
