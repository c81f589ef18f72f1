"""From the outside world to bytes: poll feeds, fetch pages. Knows nothing of search or alerts."""
