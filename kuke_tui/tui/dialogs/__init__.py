"""Small windows over a screen, each with one question. The safe answer comes first."""
