"""Excel workbooks (xlsx, xlsm): streamed when read, patched in place when saved."""
