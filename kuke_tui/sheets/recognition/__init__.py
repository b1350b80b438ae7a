"""What a person's eye sees in a sheet: where the table starts, what its columns and values mean."""
