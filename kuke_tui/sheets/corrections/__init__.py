"""From wanted boxes to cells: what is written where, and how it is spelled."""
