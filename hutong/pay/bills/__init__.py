"""Bills: what happened with a merchant's money on a day, as text."""
