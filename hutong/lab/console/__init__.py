"""What the lab's pages and the test kit call, under /api/lab."""
