"""What owners use: their apps, secrets, callbacks, permissions and quotas."""
