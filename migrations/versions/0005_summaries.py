"""What reports add up: one row per application, and clicks and views per day.

Revision ID: 0005
Revises: 0004
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

PATHS = """
INSERT INTO application_path (application_id, opening_id, received_at, tier, reached, path, ages, declared)
SELECT application.id, application.opening_id, application.received_at, 'none', 0, '', '', '' FROM application
"""


def _kinds(name, *members):
    return sa.Enum(*members, name=name, native_enum=False, length=32)


def upgrade():
    op.create_table(
        "application_path",
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("opening_id", sa.Integer(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tier", _kinds("consenttier", "none", "link", "consented"), nullable=False),
        sa.Column("reached", sa.Integer(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("ages", sa.Text(), nullable=False),
        sa.Column("declared", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["application.id"],
            name="fk_application_path_application_id_application",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["opening_id"], ["opening.id"], name="fk_application_path_opening_id_opening"
        ),
        sa.PrimaryKeyConstraint("application_id", name="pk_application_path"),
    )
    op.create_index("ix_application_path_received_at", "application_path", ["received_at"])
    op.create_index("ix_application_path_opening_id", "application_path", ["opening_id"])
    op.create_table(
        "click_day",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("link_id", sa.Integer(), nullable=False),
        sa.Column("verdict", _kinds("verdict", "human", "bot", "suspect"), nullable=False),
        sa.Column("clicks", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["link_id"], ["link.id"], name="fk_click_day_link_id_link"),
        sa.PrimaryKeyConstraint("day", "link_id", "verdict", name="pk_click_day"),
    )
    op.create_table(
        "view_day",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("page", _kinds("page", "job", "form"), nullable=False),
        sa.Column("link_id", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("views", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("day", "page", "link_id", name="pk_view_day"),
    )
    op.create_table(
        "sealed_days",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("zone", sa.String(length=80), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_sealed_days"),
    )
    _fill()


def _fill():
    """Fold the journeys that are there; Debian's SQLite cannot order what it aggregates, so Python does it."""
    connection = op.get_bind()
    connection.execute(sa.text(PATHS))
    ranks = {"shortlisted": 1, "interview": 2, "offer": 3, "hired": 4}
    moves = connection.execute(
        sa.text(
            "SELECT application_id, kind FROM stage_change JOIN stage ON stage.id = to_stage_id WHERE undone_at IS NULL"
        )
    )
    reached = {}
    for application, kind in moves:
        reached[application] = max(reached.get(application, 0), ranks.get(kind, 0))
    table = sa.Table("application_path", sa.MetaData(), autoload_with=connection)
    meta = sa.MetaData()
    journey, touch = (sa.Table(name, meta, autoload_with=connection) for name in ("journey", "journey_touch"))
    application = meta.tables["application"]
    paths = {
        row.id: ([], [], row.tier, row.declared_sources, row.received_at)
        for row in connection.execute(
            sa.select(
                application.c.id, application.c.received_at, application.c.declared_sources, journey.c.tier
            ).join_from(application, journey, journey.c.application_id == application.c.id, isouter=True)
        )
    }
    for row in connection.execute(
        sa.select(journey.c.application_id, touch.c.link_id, touch.c.at)
        .join_from(touch, journey)
        .order_by(journey.c.application_id, touch.c.position)
    ):
        links, ages, _tier, _declared, arrived = paths[row.application_id]
        links.append(str(row.link_id))
        ages.append(f"{max(0.0, (arrived - row.at).total_seconds()):.0f}")
    for key, (links, ages, tier, declared, _arrived) in paths.items():
        connection.execute(
            table.update()
            .where(table.c.application_id == key)
            .values(
                tier=tier or "none",
                reached=reached.get(key, 0),
                path=">".join(links),
                ages=">".join(ages),
                declared=",".join(declared or [])[:300],
            )
        )


def downgrade():
    for table in ("sealed_days", "view_day", "click_day", "application_path"):
        op.drop_table(table)
