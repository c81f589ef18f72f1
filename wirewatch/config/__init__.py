"""What people write: feeds.yaml, groups.yaml and alerts.yaml.

In: YAML. Out: values, or a Mistake that names file, line and mend.
yaml_file.py reads YAML with its line numbers; kinds.py knows what a rule's `when` may say.
edit.py changes feeds.yaml for the user, edit_rules.py alerts.yaml, and both keep comments;
known_feeds.py finds the feed that a user means.
init.py writes a configuration to start from: small_feeds.yaml and small_alerts.yaml, or all that ships.
Uses: settings, errors, processors' and scrapers' records.
"""
