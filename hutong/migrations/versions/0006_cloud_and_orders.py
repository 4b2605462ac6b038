"""The cloud of mini programs, orders on their way, one identity over apps, pushes as JSON."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "apps_open_accounts",
        sa.Column("open_app_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("owner_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("created_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("open_app_id", name="apps_open_accounts_pkey"),
    )
    with op.batch_alter_table("apps_open_accounts", schema=None) as batch_op:
        batch_op.create_index("apps_open_accounts_owner_id_idx", ["owner_id"], unique=False)

    op.create_table(
        "apps_open_bindings",
        sa.Column("app_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("open_app_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("bound_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("app_id", name="apps_open_bindings_pkey"),
    )
    with op.batch_alter_table("apps_open_bindings", schema=None) as batch_op:
        batch_op.create_index("apps_open_bindings_open_app_id_idx", ["open_app_id"], unique=False)

    op.create_table(
        "apps_program_links",
        sa.Column("account_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("program_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("state", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("asked_by", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("asked_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("decided_at", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("is_shown", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("account_id", "program_id", name="apps_program_links_pkey"),
    )
    with op.batch_alter_table("apps_program_links", schema=None) as batch_op:
        batch_op.create_index("apps_program_links_program_id_idx", ["program_id"], unique=False)

    op.create_table(
        "cloud_collections",
        sa.Column("app_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("permission", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("rules", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("created_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("app_id", "name", name="cloud_collections_pkey"),
    )
    op.create_table(
        "cloud_documents",
        sa.Column("app_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("collection", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("doc_key", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("place", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("openid", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("content", sa.Text(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("app_id", "collection", "doc_key", name="cloud_documents_pkey"),
    )
    with op.batch_alter_table("cloud_documents", schema=None) as batch_op:
        batch_op.create_index(
            "cloud_documents_app_id_collection_openid_place_idx",
            ["app_id", "collection", "openid", "place"],
            unique=False,
        )
        batch_op.create_index(
            "cloud_documents_app_id_collection_place_idx", ["app_id", "collection", "place"], unique=False
        )

    op.create_table(
        "cloud_environments",
        sa.Column("app_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("env_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("is_open", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("opened_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("app_id", name="cloud_environments_pkey"),
        sa.UniqueConstraint("env_id", name="cloud_environments_env_id_key"),
    )
    op.create_table(
        "cloud_file_usages",
        sa.Column("app_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("files", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("size_bytes", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("permission", sa.Text(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("app_id", name="cloud_file_usages_pkey"),
    )
    op.create_table(
        "cloud_files",
        sa.Column("app_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("path", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("digest", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("size_bytes", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("content_type", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("owner", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("uploaded_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("app_id", "path", name="cloud_files_pkey"),
    )
    with op.batch_alter_table("cloud_files", schema=None) as batch_op:
        batch_op.create_index("cloud_files_app_id_digest_idx", ["app_id", "digest"], unique=False)

    op.create_table(
        "cloud_functions",
        sa.Column("app_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("generation", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("source", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("source_bytes", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("files", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("timeout_seconds", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("memory_megabytes", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("variables", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("triggers", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("openapi", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("deployed_by", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("deployed_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("changed_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("app_id", "name", name="cloud_functions_pkey"),
    )
    op.create_table(
        "cloud_invocations",
        sa.Column("app_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("invocation_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("function", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("request_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("source", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("openid", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("state", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("error", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("stack", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("lines", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("event_bytes", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("result_bytes", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("took_ms", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("is_cold", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("began_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("app_id", "invocation_id", name="cloud_invocations_pkey"),
    )
    with op.batch_alter_table("cloud_invocations", schema=None) as batch_op:
        batch_op.create_index(
            "cloud_invocations_app_id_function_invocation_id_idx", ["app_id", "function", "invocation_id"], unique=False
        )

    op.create_table(
        "mini_activities",
        sa.Column("activity_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("app_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("sharer_id", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("state", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("words", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("expires_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("activity_id", name="mini_activities_pkey"),
    )
    op.create_table(
        "mini_activity_cards",
        sa.Column("activity_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("conversation_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("activity_id", "conversation_id", "seq", name="mini_activity_cards_pkey"),
    )
    op.create_table(
        "mini_code_rules",
        sa.Column("prefix", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("app_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("path", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("takes_longer", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("debug_urls", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("is_published", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("added_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("prefix", name="mini_code_rules_pkey"),
    )
    with op.batch_alter_table("mini_code_rules", schema=None) as batch_op:
        batch_op.create_index("mini_code_rules_app_id_added_at_idx", ["app_id", "added_at"], unique=False)

    op.create_table(
        "mini_day_sources",
        sa.Column("app_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("day", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("scene", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("opens", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("app_id", "day", "scene", name="mini_day_sources_pkey"),
    )
    op.create_table(
        "mini_name_reviews",
        sa.Column("app_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("audit_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("state", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("reason", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("asked_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("decided_at", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.PrimaryKeyConstraint("app_id", "audit_id", name="mini_name_reviews_pkey"),
    )
    op.create_table(
        "mini_page_uses",
        sa.Column("app_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("day", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("page", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("shown", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("stayed_ms", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("entered", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("left", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("shared", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("app_id", "day", "page", "person_id", name="mini_page_uses_pkey"),
    )
    op.create_table(
        "mini_shipments",
        sa.Column("app_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("transaction_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("mchid", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("sub_mchid", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("out_trade_no", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("paid_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("state", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("delivery_mode", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("logistics_type", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("parcels", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("times_finished", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("is_finished", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("uploaded_at", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("shipped_at", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("received_at", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("received_by", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("settled_at", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("is_told_anew", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("is_reminded", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("special", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("ships_by", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("cards", sa.Text(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("app_id", "transaction_id", name="mini_shipments_pkey"),
    )
    with op.batch_alter_table("mini_shipments", schema=None) as batch_op:
        batch_op.create_index("mini_shipments_app_id_paid_at_idx", ["app_id", "paid_at"], unique=False)
        batch_op.create_index("mini_shipments_person_id_paid_at_idx", ["person_id", "paid_at"], unique=False)

    op.create_table(
        "mini_shipping_settings",
        sa.Column("app_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("jump_path", sa.Text(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("app_id", name="mini_shipping_settings_pkey"),
    )
    with op.batch_alter_table("apps_callbacks", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("data_format", sa.Text(), autoincrement=False, nullable=False, server_default="xml")
        )

    with op.batch_alter_table("pay_postings", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("pay_postings_owner_purpose_at_idx"))

    with op.batch_alter_table("pay_wallets", schema=None) as batch_op:
        batch_op.add_column(sa.Column("stopped_for", sa.Text(), autoincrement=False, nullable=True))
