"""Who takes payments: numbers, keys, certificates and bound apps."""
