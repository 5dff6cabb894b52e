"""Finds the touches of a browser that agreed to be recognised.

Revision ID: 0006
Revises: 0005
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade():
    has_one = sa.text("visitor IS NOT NULL")
    for table in ("click", "page_view"):
        op.create_index(
            f"ix_{table}_visitor", table, ["visitor"], sqlite_where=has_one, postgresql_where=has_one
        )


def downgrade():
    for table in ("click", "page_view"):
        op.drop_index(f"ix_{table}_visitor", table)
