"""The lane opens."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "apps_apps",
        sa.Column("app_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("original_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("name_folded", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("intro", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("colour", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("avatar", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("owner_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("verified", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("link_code", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("secret_hash", sa.LargeBinary(), autoincrement=False, nullable=False),
        sa.Column("secret_frozen", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("ip_list", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("grants", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("created_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("app_id", name="apps_apps_pkey"),
        sa.UniqueConstraint("link_code", name="apps_apps_link_code_key"),
        sa.UniqueConstraint("name_folded", name="apps_apps_name_folded_key"),
        sa.UniqueConstraint("original_id", name="apps_apps_original_id_key"),
    )
    with op.batch_alter_table("apps_apps", schema=None) as batch_op:
        batch_op.create_index("apps_apps_owner_id_idx", ["owner_id"], unique=False)

    op.create_table(
        "apps_callbacks",
        sa.Column("app_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("url", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("token", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("aes_key", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("previous_aes_key", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("mode", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("verified_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("failing_since", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.PrimaryKeyConstraint("app_id", name="apps_callbacks_pkey"),
    )
    op.create_table(
        "apps_owners",
        sa.Column("owner_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("licence_number", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("identity_number", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("created_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("owner_id", name="apps_owners_pkey"),
    )
    with op.batch_alter_table("apps_owners", schema=None) as batch_op:
        batch_op.create_index("apps_owners_person_id_idx", ["person_id"], unique=False)

    op.create_table(
        "apps_quota_clears",
        sa.Column("app_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("month", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("count", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("app_id", "month", name="apps_quota_clears_pkey"),
    )
    op.create_table(
        "apps_quota_counts",
        sa.Column("app_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("day", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("path", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("used", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("app_id", "day", "path", name="apps_quota_counts_pkey"),
    )
    op.create_table(
        "apps_switches",
        sa.Column("rule", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("state", sa.Text(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("rule", name="apps_switches_pkey"),
    )
    op.create_table(
        "apps_temporary_media",
        sa.Column("app_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("media_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("digest", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("size_bytes", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("content_type", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("filename", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("width", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("height", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("duration_seconds", sa.Double(), autoincrement=False, nullable=True),
        sa.Column("created_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("expires_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("app_id", "media_id", name="apps_temporary_media_pkey"),
    )
    with op.batch_alter_table("apps_temporary_media", schema=None) as batch_op:
        batch_op.create_index("apps_temporary_media_app_id_expires_at_idx", ["app_id", "expires_at"], unique=False)

    op.create_table(
        "apps_token_tracks",
        sa.Column("app_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("track", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("generation", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("issued_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("expires_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("nonce", sa.LargeBinary(), autoincrement=False, nullable=False),
        sa.Column("previous_until", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("forced_at", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("forced_day", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("forced_count", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("app_id", "track", name="apps_token_tracks_pkey"),
    )
    op.create_table(
        "chat_audience_lists",
        sa.Column("conversation_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("people", sa.LargeBinary(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("conversation_id", "seq", name="chat_audience_lists_pkey"),
    )
    op.create_table(
        "chat_conversations",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("key", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("app_id", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("head_seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("head_ordinal", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("created_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("last_entry_at", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.PrimaryKeyConstraint("id", name="chat_conversations_pkey"),
        sa.UniqueConstraint("key", name="chat_conversations_key_key"),
    )
    with op.batch_alter_table("chat_conversations", schema=None) as batch_op:
        batch_op.create_index("chat_conversations_app_id_last_entry_at_idx", ["app_id", "last_entry_at"], unique=False)

    op.create_table(
        "chat_entries",
        sa.Column("conversation_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("ordinal", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("sender", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("client_id", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("body", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("concerns_seq", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("audience", sa.Text(), autoincrement=False, nullable=True),
        sa.PrimaryKeyConstraint("conversation_id", "seq", name="chat_entries_pkey"),
        sa.UniqueConstraint(
            "conversation_id", "sender", "client_id", name="chat_entries_conversation_id_sender_client_id_key"
        ),
    )
    with op.batch_alter_table("chat_entries", schema=None) as batch_op:
        batch_op.create_index(
            "chat_entries_conversation_id_concerns_seq_idx", ["conversation_id", "concerns_seq"], unique=False
        )

    op.create_table(
        "chat_labels",
        sa.Column("conversation_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("label", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("from_seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("to_seq", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.PrimaryKeyConstraint("conversation_id", "label", "person_id", "from_seq", name="chat_labels_pkey"),
    )
    with op.batch_alter_table("chat_labels", schema=None) as batch_op:
        batch_op.create_index(
            "chat_labels_conversation_id_person_id_idx", ["conversation_id", "person_id"], unique=False
        )

    op.create_table(
        "chat_members",
        sa.Column("conversation_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("from_seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("to_seq", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.PrimaryKeyConstraint("conversation_id", "person_id", "from_seq", name="chat_members_pkey"),
    )
    op.create_table(
        "chat_memberships",
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("conversation_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("from_seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("to_seq", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("to_ordinal", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("cleared_to", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("read_seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("read_ordinal", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("may_write", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("hidden", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("muted", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("pinned", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("draft", sa.Text(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("person_id", "conversation_id", "from_seq", name="chat_memberships_pkey"),
    )
    op.create_table(
        "chat_person_heads",
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("person_id", name="chat_person_heads_pkey"),
    )
    op.create_table(
        "chat_personal_notes",
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("slot", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("conversation_id", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("value", sa.Text(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("person_id", "slot", name="chat_personal_notes_pkey"),
    )
    with op.batch_alter_table("chat_personal_notes", schema=None) as batch_op:
        batch_op.create_index("chat_personal_notes_person_id_seq_idx", ["person_id", "seq"], unique=False)

    op.create_table(
        "chat_removals",
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("conversation_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("person_id", "conversation_id", "seq", name="chat_removals_pkey"),
    )
    op.create_table(
        "chat_uploads",
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("digest", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("content_type", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("size_bytes", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("width", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("height", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("seconds", sa.Double(), autoincrement=False, nullable=True),
        sa.Column("expires_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("person_id", "id", name="chat_uploads_pkey"),
    )
    with op.batch_alter_table("chat_uploads", schema=None) as batch_op:
        batch_op.create_index("chat_uploads_expires_at_idx", ["expires_at"], unique=False)

    op.create_table(
        "dialog_threads",
        sa.Column("app_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("conversation_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("state", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("handed_seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("last_message_at", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("typing_until", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("windows", sa.Text(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("app_id", "person_id", name="dialog_threads_pkey"),
        sa.UniqueConstraint("conversation_id", name="dialog_threads_conversation_id_key"),
    )
    op.create_table(
        "kernel_audit",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("actor", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("action", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("subject", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("detail", sa.Text(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("id", name="kernel_audit_pkey"),
    )
    with op.batch_alter_table("kernel_audit", schema=None) as batch_op:
        batch_op.create_index("kernel_audit_subject_id_idx", ["subject", "id"], unique=False)

    op.create_table(
        "kernel_clock",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("offset_ms", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("held_at", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.PrimaryKeyConstraint("id", name="kernel_clock_pkey"),
    )
    op.create_table(
        "kernel_counts",
        sa.Column("kind", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("value", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("kind", name="kernel_counts_pkey"),
    )
    op.create_table(
        "kernel_instances",
        sa.Column("id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("mode", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("seed", sa.Text(), autoincrement=False, nullable=True),
        sa.PrimaryKeyConstraint("id", name="kernel_instances_pkey"),
    )
    op.create_table(
        "kernel_jobs",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("payload", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("due_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("serial_key", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("name", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("state", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("attempts", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("lease_until", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("leased_by", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("error", sa.Text(), autoincrement=False, nullable=True),
        sa.PrimaryKeyConstraint("id", name="kernel_jobs_pkey"),
        sa.UniqueConstraint("name", name="kernel_jobs_name_key"),
    )
    with op.batch_alter_table("kernel_jobs", schema=None) as batch_op:
        batch_op.create_index("kernel_jobs_serial_key_due_at_id_idx", ["serial_key", "due_at", "id"], unique=False)
        batch_op.create_index("kernel_jobs_state_due_at_id_idx", ["state", "due_at", "id"], unique=False)

    op.create_table(
        "official_followers",
        sa.Column("app_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("is_following", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("followed_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("how", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("scene", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("scene_is_number", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("remark", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("is_blocked", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("language", sa.Text(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("app_id", "person_id", name="official_followers_pkey"),
    )
    with op.batch_alter_table("official_followers", schema=None) as batch_op:
        batch_op.create_index(
            "official_followers_app_id_followed_at_person_id_idx", ["app_id", "followed_at", "person_id"], unique=False
        )
        batch_op.create_index(
            "official_followers_person_id_is_following_idx", ["person_id", "is_following"], unique=False
        )

    op.create_table(
        "official_menus",
        sa.Column("app_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("buttons", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("changed_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("app_id", name="official_menus_pkey"),
    )
    op.create_table(
        "official_qrcode_addresses",
        sa.Column("word", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("app_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("word", name="official_qrcode_addresses_pkey"),
    )
    op.create_table(
        "official_qrcodes",
        sa.Column("app_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("ticket", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("code", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("scene", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("scene_is_number", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("expires_at", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("created_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("permanent_scene", sa.Text(), autoincrement=False, nullable=True),
        sa.PrimaryKeyConstraint("app_id", "id", name="official_qrcodes_pkey"),
        sa.UniqueConstraint("app_id", "permanent_scene", name="official_qrcodes_app_id_permanent_scene_key"),
    )
    op.create_table(
        "operate_operators",
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("since", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("inviter_id", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.PrimaryKeyConstraint("person_id", name="operate_operators_pkey"),
    )
    op.create_table(
        "people_attempts",
        sa.Column("key", sa.LargeBinary(), autoincrement=False, nullable=False),
        sa.Column("count", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("ends_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("key", name="people_attempts_pkey"),
    )
    with op.batch_alter_table("people_attempts", schema=None) as batch_op:
        batch_op.create_index("people_attempts_ends_at_idx", ["ends_at"], unique=False)

    op.create_table(
        "people_avatars",
        sa.Column("digest", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("kept_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("digest", name="people_avatars_pkey"),
    )
    op.create_table(
        "people_invitations",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("code_hash", sa.LargeBinary(), autoincrement=False, nullable=False),
        sa.Column("role", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("note", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("inviter_id", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("created_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("expires_at", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("used_by", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("used_at", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("revoked_at", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.PrimaryKeyConstraint("id", name="people_invitations_pkey"),
        sa.UniqueConstraint("code_hash", name="people_invitations_code_hash_key"),
    )
    op.create_table(
        "people_persons",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("name_key", sa.LargeBinary(), autoincrement=False, nullable=False),
        sa.Column("avatar", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("link_code", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("language", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("email", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("password_hash", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("is_simulated", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("generation", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("suspended_at", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("created_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.CheckConstraint("(email IS NULL) = (password_hash IS NULL)", name="people_persons_check_1"),
        sa.CheckConstraint("generation >= 1", name="people_persons_check_0"),
        sa.PrimaryKeyConstraint("id", name="people_persons_pkey"),
        sa.UniqueConstraint("email", name="people_persons_email_key"),
        sa.UniqueConstraint("link_code", name="people_persons_link_code_key"),
    )
    with op.batch_alter_table("people_persons", schema=None) as batch_op:
        batch_op.create_index("people_persons_name_key_id_idx", ["name_key", "id"], unique=False)

    op.create_table(
        "people_sessions",
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("secret_hash", sa.LargeBinary(), autoincrement=False, nullable=False),
        sa.Column("generation", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("device", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("created_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("last_seen_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("expires_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("person_id", "id", name="people_sessions_pkey"),
    )
    with op.batch_alter_table("people_sessions", schema=None) as batch_op:
        batch_op.create_index("people_sessions_expires_at_idx", ["expires_at"], unique=False)

    op.create_table(
        "people_sign_in_links",
        sa.Column("token_hash", sa.LargeBinary(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("path", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("expires_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("token_hash", name="people_sign_in_links_pkey"),
    )
    with op.batch_alter_table("people_sign_in_links", schema=None) as batch_op:
        batch_op.create_index("people_sign_in_links_expires_at_idx", ["expires_at"], unique=False)

    op.create_table(
        "wire_call_pages",
        sa.Column("last_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("first_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("count", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("calls", sa.LargeBinary(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("last_id", name="wire_call_pages_pkey"),
    )
    op.create_table(
        "wire_missing_endpoints",
        sa.Column("host", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("path", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("method", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("count", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("last_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("host", "path", "method", name="wire_missing_endpoints_pkey"),
    )
