"""Reminders that people switch, answer and set by hand; mails that are claimed; the timetable's heartbeat.

Revision ID: 0008
Revises: 0007
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

USER = "user_account.id"


def _time(name, nullable=False):
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _user(table, name, nullable=False):
    return (
        sa.Column(name, sa.Integer(), nullable=nullable),
        sa.ForeignKeyConstraint([name], [USER], name=f"fk_{table}_{name}_user_account"),
    )


def upgrade():
    op.add_column("outgoing_mail", sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("user_account", sa.Column("remind_at", sa.Integer(), nullable=True))
    op.add_column("user_account", sa.Column("calendar_key", sa.String(length=64), nullable=True))
    op.create_index("ix_user_account_calendar_key", "user_account", ["calendar_key"], unique=True)
    op.create_table(
        "heartbeat",
        sa.Column("job", sa.String(), nullable=False),
        _time("at"),
        sa.Column("problem", sa.String(length=300), nullable=False),
        sa.PrimaryKeyConstraint("job", name="pk_heartbeat"),
    )
    op.create_table(
        "rule_setting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("rule", sa.String(length=32), nullable=False),
        sa.Column("scope", sa.String(length=40), nullable=False),
        sa.Column("is_on", sa.Boolean(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_rule_setting"),
        sa.UniqueConstraint("rule", "scope", name="uq_rule_setting_scope"),
    )
    op.create_table(
        "reminder_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("rule", sa.String(length=32), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        *_user("reminder_answer", "recipient_id"),
        sa.Column("until", sa.Date(), nullable=True),
        *_user("reminder_answer", "handed_to_id", nullable=True),
        _time("at"),
        sa.PrimaryKeyConstraint("id", name="pk_reminder_answer"),
        sa.UniqueConstraint("rule", "subject_id", "recipient_id", name="uq_reminder_answer_once"),
    )
    op.create_index("ix_reminder_answer_recipient_id", "reminder_answer", ["recipient_id"])
    op.create_table(
        "own_reminder",
        sa.Column("id", sa.Integer(), nullable=False),
        *_user("own_reminder", "owner_id"),
        *_user("own_reminder", "author_id"),
        sa.Column("about", sa.String(length=32), nullable=False),
        sa.Column("about_id", sa.Integer(), nullable=True),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("repeat", sa.String(length=200), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        _time("created_at"),
        _time("changed_at"),
        sa.PrimaryKeyConstraint("id", name="pk_own_reminder"),
    )
    op.create_index("ix_own_reminder_owner_id", "own_reminder", ["owner_id"])


def downgrade():
    for table in ("own_reminder", "reminder_answer", "rule_setting", "heartbeat"):
        op.drop_table(table)
    op.drop_index("ix_user_account_calendar_key", "user_account")
    op.drop_column("user_account", "calendar_key")
    op.drop_column("user_account", "remind_at")
    op.drop_column("outgoing_mail", "claimed_at")
