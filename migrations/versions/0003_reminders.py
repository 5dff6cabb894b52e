"""Reminders, each at most once a day.

Revision ID: 0003
Revises: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "reminder",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "rule",
            sa.Enum(
                "post_due",
                "post_overdue",
                "campaign_quiet",
                "opening_closing",
                "application_waiting",
                name="rule",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(length=80), nullable=False),
        sa.Column("recipient_id", sa.Integer(), nullable=False),
        sa.Column("local_date", sa.Date(), nullable=False),
        sa.Column("mail_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["mail_id"], ["outgoing_mail.id"], name="fk_reminder_mail_id_outgoing_mail"),
        sa.ForeignKeyConstraint(
            ["recipient_id"], ["user_account.id"], name="fk_reminder_recipient_id_user_account"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_reminder"),
        sa.UniqueConstraint("rule", "subject_id", "recipient_id", "local_date", name="uq_reminder_once"),
    )
    op.create_index("ix_reminder_local_date", "reminder", ["local_date"])
    op.create_index("ix_reminder_recipient_id", "reminder", ["recipient_id"])


def downgrade():
    op.drop_table("reminder")
