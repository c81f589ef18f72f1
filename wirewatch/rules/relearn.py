"""What rules for new values learn from an index whose articles were tagged anew: none of it is news."""

from wirewatch.config.kinds import New
from wirewatch.ledger import leases, rule_state
from wirewatch.project import Project
from wirewatch.rules.baseline import read_baseline
from wirewatch.rules.context import meaning_hash


def relearn_values(project: Project) -> None:
    """Have the rules for new values know all that the articles of matched batches have now. Raises StoreError."""
    for rule in project.alerts.rules:
        if not isinstance(rule.kind, New):
            continue
        with project.ledger.read() as tx:
            nth = rule_state.last_nth(tx) + 1
        values = read_baseline(project, rule, nth, leases.now()).values
        with project.ledger.begin() as tx:
            rule_state.lock(tx)
            memory = rule_state.load(tx).get(rule.name)
            if memory and memory.meaning == meaning_hash(rule):
                rule_state.add_values(tx, rule.name, values)
