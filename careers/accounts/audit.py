"""The append-only audit log: one function to write it, and the triggers that protect it."""

from typing import Any

from sqlalchemy import DDL, event
from sqlalchemy.orm import Session

from careers.accounts.models import AuditEntry, User

SQLITE_GUARDS = (
    "CREATE TRIGGER audit_entry_no_update BEFORE UPDATE ON audit_entry "
    "BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END",
    "CREATE TRIGGER audit_entry_no_delete BEFORE DELETE ON audit_entry "
    "BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END",
)
POSTGRESQL_GUARDS = (
    "CREATE FUNCTION audit_entry_append_only() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'the audit log is append-only'; END $$",
    "CREATE TRIGGER audit_entry_no_change BEFORE UPDATE OR DELETE ON audit_entry "
    "FOR EACH ROW EXECUTE FUNCTION audit_entry_append_only()",
)


def _only_on(dialect: str, statement: str) -> Any:
    return DDL(statement).execute_if(dialect=dialect)  # type: ignore[no-untyped-call]


for _statement in SQLITE_GUARDS:
    event.listen(AuditEntry.__table__, "after_create", _only_on("sqlite", _statement))
for _statement in POSTGRESQL_GUARDS:
    event.listen(AuditEntry.__table__, "after_create", _only_on("postgresql", _statement))


def record(session: Session, actor: User | None, action: str, subject: object = None, **detail: Any) -> None:
    """Write down what somebody did, in the transaction that does it.

    `action` is a stable name such as `opening.published`; `subject` a model with an `id`; `detail` holds
    plain values, never a candidate's own words.
    """
    session.flush()
    session.add(
        AuditEntry(
            actor_id=actor.id if actor else None,
            action=action,
            subject_type=type(subject).__name__ if subject is not None else "",
            subject_id=getattr(subject, "id", None),
            detail=detail,
        )
    )
    session.flush()
