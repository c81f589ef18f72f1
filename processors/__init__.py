"""From bytes to Article to index to alert. Knows nothing of feeds."""
