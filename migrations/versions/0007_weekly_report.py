"""Who wants the weekly report by mail.

Revision ID: 0007
Revises: 0006
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column(
        "user_account", sa.Column("weekly_report", sa.Boolean(), nullable=False, server_default=sa.false())
    )


def downgrade():
    op.drop_column("user_account", "weekly_report")
