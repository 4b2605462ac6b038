"""What can go wrong in a cloud environment, and how `wx.cloud` is told."""
