"""Files at the edge: exports are read into the domain and saved without loss."""
