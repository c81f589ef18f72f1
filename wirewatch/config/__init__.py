"""What people write: feeds.yaml, groups.yaml, alerts.yaml, read into values or refused with file and line."""
