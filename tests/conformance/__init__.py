"""Stock SDKs, exactly as published, against a lane."""
