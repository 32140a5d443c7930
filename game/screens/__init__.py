"""Everything seen and heard by the person who plays (pygame). Gets plain values; knows no files, ports or records."""
