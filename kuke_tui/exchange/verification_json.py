"""A verification as JSON."""

from kuke_tui.domain.changes import ExportDifference, PolicyKey, RoleChange
from kuke_tui.domain.export import AccountKey
from kuke_tui.domain.verification import (
    ChangeState,
    Verification,
    VerifiedAccount,
    VerifiedChange,
)
from kuke_tui.exchange import shapes
from kuke_tui.exchange.change_list_file import change_json
from kuke_tui.exchange.facts import export_facts
from kuke_tui.messages.verification import fit_text


def verification_json(found: Verification) -> shapes.Verify:
    """Put a verification in JSON's terms."""
    plan = found.plan
    difference = found.difference or ExportDifference()
    return {
        "summary": {
            "done": found.count(ChangeState.DONE),
            "not_done": found.count(ChangeState.NOT_DONE),
            "different": found.count(ChangeState.DIFFERENT),
            "unplanned": len(found.unplanned),
        },
        "changes": list(map(_change, found.changes)),
        "unplanned": list(map(change_json, found.unplanned)),
        "accounts": list(map(_account, found.accounts)),
        "remaining": list(map(change_json, found.remaining)),
        "new_accounts": list(map(_account_key, difference.new_accounts)),
        "vanished_accounts": list(map(_account_key, difference.vanished_accounts)),
        "new_policies": list(map(_policy_key, difference.new_policies)),
        "vanished_policies": list(map(_policy_key, difference.vanished_policies)),
        "new_rights": list(difference.new_rights),
        "vanished_rights": list(difference.vanished_rights),
        "role_changes": list(map(_role_change, difference.role_changes)),
        "export": export_facts(found.fresh, plan.reading),
        "plan": {
            "file": plan.file,
            "sha256": plan.sha256,
            "time": plan.time,
            "baseline": plan.baseline is not None,
        },
    }


def _change(verified: VerifiedChange) -> shapes.VerifiedChange:
    fitted = verified.fitted
    return {
        **change_json(fitted.change),
        "state": verified.state.value,
        "found": fitted.found,
        "text": fit_text(fitted),
    }


def _account(verified: VerifiedAccount) -> shapes.VerifiedAccount:
    return {
        "client": verified.account.client.key,
        "login": verified.account.login,
        "verdict": verified.verdict.value,
        "state": verified.state.value,
    }


def _account_key(key: AccountKey) -> shapes.AccountKey:
    return {"client": key.client, "login": key.login}


def _policy_key(key: PolicyKey) -> shapes.PolicyKey:
    return {"client": key.client, "policy": key.policy}


def _role_change(change: RoleChange) -> shapes.RoleChange:
    return {
        "client": change.client,
        "login": change.login,
        "from": None if change.before is None else change.before.value,
        "to": None if change.after is None else change.after.value,
    }
