"""Accounts."""

import sqlalchemy as sa
from alembic import op

from hutong.migrations import broadcast_logs

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "apps_members",
        sa.Column("app_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("role", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("invited_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("accepted_at", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.PrimaryKeyConstraint("app_id", "person_id", name="apps_members_pkey"),
    )
    with op.batch_alter_table("apps_members", schema=None) as batch_op:
        batch_op.create_index("apps_members_person_id_idx", ["person_id"], unique=False)

    op.create_table(
        "apps_web_codes",
        sa.Column("app_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("code_hash", sa.LargeBinary(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("scope", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("redirect_host", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("expires_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("used_at", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.PrimaryKeyConstraint("app_id", "code_hash", name="apps_web_codes_pkey"),
    )
    with op.batch_alter_table("apps_web_codes", schema=None) as batch_op:
        batch_op.create_index("apps_web_codes_app_id_expires_at_idx", ["app_id", "expires_at"], unique=False)

    op.create_table(
        "apps_web_consents",
        sa.Column("app_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("agreed_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("app_id", "person_id", name="apps_web_consents_pkey"),
    )
    op.create_table(
        "apps_web_domains",
        sa.Column("app_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("sign_in", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("js", sa.Text(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("app_id", name="apps_web_domains_pkey"),
    )
    op.create_table(
        "apps_web_grants",
        sa.Column("app_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("scope", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("generation", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("access_expires_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("refresh_expires_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("app_id", "person_id", "id", name="apps_web_grants_pkey"),
    )
    op.create_table(
        "dialog_hand_answers",
        sa.Column("app_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("conversation_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("agent", sa.Text(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("app_id", "conversation_id", "seq", name="dialog_hand_answers_pkey"),
    )
    op.create_table(
        "dialog_inbox_marks",
        sa.Column("app_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("conversation_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("read_seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("unread", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("written_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("app_id", "person_id", name="dialog_inbox_marks_pkey"),
    )
    with op.batch_alter_table("dialog_inbox_marks", schema=None) as batch_op:
        batch_op.create_index("dialog_inbox_marks_app_id_unread_idx", ["app_id", "unread"], unique=False)

    op.create_table(
        "dialog_push_hours",
        sa.Column("app_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("day", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("hour", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("sent", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("failed", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("total_ms", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("longest_ms", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("app_id", "day", "hour", name="dialog_push_hours_pkey"),
    )
    op.create_table(
        "dialog_stars",
        sa.Column("app_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("conversation_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("starred_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("starred_by", sa.Text(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("app_id", "conversation_id", "seq", name="dialog_stars_pkey"),
    )
    with op.batch_alter_table("dialog_stars", schema=None) as batch_op:
        batch_op.create_index("dialog_stars_app_id_starred_at_idx", ["app_id", "starred_at"], unique=False)

    op.create_table(
        "official_article_addresses",
        sa.Column("code", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("app_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("place", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("code", name="official_article_addresses_pkey"),
    )
    op.create_table(
        "official_article_comments",
        sa.Column("app_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("place", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("text", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("written_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("is_elected", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("reply", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("replied_at", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("deleted_at", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("deleted_by", sa.Text(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("app_id", "number", "place", "id", name="official_article_comments_pkey"),
    )
    with op.batch_alter_table("official_article_comments", schema=None) as batch_op:
        batch_op.create_index(
            "official_article_comments_app_id_number_place_person_id_idx",
            ["app_id", "number", "place", "person_id"],
            unique=False,
        )

    op.create_table(
        "official_article_counts",
        sa.Column("app_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("place", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("reads", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("likes", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("shares", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("comments", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("last_comment", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("app_id", "number", "place", name="official_article_counts_pkey"),
    )
    op.create_table(
        "official_article_likes",
        sa.Column("app_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("place", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("liked_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("app_id", "number", "place", "person_id", name="official_article_likes_pkey"),
    )
    op.create_table(
        "official_article_texts",
        sa.Column("app_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("place", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("html", sa.Text(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("app_id", "number", "place", name="official_article_texts_pkey"),
    )
    op.create_table(
        "official_article_visits",
        sa.Column("app_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("day", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("place", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("source", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("count", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("first_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint(
            "app_id", "day", "number", "place", "kind", "source", "person_id", name="official_article_visits_pkey"
        ),
    )
    op.create_table(
        "official_articles",
        sa.Column("app_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("place", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("code", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("piece", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("comments_open", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("is_deleted", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("published_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("app_id", "number", "place", name="official_articles_pkey"),
    )
    op.create_table(
        "official_audience_days",
        sa.Column("app_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("day", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("how", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("came", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("left", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("app_id", "day", "how", name="official_audience_days_pkey"),
    )
    op.create_table(
        "official_auto_replies",
        sa.Column("app_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("is_greeting_on", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("greeting", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("is_answering_on", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("default", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("changed_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("app_id", name="official_auto_replies_pkey"),
    )
    op.create_table(
        "official_broadcast_desks",
        sa.Column("app_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("last_number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("rule_set", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("speed", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("minute", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("minute_used", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("period", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("period_used", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("app_id", name="official_broadcast_desks_pkey"),
    )
    op.create_table(
        "official_broadcast_films",
        sa.Column("app_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("media_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("source_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("title", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("description", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("created_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("app_id", "media_id", name="official_broadcast_films_pkey"),
    )
    op.create_table(
        "official_broadcasts",
        sa.Column("app_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("by", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("sent_by", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("client_key", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("state", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("audience", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("said", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("period", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("seqs", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("issue_number", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("deleted_places", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("total", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("reached", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("created_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("finished_at", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.PrimaryKeyConstraint("app_id", "number", name="official_broadcasts_pkey"),
    )
    with op.batch_alter_table("official_broadcasts", schema=None) as batch_op:
        batch_op.create_index("official_broadcasts_app_id_client_key_idx", ["app_id", "client_key"], unique=False)
        batch_op.create_index("official_broadcasts_app_id_issue_number_idx", ["app_id", "issue_number"], unique=False)
        batch_op.create_index("official_broadcasts_app_id_period_idx", ["app_id", "period"], unique=False)

    op.create_table(
        "official_comings",
        sa.Column("app_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("how", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("scene", sa.Text(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("app_id", "person_id", "id", name="official_comings_pkey"),
    )
    op.create_table(
        "official_complaints",
        sa.Column("app_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("open_by", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("reason", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("words", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("quoted", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("state", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("answer", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("decided_by", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("created_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("decided_at", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.PrimaryKeyConstraint("app_id", "id", name="official_complaints_pkey"),
        sa.UniqueConstraint("app_id", "open_by", name="official_complaints_app_id_open_by_key"),
    )
    with op.batch_alter_table("official_complaints", schema=None) as batch_op:
        batch_op.create_index("official_complaints_app_id_created_at_idx", ["app_id", "created_at"], unique=False)
        batch_op.create_index(
            "official_complaints_app_id_person_id_id_idx", ["app_id", "person_id", "id"], unique=False
        )
        batch_op.create_index("official_complaints_person_id_created_at_idx", ["person_id", "created_at"], unique=False)
        batch_op.create_index(
            "official_complaints_state_created_at_id_idx", ["state", "created_at", "id"], unique=False
        )

    op.create_table(
        "official_conditional_menus",
        sa.Column("app_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("buttons", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("tag_id", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("platform", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("created_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("app_id", "id", name="official_conditional_menus_pkey"),
    )
    op.create_table(
        "official_consents",
        sa.Column("app_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("template_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("left", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("is_refused", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("changed_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("app_id", "person_id", "template_id", name="official_consents_pkey"),
    )
    with op.batch_alter_table("official_consents", schema=None) as batch_op:
        batch_op.create_index("official_consents_person_id_app_id_idx", ["person_id", "app_id"], unique=False)

    op.create_table(
        "official_industries",
        sa.Column("app_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("primary", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("secondary", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("changed_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("app_id", name="official_industries_pkey"),
    )
    op.create_table(
        "official_issue_numbers",
        sa.Column("app_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("last", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("app_id", name="official_issue_numbers_pkey"),
    )
    op.create_table(
        "official_issues",
        sa.Column("app_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("article_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("way", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("state", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("count", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("created_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("updated_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("app_id", "number", name="official_issues_pkey"),
        sa.UniqueConstraint("app_id", "article_id", name="official_issues_app_id_article_id_key"),
    )
    with op.batch_alter_table("official_issues", schema=None) as batch_op:
        batch_op.create_index(
            "official_issues_app_id_way_state_number_idx", ["app_id", "way", "state", "number"], unique=False
        )

    op.create_table(
        "official_library_counts",
        sa.Column("app_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("total", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("app_id", "kind", name="official_library_counts_pkey"),
    )
    op.create_table(
        "official_materials",
        sa.Column("app_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("media_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("description", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("digest", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("content_type", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("size_bytes", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("width", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("height", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("duration_seconds", sa.Double(), autoincrement=False, nullable=True),
        sa.Column("path", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("created_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("app_id", "media_id", name="official_materials_pkey"),
    )
    with op.batch_alter_table("official_materials", schema=None) as batch_op:
        batch_op.create_index("official_materials_app_id_kind_id_idx", ["app_id", "kind", "id"], unique=False)

    op.create_table(
        "official_memberships",
        sa.Column("app_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("card_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("code", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("bonus", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("balance", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("values", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("begins_at", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("ends_at", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("activated_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("app_id", "card_id", "code", name="official_memberships_pkey"),
    )
    op.create_table(
        "official_news",
        sa.Column("app_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("media_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("pieces", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("preview_code", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("created_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("updated_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("expires_at", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.PrimaryKeyConstraint("app_id", "media_id", name="official_news_pkey"),
    )
    with op.batch_alter_table("official_news", schema=None) as batch_op:
        batch_op.create_index(
            "official_news_app_id_kind_updated_at_id_idx", ["app_id", "kind", "updated_at", "id"], unique=False
        )

    op.create_table(
        "official_news_previews",
        sa.Column("code", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("app_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("media_id", sa.Text(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("code", name="official_news_previews_pkey"),
    )
    op.create_table(
        "official_news_texts",
        sa.Column("app_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("media_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("place", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("html", sa.Text(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("app_id", "media_id", "place", name="official_news_texts_pkey"),
    )
    op.create_table(
        "official_reply_rules",
        sa.Column("app_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("keywords", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("replies", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("picks_one", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("created_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("app_id", "id", name="official_reply_rules_pkey"),
    )
    op.create_table(
        "official_scene_visits",
        sa.Column("app_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("scene", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("scans", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("scanned_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("followed_at", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("wrote_at", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("paid_at", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.PrimaryKeyConstraint("app_id", "scene", "person_id", name="official_scene_visits_pkey"),
    )
    with op.batch_alter_table("official_scene_visits", schema=None) as batch_op:
        batch_op.create_index("official_scene_visits_app_id_person_id_idx", ["app_id", "person_id"], unique=False)

    op.create_table(
        "official_send_marks",
        sa.Column("app_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("client_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("sent_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("app_id", "person_id", "client_id", name="official_send_marks_pkey"),
    )
    with op.batch_alter_table("official_send_marks", schema=None) as batch_op:
        batch_op.create_index("official_send_marks_app_id_sent_at_idx", ["app_id", "sent_at"], unique=False)

    op.create_table(
        "official_short_keys",
        sa.Column("app_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("key", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("text", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("created_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("expires_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("app_id", "key", name="official_short_keys_pkey"),
    )
    with op.batch_alter_table("official_short_keys", schema=None) as batch_op:
        batch_op.create_index("official_short_keys_app_id_expires_at_idx", ["app_id", "expires_at"], unique=False)

    op.create_table(
        "official_standings",
        sa.Column("app_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("paused_at", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("paused_until", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("paused_by", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("note", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("counted_from", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.PrimaryKeyConstraint("app_id", name="official_standings_pkey"),
    )
    op.create_table(
        "official_templates",
        sa.Column("app_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("title", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("content", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("example", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("industry", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("source", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("scene", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("is_long_term", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("is_strict", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("created_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("app_id", "id", name="official_templates_pkey"),
    )
    with op.batch_alter_table("official_templates", schema=None) as batch_op:
        batch_op.create_index("official_templates_app_id_kind_number_idx", ["app_id", "kind", "number"], unique=False)

    op.create_table(
        "official_ticket_issues",
        sa.Column("app_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("issued_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("previous_issued_at", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.PrimaryKeyConstraint("app_id", "kind", name="official_ticket_issues_pkey"),
    )
    op.create_table(
        "official_verifications",
        sa.Column("app_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("state", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("fee_fen", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("paid_by", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("asked_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("decided_at", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("expires_at", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("reason", sa.Text(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("app_id", "id", name="official_verifications_pkey"),
    )
    with op.batch_alter_table("official_verifications", schema=None) as batch_op:
        batch_op.create_index("official_verifications_state_asked_at_idx", ["state", "asked_at"], unique=False)

    op.create_table(
        "official_voucher_kinds",
        sa.Column("app_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("type", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("state", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("content", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("quantity", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("total", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("created_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("updated_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("app_id", "id", name="official_voucher_kinds_pkey"),
    )
    with op.batch_alter_table("official_voucher_kinds", schema=None) as batch_op:
        batch_op.create_index("official_voucher_kinds_app_id_number_idx", ["app_id", "number"], unique=False)
        batch_op.create_index("official_voucher_kinds_app_id_state_idx", ["app_id", "state"], unique=False)

    op.create_table(
        "official_voucher_offers",
        sa.Column("code", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("app_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("content", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("is_once", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("expires_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("created_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("taken_at", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.PrimaryKeyConstraint("code", name="official_voucher_offers_pkey"),
    )
    op.create_table(
        "official_vouchers",
        sa.Column("app_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("card_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("code", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("state", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("is_custom", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("outer_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("outer_str", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("taken_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("used_at", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.PrimaryKeyConstraint("app_id", "card_id", "code", name="official_vouchers_pkey"),
    )
    with op.batch_alter_table("official_vouchers", schema=None) as batch_op:
        batch_op.create_index("official_vouchers_app_id_code_idx", ["app_id", "code"], unique=False)
        batch_op.create_index(
            "official_vouchers_app_id_person_id_card_id_idx", ["app_id", "person_id", "card_id"], unique=False
        )
        batch_op.create_index("official_vouchers_person_id_taken_at_idx", ["person_id", "taken_at"], unique=False)
    broadcast_logs.fill(op.execute)
