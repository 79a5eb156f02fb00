"""The reading room: keep, read, correct, follow and share, in the browser."""
