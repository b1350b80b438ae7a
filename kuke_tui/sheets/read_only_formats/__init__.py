"""Formats that are read but never written: xls, xlsb, ods, fods. Saving makes a new xlsx."""
