"""Mini_programs."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "mini_api_tallies",
        sa.Column("app_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("api", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("count", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("last_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("app_id", "kind", "api", name="mini_api_tallies_pkey"),
    )
    op.create_table(
        "mini_codes",
        sa.Column("app_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("code_hash", sa.LargeBinary(), autoincrement=False, nullable=False),
        sa.Column("purpose", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("expires_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("used_at", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.PrimaryKeyConstraint("app_id", "code_hash", name="mini_codes_pkey"),
    )
    with op.batch_alter_table("mini_codes", schema=None) as batch_op:
        batch_op.create_index("mini_codes_app_id_expires_at_idx", ["app_id", "expires_at"], unique=False)

    op.create_table(
        "mini_day_visits",
        sa.Column("app_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("day", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("opens", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("is_first", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("app_id", "day", "person_id", name="mini_day_visits_pkey"),
    )
    op.create_table(
        "mini_domain_changes",
        sa.Column("app_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("month", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("count", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("app_id", "month", name="mini_domain_changes_pkey"),
    )
    op.create_table(
        "mini_domains",
        sa.Column("app_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("origin", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("added_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("app_id", "kind", "origin", name="mini_domains_pkey"),
    )
    op.create_table(
        "mini_filings",
        sa.Column("owner_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("state", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("applied_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("due_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("decided_at", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("reason", sa.Text(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("owner_id", "name", name="mini_filings_pkey"),
    )
    op.create_table(
        "mini_grants",
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("app_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("scope", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("is_allowed", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("decided_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("person_id", "app_id", "scope", name="mini_grants_pkey"),
    )
    op.create_table(
        "mini_links",
        sa.Column("code", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("app_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("path", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("query", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("title", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("created_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("expires_at", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("opens", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("code", name="mini_links_pkey"),
    )
    with op.batch_alter_table("mini_links", schema=None) as batch_op:
        batch_op.create_index("mini_links_app_id_kind_idx", ["app_id", "kind"], unique=False)

    op.create_table(
        "mini_makings",
        sa.Column("app_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("day", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("count", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("app_id", "kind", "day", name="mini_makings_pkey"),
    )
    op.create_table(
        "mini_page_days",
        sa.Column("app_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("day", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("page", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("shown", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("app_id", "day", "page", name="mini_page_days_pkey"),
    )
    op.create_table(
        "mini_programs",
        sa.Column("app_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("services", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("trial_id", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("release_id", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("grey", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("is_open", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("is_searchable", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("privacy", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("created_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("app_id", name="mini_programs_pkey"),
    )
    op.create_table(
        "mini_releases",
        sa.Column("app_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("release_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("version_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("how", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("by", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("released_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("app_id", "release_id", name="mini_releases_pkey"),
    )
    op.create_table(
        "mini_reviewers",
        sa.Column("app_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("mode", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("least_hours", sa.Double(), autoincrement=False, nullable=False),
        sa.Column("most_hours", sa.Double(), autoincrement=False, nullable=False),
        sa.Column("verdicts", sa.Text(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("app_id", name="mini_reviewers_pkey"),
    )
    op.create_table(
        "mini_reviews",
        sa.Column("app_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("review_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("version_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("state", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("mode", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("items", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("note", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("by", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("asked_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("due_at", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("is_hurried", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("reason", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("screenshots", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("media_ids", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("decided_by", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("decided_at", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.PrimaryKeyConstraint("app_id", "review_id", name="mini_reviews_pkey"),
    )
    with op.batch_alter_table("mini_reviews", schema=None) as batch_op:
        batch_op.create_index("mini_reviews_state_asked_at_idx", ["state", "asked_at"], unique=False)

    op.create_table(
        "mini_script_errors",
        sa.Column("app_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("digest", sa.LargeBinary(), autoincrement=False, nullable=False),
        sa.Column("message", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("stack", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("page", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("count", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("first_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("last_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("app_id", "digest", name="mini_script_errors_pkey"),
    )
    with op.batch_alter_table("mini_script_errors", schema=None) as batch_op:
        batch_op.create_index("mini_script_errors_app_id_last_at_idx", ["app_id", "last_at"], unique=False)

    op.create_table(
        "mini_sealed_phones",
        sa.Column("app_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("digest", sa.LargeBinary(), autoincrement=False, nullable=False),
        sa.Column("sealed_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("app_id", "digest", name="mini_sealed_phones_pkey"),
    )
    with op.batch_alter_table("mini_sealed_phones", schema=None) as batch_op:
        batch_op.create_index("mini_sealed_phones_app_id_sealed_at_idx", ["app_id", "sealed_at"], unique=False)

    op.create_table(
        "mini_sessions",
        sa.Column("app_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("key", sa.LargeBinary(), autoincrement=False, nullable=False),
        sa.Column("issued_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("expires_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("minute", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("codes", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("resets", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("app_id", "person_id", name="mini_sessions_pkey"),
    )
    op.create_table(
        "mini_standing_answers",
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("app_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("template_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("answer", sa.Text(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("person_id", "app_id", "template_id", name="mini_standing_answers_pkey"),
    )
    op.create_table(
        "mini_tallies",
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("app_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("host", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("count", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("refused", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("last_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("person_id", "app_id", "host", name="mini_tallies_pkey"),
    )
    op.create_table(
        "mini_testers",
        sa.Column("app_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("added_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("app_id", "person_id", name="mini_testers_pkey"),
    )
    with op.batch_alter_table("mini_testers", schema=None) as batch_op:
        batch_op.create_index("mini_testers_person_id_idx", ["person_id"], unique=False)

    op.create_table(
        "mini_timings",
        sa.Column("app_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("day", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("page", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("count", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("total_ms", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("longest_ms", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("slots", sa.Text(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("app_id", "day", "page", "kind", name="mini_timings_pkey"),
    )
    op.create_table(
        "mini_versions",
        sa.Column("app_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("version_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("uploader", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("description", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("source", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("source_bytes", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("state", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("stage", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("percent", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("digest", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("size_bytes", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("pages", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("problems", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("uploaded_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("compiled_at", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.PrimaryKeyConstraint("app_id", "version_id", name="mini_versions_pkey"),
    )
    op.create_table(
        "mini_visits",
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("app_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("opened_at", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("times", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kept_at", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.PrimaryKeyConstraint("person_id", "app_id", name="mini_visits_pkey"),
    )
    with op.batch_alter_table("mini_visits", schema=None) as batch_op:
        batch_op.create_index("mini_visits_app_id_opened_at_idx", ["app_id", "opened_at"], unique=False)

    op.create_table(
        "official_moves",
        sa.Column("app_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("from_app_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("begun_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("ended_at", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("moved", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("app_id", "from_app_id", name="official_moves_pkey"),
    )
    op.create_table(
        "official_page_voices",
        sa.Column("app_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("media_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("digest", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("recorded_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("app_id", "media_id", name="official_page_voices_pkey"),
    )
    op.create_table(
        "official_shared_places",
        sa.Column("app_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("latitude", sa.Double(), autoincrement=False, nullable=True),
        sa.Column("longitude", sa.Double(), autoincrement=False, nullable=True),
        sa.Column("told_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("app_id", "person_id", name="official_shared_places_pkey"),
    )
    op.create_table(
        "people_addresses",
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("phone", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("province", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("city", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("district", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("street", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("detail", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("postal_code", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("national_code", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("is_default", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("created_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("person_id", "id", name="people_addresses_pkey"),
    )
    op.create_table(
        "people_phones",
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("country_code", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("kept_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("person_id", name="people_phones_pkey"),
        sa.UniqueConstraint("country_code", "number", name="people_phones_country_code_number_key"),
    )
