"""What merchants are told: signed, sealed and tried again."""
