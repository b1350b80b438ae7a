"""A verification as JSON."""

from collections.abc import Iterable, Iterator, Mapping

from kuke_tui.domain.boxes import chosen
from kuke_tui.domain.changes import CellKey, ExportDifference, PolicyKey, RoleChange
from kuke_tui.domain.export import Account, AccountKey
from kuke_tui.domain.rules import Reason
from kuke_tui.domain.verification import (
    ChangeState,
    Verification,
    VerifiedAccount,
    VerifiedChange,
)
from kuke_tui.exchange import shapes, verify_shapes
from kuke_tui.exchange.change_list_file import change_json
from kuke_tui.exchange.facts import export_facts
from kuke_tui.messages.reasons import reason_text
from kuke_tui.messages.verification import state_text


def verification_json(found: Verification) -> verify_shapes.Verify:
    """Put a verification in JSON's terms."""
    plan = found.plan
    difference = found.difference or ExportDifference()
    reasons = plan.reasons_for_leaving
    return {
        "summary": {
            "done": found.count(ChangeState.DONE),
            "not_done": found.count(ChangeState.NOT_DONE),
            "different": found.count(ChangeState.DIFFERENT),
            "unplanned": len(found.unplanned),
        },
        "changes": list(_changes(found.changes)),
        "unplanned": list(map(change_json, found.unplanned)),
        "accounts": [_account(found, reasons, each) for each in found.accounts],
        "remaining": list(map(change_json, found.remaining)),
        "new_accounts": list(map(_account_key, difference.new_accounts)),
        "vanished_accounts": list(map(_account_key, difference.vanished_accounts)),
        "new_policies": list(map(_policy_key, difference.new_policies)),
        "vanished_policies": list(map(_policy_key, difference.vanished_policies)),
        "new_rights": list(difference.new_rights),
        "vanished_rights": list(difference.vanished_rights),
        "role_changes": list(map(_role_change, difference.role_changes)),
        "unreadable": list(map(_cell_key, difference.unreadable)),
        "not_fresh": None if found.not_fresh is None else found.not_fresh.value,
        "export": export_facts(found.fresh, plan.reading),
        "plan": {
            "file": plan.file,
            "sha256": plan.sha256,
            "time": plan.time,
            "baseline": plan.baseline is not None,
        },
    }


def _changes(changes: Iterable[VerifiedChange]) -> Iterator[verify_shapes.VerifiedChange]:
    texts: dict[tuple[object, ...], str] = {}
    for verified in changes:
        fitted, state = verified
        told = (fitted.fit, state, fitted.lock)
        text = texts.get(told)
        if text is None:
            text = texts[told] = state_text(verified)
        yield {
            **change_json(fitted.change),
            "state": state.value,
            "found": fitted.found,
            "code": fitted.fit.value,
            "text": text,
        }


def _account(
    found: Verification, on_purpose: Mapping[AccountKey, str], verified: VerifiedAccount
) -> verify_shapes.VerifiedAccount:
    account = verified.account
    return {
        "client": account.client.key,
        "login": account.login,
        "verdict": verified.verdict.value,
        "state": verified.state.value,
        "reasons": [_reason(found, account, reason) for reason in verified.reasons],
        "lost": verified.lost,
        "insufficient": verified.insufficient,
        "on_purpose": on_purpose.get(account.key),
    }


def _reason(found: Verification, account: Account, reason: Reason) -> shapes.Reason:
    rights, reading = found.fresh.rights, found.plan.reading
    return {
        "code": reason.code.value,
        "right": None if reason.right is None else rights[reason.right],
        "policies": chosen(account.client.policies, reason.policies),
        "text": reason_text(reason, account, account.boxes, rights, reading),
    }


def _account_key(key: AccountKey) -> verify_shapes.AccountKey:
    return {"client": key.client, "login": key.login}


def _cell_key(key: CellKey) -> verify_shapes.CellKey:
    return {"client": key.client, "login": key.login, "policy": key.policy, "right": key.right}


def _policy_key(key: PolicyKey) -> verify_shapes.PolicyKey:
    return {"client": key.client, "policy": key.policy}


def _role_change(change: RoleChange) -> verify_shapes.RoleChange:
    return {
        "client": change.client,
        "login": change.login,
        "from": None if change.before is None else change.before.value,
        "to": None if change.after is None else change.after.value,
    }
