"""Reports read periods from indexes alone.

Revision ID: 0002
Revises: 0001
"""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade():
    op.create_index("ix_click_at_link", "click", ["at", "link_id", "verdict"])
    op.create_index("ix_page_view_at_link", "page_view", ["page", "verdict", "at", "link_id"])


def downgrade():
    op.drop_index("ix_page_view_at_link", table_name="page_view")
    op.drop_index("ix_click_at_link", table_name="click")
