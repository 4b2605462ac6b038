"""APIv2: XML with a shared key. Its orders are those of APIv3; only the spelling is its own."""
