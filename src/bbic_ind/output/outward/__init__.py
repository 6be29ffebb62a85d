"""What other systems take in: tables with one meaning for each column, and its dictionary."""
