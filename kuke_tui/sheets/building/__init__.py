"""From rows to an export: one pass, bit masks, and where each cell stands."""
