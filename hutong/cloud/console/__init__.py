"""What the console asks of the cloud."""
