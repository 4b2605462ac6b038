"""Money."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "official_taggings",
        sa.Column("app_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("tag_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("app_id", "tag_id", "person_id", name="official_taggings_pkey"),
    )
    op.create_table(
        "official_tags",
        sa.Column("app_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("created_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("deleted_at", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.PrimaryKeyConstraint("app_id", "id", name="official_tags_pkey"),
    )
    op.create_table(
        "pay_accounts",
        sa.Column("owner", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("purpose", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("balance_fen", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("held_fen", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("floor_fen", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("is_frozen", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("opened_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.CheckConstraint("floor_fen IS NULL OR balance_fen - held_fen >= floor_fen", name="pay_accounts_check_1"),
        sa.CheckConstraint("held_fen >= 0", name="pay_accounts_check_0"),
        sa.PrimaryKeyConstraint("owner", "purpose", name="pay_accounts_pkey"),
    )
    with op.batch_alter_table("pay_accounts", schema=None) as batch_op:
        batch_op.create_index("pay_accounts_purpose_owner_idx", ["purpose", "owner"], unique=False)

    op.create_table(
        "pay_bank_cards",
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("bank", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("tail", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("limit_fen", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("bound_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("unbound_at", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.CheckConstraint("(kind = 'credit') = (limit_fen IS NOT NULL)", name="pay_bank_cards_check_1"),
        sa.CheckConstraint("kind IN ('debit', 'credit')", name="pay_bank_cards_check_0"),
        sa.PrimaryKeyConstraint("person_id", "id", name="pay_bank_cards_pkey"),
    )
    op.create_table(
        "pay_bank_payments",
        sa.Column("mchid", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("trade_no", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("payment_no", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("bank_number", sa.LargeBinary(), autoincrement=False, nullable=False),
        sa.Column("real_name", sa.LargeBinary(), autoincrement=False, nullable=False),
        sa.Column("bank_code", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("amount_fen", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("fee_fen", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("description", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("status", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("reason", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("fingerprint", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("created_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("settled_at", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.CheckConstraint("amount_fen > 0", name="pay_bank_payments_check_0"),
        sa.CheckConstraint("fee_fen >= 0", name="pay_bank_payments_check_1"),
        sa.PrimaryKeyConstraint("mchid", "trade_no", name="pay_bank_payments_pkey"),
    )
    op.create_table(
        "pay_batch_details",
        sa.Column("mchid", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("batch_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("out_detail_no", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("detail_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("place", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("openid", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("real_name", sa.LargeBinary(), autoincrement=False, nullable=True),
        sa.Column("amount_fen", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("remark", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("status", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("fail_reason", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("created_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("updated_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.CheckConstraint("amount_fen > 0", name="pay_batch_details_check_0"),
        sa.PrimaryKeyConstraint("mchid", "batch_id", "out_detail_no", name="pay_batch_details_pkey"),
        sa.UniqueConstraint("mchid", "batch_id", "detail_id", name="pay_batch_details_mchid_batch_id_detail_id_key"),
        sa.UniqueConstraint("mchid", "batch_id", "place", name="pay_batch_details_mchid_batch_id_place_key"),
    )
    op.create_table(
        "pay_batches",
        sa.Column("mchid", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("out_batch_no", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("batch_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("app_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("remark", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("scene_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("notify_url", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("planned", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("status", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("total_fen", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("total_number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("success_fen", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("success_number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("fail_fen", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("fail_number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("fingerprint", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("created_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("updated_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.CheckConstraint("success_fen + fail_fen <= total_fen", name="pay_batches_check_0"),
        sa.PrimaryKeyConstraint("mchid", "out_batch_no", name="pay_batches_pkey"),
        sa.UniqueConstraint("mchid", "batch_id", name="pay_batches_mchid_batch_id_key"),
    )
    op.create_table(
        "pay_bills_to_people",
        sa.Column("mchid", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("out_bill_no", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("bill_no", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("app_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("openid", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("payout_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("real_name", sa.LargeBinary(), autoincrement=False, nullable=True),
        sa.Column("amount_fen", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("remark", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("notify_url", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("perception", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("scene_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("report_infos", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("style", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("state", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("fail_reason", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("fingerprint", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("created_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("updated_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("expires_at", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.CheckConstraint("amount_fen > 0", name="pay_bills_to_people_check_0"),
        sa.PrimaryKeyConstraint("mchid", "out_bill_no", name="pay_bills_to_people_pkey"),
        sa.UniqueConstraint("mchid", "bill_no", name="pay_bills_to_people_mchid_bill_no_key"),
    )
    op.create_table(
        "pay_busi_codes",
        sa.Column("mchid", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("stock_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("code", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("is_given", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("mchid", "stock_id", "code", name="pay_busi_codes_pkey"),
    )
    with op.batch_alter_table("pay_busi_codes", schema=None) as batch_op:
        batch_op.create_index(
            "pay_busi_codes_mchid_stock_id_is_given_idx", ["mchid", "stock_id", "is_given"], unique=False
        )

    op.create_table(
        "pay_busi_coupons",
        sa.Column("mchid", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("code", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("stock_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("belongs_to", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("app_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("openid", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("state", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("sender_mchid", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("send_request_no", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("received_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("valid_from", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("valid_until", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("use_request_no", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("used_at", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("returned_at", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("deactivated_at", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("out_trade_no", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("is_sold", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("refunds_unused", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("mchid", "code", name="pay_busi_coupons_pkey"),
    )
    with op.batch_alter_table("pay_busi_coupons", schema=None) as batch_op:
        batch_op.create_index("pay_busi_coupons_belongs_to_code_idx", ["belongs_to", "code"], unique=False)
        batch_op.create_index("pay_busi_coupons_person_id_received_at_idx", ["person_id", "received_at"], unique=False)
        batch_op.create_index("pay_busi_coupons_person_id_stock_id_idx", ["person_id", "stock_id"], unique=False)

    op.create_table(
        "pay_busi_stocks",
        sa.Column("mchid", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("stock_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("belongs_to", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("goods_name", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("begins_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("ends_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("code_mode", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("max_coupons", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("max_by_day", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("max_per_person", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("details", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("state", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("sent", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("sent_fen", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("codes", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("codes_left", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("created_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("mchid", "stock_id", name="pay_busi_stocks_pkey"),
    )
    with op.batch_alter_table("pay_busi_stocks", schema=None) as batch_op:
        batch_op.create_index("pay_busi_stocks_belongs_to_stock_id_idx", ["belongs_to", "stock_id"], unique=False)

    op.create_table(
        "pay_card_requests",
        sa.Column("mchid", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("content", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("subject", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("answer", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("mchid", "kind", "number", name="pay_card_requests_pkey"),
    )
    op.create_table(
        "pay_card_stock_days",
        sa.Column("mchid", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("stock_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("day", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("coupons", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("amount_fen", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("mchid", "stock_id", "day", name="pay_card_stock_days_pkey"),
    )
    op.create_table(
        "pay_code_payers",
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("activated_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("person_id", name="pay_code_payers_pkey"),
    )
    op.create_table(
        "pay_combines",
        sa.Column("mchid", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("out_trade_no", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("app_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("trade_type", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("notify_url", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("total_fen", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("orders", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("fingerprint", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("wanted_person_id", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("time_expire", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("scene", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("device_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("limit_pay", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("created_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("mchid", "out_trade_no", name="pay_combines_pkey"),
    )
    op.create_table(
        "pay_complaint_entries",
        sa.Column("mchid", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("complaint_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("by", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("text", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("images", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("mchid", "complaint_id", "id", name="pay_complaint_entries_pkey"),
    )
    op.create_table(
        "pay_complaints",
        sa.Column("mchid", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("complaint_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("placer_mchid", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("transaction_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("out_trade_no", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("app_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("amount_fen", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("reason", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("text", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("images", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("state", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("is_answered", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("has_news", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("times", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("decisions", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("created_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("ended_at", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.PrimaryKeyConstraint("mchid", "complaint_id", name="pay_complaints_pkey"),
        sa.UniqueConstraint("complaint_id", name="pay_complaints_complaint_id_key"),
        sa.UniqueConstraint("transaction_id", name="pay_complaints_transaction_id_key"),
    )
    with op.batch_alter_table("pay_complaints", schema=None) as batch_op:
        batch_op.create_index("pay_complaints_mchid_created_at_idx", ["mchid", "created_at"], unique=False)
        batch_op.create_index("pay_complaints_person_id_created_at_idx", ["person_id", "created_at"], unique=False)
        batch_op.create_index(
            "pay_complaints_placer_mchid_created_at_idx", ["placer_mchid", "created_at"], unique=False
        )
        batch_op.create_index("pay_complaints_state_created_at_idx", ["state", "created_at"], unique=False)

    op.create_table(
        "pay_desk_requests",
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("amount_fen", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("fee_fen", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("free_fen", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("note", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("request_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("state", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("approved_by", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("ended_by", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("reason", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("created_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("approved_at", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("ended_at", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.CheckConstraint("state IN ('waiting', 'approved', 'done', 'refused')", name="pay_desk_requests_check_2"),
        sa.CheckConstraint("amount_fen > 0", name="pay_desk_requests_check_0"),
        sa.CheckConstraint("fee_fen >= 0", name="pay_desk_requests_check_1"),
        sa.PrimaryKeyConstraint("person_id", "id", name="pay_desk_requests_pkey"),
        sa.UniqueConstraint("id", name="pay_desk_requests_id_key"),
        sa.UniqueConstraint("person_id", "request_id", name="pay_desk_requests_person_id_request_id_key"),
    )
    with op.batch_alter_table("pay_desk_requests", schema=None) as batch_op:
        batch_op.create_index("pay_desk_requests_state_created_at_id_idx", ["state", "created_at", "id"], unique=False)

    op.create_table(
        "pay_family_cards",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("giver_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("holder_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("relation", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("conversation_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("seqs", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("per_payment_fen", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("per_month_fen", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("categories_blocked", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("request_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("state", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("offered_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("accept_by", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("accepted_at", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("ended_at", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.CheckConstraint(
            "state IN ('offered', 'active', 'paused', 'ended', 'lapsed')", name="pay_family_cards_check_1"
        ),
        sa.CheckConstraint("per_month_fen > 0", name="pay_family_cards_check_0"),
        sa.PrimaryKeyConstraint("id", name="pay_family_cards_pkey"),
        sa.UniqueConstraint("giver_id", "request_id", name="pay_family_cards_giver_id_request_id_key"),
    )
    with op.batch_alter_table("pay_family_cards", schema=None) as batch_op:
        batch_op.create_index("pay_family_cards_giver_id_state_idx", ["giver_id", "state"], unique=False)
        batch_op.create_index("pay_family_cards_holder_id_state_idx", ["holder_id", "state"], unique=False)

    op.create_table(
        "pay_family_charges",
        sa.Column("number", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("card_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("holder_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pay_family_charges_pkey"),
    )
    op.create_table(
        "pay_family_uses",
        sa.Column("card_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("month", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("amount_fen", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("refunded_fen", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("mchid", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("category", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.CheckConstraint("amount_fen > 0", name="pay_family_uses_check_0"),
        sa.CheckConstraint("refunded_fen <= amount_fen", name="pay_family_uses_check_2"),
        sa.CheckConstraint("refunded_fen >= 0", name="pay_family_uses_check_1"),
        sa.PrimaryKeyConstraint("card_id", "number", name="pay_family_uses_pkey"),
    )
    with op.batch_alter_table("pay_family_uses", schema=None) as batch_op:
        batch_op.create_index("pay_family_uses_card_id_at_idx", ["card_id", "at"], unique=False)
        batch_op.create_index("pay_family_uses_card_id_month_idx", ["card_id", "month"], unique=False)

    op.create_table(
        "pay_favor_coupons",
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("coupon_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("mchid", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("stock_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("sender_mchid", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("app_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("coupon_fen", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("minimum_fen", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("state", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("received_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("valid_from", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("valid_until", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("used_at", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("used_mchid", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("transaction_id", sa.Text(), autoincrement=False, nullable=True),
        sa.PrimaryKeyConstraint("person_id", "coupon_id", name="pay_favor_coupons_pkey"),
    )
    with op.batch_alter_table("pay_favor_coupons", schema=None) as batch_op:
        batch_op.create_index(
            "pay_favor_coupons_person_id_state_valid_until_idx", ["person_id", "state", "valid_until"], unique=False
        )
        batch_op.create_index("pay_favor_coupons_person_id_stock_id_idx", ["person_id", "stock_id"], unique=False)

    op.create_table(
        "pay_favor_stocks",
        sa.Column("mchid", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("stock_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("belongs_to", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("begins_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("ends_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("no_cash", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("max_coupons", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("max_fen", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("max_fen_by_day", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("max_per_person", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("coupon_fen", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("minimum_fen", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("merchants", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("items", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("goods_tags", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("combines", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("description", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("details", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("state", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("sent", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("used", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("created_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("started_at", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("stopped_at", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.PrimaryKeyConstraint("mchid", "stock_id", name="pay_favor_stocks_pkey"),
    )
    with op.batch_alter_table("pay_favor_stocks", schema=None) as batch_op:
        batch_op.create_index("pay_favor_stocks_mchid_created_at_idx", ["mchid", "created_at"], unique=False)

    op.create_table(
        "pay_favor_uses",
        sa.Column("mchid", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("stock_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("coupon_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("app_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("transaction_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("refund_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("used_mchid", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("amount_fen", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("total_fen", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("mchid", "stock_id", "id", name="pay_favor_uses_pkey"),
    )
    op.create_table(
        "pay_friend_transfers",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("from_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("to_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("way", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("conversation_id", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("seqs", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("amount_fen", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("memo", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("delay_hours", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("means_kind", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("means_id", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("request_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("state", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("sent_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("expires_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("answered_at", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("arrives_at", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("has_arrived", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("reminded_at", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.CheckConstraint(
            "state IN ('pending', 'accepted', 'returned', 'expired')", name="pay_friend_transfers_check_1"
        ),
        sa.CheckConstraint("amount_fen > 0", name="pay_friend_transfers_check_0"),
        sa.PrimaryKeyConstraint("id", name="pay_friend_transfers_pkey"),
        sa.UniqueConstraint("from_id", "request_id", name="pay_friend_transfers_from_id_request_id_key"),
    )
    with op.batch_alter_table("pay_friend_transfers", schema=None) as batch_op:
        batch_op.create_index("pay_friend_transfers_from_id_sent_at_idx", ["from_id", "sent_at"], unique=False)
        batch_op.create_index("pay_friend_transfers_to_id_state_idx", ["to_id", "state"], unique=False)

    op.create_table(
        "pay_holds",
        sa.Column("number", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("owner", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("purpose", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("amount_fen", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("subject", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("state", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("expires_at", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("transfer_number", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("opened_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.CheckConstraint("state IN ('open', 'posted', 'voided', 'expired')", name="pay_holds_check_1"),
        sa.CheckConstraint("amount_fen > 0", name="pay_holds_check_0"),
        sa.PrimaryKeyConstraint("number", name="pay_holds_pkey"),
    )
    with op.batch_alter_table("pay_holds", schema=None) as batch_op:
        batch_op.create_index("pay_holds_owner_purpose_state_idx", ["owner", "purpose", "state"], unique=False)

    op.create_table(
        "pay_merchant_apps",
        sa.Column("mchid", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("app_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("bound_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("mchid", "app_id", name="pay_merchant_apps_pkey"),
    )
    with op.batch_alter_table("pay_merchant_apps", schema=None) as batch_op:
        batch_op.create_index("pay_merchant_apps_app_id_idx", ["app_id"], unique=False)

    op.create_table(
        "pay_merchant_callbacks",
        sa.Column("mchid", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("url", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("is_on", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("changed_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("mchid", "kind", name="pay_merchant_callbacks_pkey"),
    )
    op.create_table(
        "pay_merchant_certificates",
        sa.Column("mchid", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("serial", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("pem", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("state", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("not_before", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("not_after", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("mchid", "serial", name="pay_merchant_certificates_pkey"),
    )
    op.create_table(
        "pay_merchant_media",
        sa.Column("mchid", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("media_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("digest", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("filename", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("content_type", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("size_bytes", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("created_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("mchid", "media_id", name="pay_merchant_media_pkey"),
    )
    op.create_table(
        "pay_merchant_packet_shares",
        sa.Column("mchid", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("billno", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("openid", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("amount_fen", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("received_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.CheckConstraint("amount_fen > 0", name="pay_merchant_packet_shares_check_0"),
        sa.PrimaryKeyConstraint("mchid", "billno", "person_id", name="pay_merchant_packet_shares_pkey"),
    )
    op.create_table(
        "pay_merchant_packets",
        sa.Column("mchid", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("billno", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("list_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("app_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("is_group", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("sender_name", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("openid", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("payout_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("total_fen", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("total_number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("left_fen", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("left_number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("wishing", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("activity", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("remark", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("scene_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("status", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("reason", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("fingerprint", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("sent_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("expires_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("returned_at", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("returned_fen", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.CheckConstraint("left_fen <= total_fen", name="pay_merchant_packets_check_2"),
        sa.CheckConstraint("left_fen >= 0", name="pay_merchant_packets_check_0"),
        sa.CheckConstraint("left_number >= 0", name="pay_merchant_packets_check_1"),
        sa.PrimaryKeyConstraint("mchid", "billno", name="pay_merchant_packets_pkey"),
    )
    with op.batch_alter_table("pay_merchant_packets", schema=None) as batch_op:
        batch_op.create_index(
            "pay_merchant_packets_mchid_person_id_sent_at_idx", ["mchid", "person_id", "sent_at"], unique=False
        )

    op.create_table(
        "pay_merchants",
        sa.Column("mchid", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("owner_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("short_name", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("partner_mchid", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("api_v2_key", sa.LargeBinary(), autoincrement=False, nullable=True),
        sa.Column("api_v3_key", sa.LargeBinary(), autoincrement=False, nullable=True),
        sa.Column("public_key_id", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("mode", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("named", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("fee_bps", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("category", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("state", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("settles_to", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("created_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.CheckConstraint("fee_bps >= 0 AND fee_bps <= 10000", name="pay_merchants_check_0"),
        sa.PrimaryKeyConstraint("mchid", name="pay_merchants_pkey"),
    )
    with op.batch_alter_table("pay_merchants", schema=None) as batch_op:
        batch_op.create_index("pay_merchants_owner_id_idx", ["owner_id"], unique=False)
        batch_op.create_index("pay_merchants_partner_mchid_idx", ["partner_mchid"], unique=False)

    op.create_table(
        "pay_month_totals",
        sa.Column("owner", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("month", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("in_fen", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("out_fen", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.CheckConstraint("in_fen >= 0", name="pay_month_totals_check_0"),
        sa.CheckConstraint("out_fen >= 0", name="pay_month_totals_check_1"),
        sa.PrimaryKeyConstraint("owner", "month", name="pay_month_totals_pkey"),
    )
    op.create_table(
        "pay_notices",
        sa.Column("mchid", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("shape", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("url", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("event_type", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("subject", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("content", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("state", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("tries", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("created_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("next_at", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("ended_at", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("last_status", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("last_trouble", sa.Text(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("mchid", "id", name="pay_notices_pkey"),
    )
    with op.batch_alter_table("pay_notices", schema=None) as batch_op:
        batch_op.create_index("pay_notices_mchid_created_at_idx", ["mchid", "created_at"], unique=False)
        batch_op.create_index("pay_notices_mchid_subject_idx", ["mchid", "subject"], unique=False)

    op.create_table(
        "pay_orders",
        sa.Column("mchid", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("out_trade_no", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("transaction_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("sub_mchid", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("app_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("sub_app_id", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("trade_type", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("description", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("attach", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("notify_url", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("goods_tag", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("total_fen", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("currency", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("state", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("api", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("sign_type", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("fingerprint", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("wanted_person_id", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("names_sub_openid", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("time_expire", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("created_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("profit_sharing", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("limit_pay", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("detail", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("scene", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("device_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("combine_mchid", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("combine_out_trade_no", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("paid_at", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("closed_at", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("payer_person_id", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("payer_fen", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("settlement_fen", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("coupon_fen", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("promotion", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("bank_type", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("charge_number", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("request_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("fee_bps", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("fee_fen", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("refunds", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("refunded_fen", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("refunded_payer_fen", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("refunded_fee_fen", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.CheckConstraint("refunded_fen <= total_fen", name="pay_orders_check_1"),
        sa.CheckConstraint("refunded_payer_fen <= payer_fen", name="pay_orders_check_2"),
        sa.CheckConstraint("total_fen >= 1", name="pay_orders_check_0"),
        sa.PrimaryKeyConstraint("mchid", "out_trade_no", name="pay_orders_pkey"),
        sa.UniqueConstraint("transaction_id", name="pay_orders_transaction_id_key"),
    )
    with op.batch_alter_table("pay_orders", schema=None) as batch_op:
        batch_op.create_index(
            "pay_orders_combine_mchid_combine_out_trade_no_idx", ["combine_mchid", "combine_out_trade_no"], unique=False
        )
        batch_op.create_index("pay_orders_mchid_created_at_idx", ["mchid", "created_at"], unique=False)
        batch_op.create_index("pay_orders_mchid_paid_at_idx", ["mchid", "paid_at"], unique=False)
        batch_op.create_index("pay_orders_sub_mchid_created_at_idx", ["sub_mchid", "created_at"], unique=False)
        batch_op.create_index("pay_orders_sub_mchid_paid_at_idx", ["sub_mchid", "paid_at"], unique=False)
        batch_op.create_index(
            "pay_orders_wanted_person_id_state_created_at_idx",
            ["wanted_person_id", "state", "created_at"],
            unique=False,
        )

    op.create_table(
        "pay_packet_doors",
        sa.Column("conversation_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("payout_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("mchid", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("billno", sa.Text(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("conversation_id", "payout_id", name="pay_packet_doors_pkey"),
    )
    op.create_table(
        "pay_packet_shares",
        sa.Column("packet_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("place", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("amount_fen", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.CheckConstraint("amount_fen > 0", name="pay_packet_shares_check_0"),
        sa.PrimaryKeyConstraint("packet_id", "person_id", name="pay_packet_shares_pkey"),
        sa.UniqueConstraint("packet_id", "place", name="pay_packet_shares_packet_id_place_key"),
    )
    op.create_table(
        "pay_packets",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("from_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("conversation_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("seqs", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("total_fen", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("count", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("most_fen", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("to_id", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("greeting", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("cover", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("means_kind", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("means_id", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("request_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("state", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("opened", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("left_fen", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("best_id", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("returned_fen", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("sent_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("expires_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("ended_at", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.CheckConstraint("state IN ('open', 'taken', 'expired')", name="pay_packets_check_3"),
        sa.CheckConstraint("left_fen >= 0", name="pay_packets_check_0"),
        sa.CheckConstraint("opened <= count", name="pay_packets_check_1"),
        sa.CheckConstraint("total_fen >= count", name="pay_packets_check_2"),
        sa.PrimaryKeyConstraint("id", name="pay_packets_pkey"),
        sa.UniqueConstraint("from_id", "request_id", name="pay_packets_from_id_request_id_key"),
    )
    with op.batch_alter_table("pay_packets", schema=None) as batch_op:
        batch_op.create_index("pay_packets_from_id_sent_at_idx", ["from_id", "sent_at"], unique=False)

    op.create_table(
        "pay_payment_codes",
        sa.Column("code", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("created_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("expires_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("used_at", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.PrimaryKeyConstraint("code", name="pay_payment_codes_pkey"),
    )
    with op.batch_alter_table("pay_payment_codes", schema=None) as batch_op:
        batch_op.create_index("pay_payment_codes_person_id_created_at_idx", ["person_id", "created_at"], unique=False)

    op.create_table(
        "pay_payout_keys",
        sa.Column("mchid", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("private_pem", sa.LargeBinary(), autoincrement=False, nullable=False),
        sa.Column("public_pem", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("created_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("mchid", name="pay_payout_keys_pkey"),
    )
    op.create_table(
        "pay_payouts",
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("mchid", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("conversation_id", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("is_open", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("created_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("person_id", "id", name="pay_payouts_pkey"),
    )
    with op.batch_alter_table("pay_payouts", schema=None) as batch_op:
        batch_op.create_index("pay_payouts_person_id_is_open_id_idx", ["person_id", "is_open", "id"], unique=False)

    op.create_table(
        "pay_platform_keys",
        sa.Column("purpose", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("serial", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("private_key", sa.LargeBinary(), autoincrement=False, nullable=False),
        sa.Column("public_pem", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("certificate_pem", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("not_before", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("not_after", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("purpose", "number", name="pay_platform_keys_pkey"),
    )
    op.create_table(
        "pay_postings",
        sa.Column("owner", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("purpose", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("amount_fen", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("balance_fen", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("other_owner", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("other_purpose", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("subject", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("memo", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("is_quiet", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.CheckConstraint("amount_fen <> 0", name="pay_postings_check_0"),
        sa.PrimaryKeyConstraint("owner", "purpose", "id", name="pay_postings_pkey"),
    )
    with op.batch_alter_table("pay_postings", schema=None) as batch_op:
        batch_op.create_index("pay_postings_owner_is_quiet_at_id_idx", ["owner", "is_quiet", "at", "id"], unique=False)
        batch_op.create_index("pay_postings_owner_purpose_at_idx", ["owner", "purpose", "at"], unique=False)

    op.create_table(
        "pay_prepays",
        sa.Column("prepay_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("mchid", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("out_trade_no", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("is_combined", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("trade_type", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("app_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("link", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("created_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("expires_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("prepay_id", name="pay_prepays_pkey"),
        sa.UniqueConstraint("link", name="pay_prepays_link_key"),
    )
    with op.batch_alter_table("pay_prepays", schema=None) as batch_op:
        batch_op.create_index("pay_prepays_mchid_out_trade_no_idx", ["mchid", "out_trade_no"], unique=False)

    op.create_table(
        "pay_receive_codes",
        sa.Column("code", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("amount_fen", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("memo", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("made_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.CheckConstraint("amount_fen >= 0", name="pay_receive_codes_check_0"),
        sa.PrimaryKeyConstraint("code", name="pay_receive_codes_pkey"),
        sa.UniqueConstraint("person_id", "amount_fen", "memo", name="pay_receive_codes_person_id_amount_fen_memo_key"),
    )
    op.create_table(
        "pay_refunds",
        sa.Column("mchid", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("out_refund_no", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("refund_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("sub_mchid", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("out_trade_no", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("transaction_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("total_fen", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("amount_fen", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("payer_fen", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("settlement_fen", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("fee_fen", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("promotion", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("reason", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("notify_url", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("state", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("channel", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("account", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("funds_account", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("fingerprint", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("api", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("created_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("success_at", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("goods", sa.Text(), autoincrement=False, nullable=False),
        sa.CheckConstraint("amount_fen >= 1", name="pay_refunds_check_0"),
        sa.PrimaryKeyConstraint("mchid", "out_refund_no", name="pay_refunds_pkey"),
        sa.UniqueConstraint("refund_id", name="pay_refunds_refund_id_key"),
    )
    with op.batch_alter_table("pay_refunds", schema=None) as batch_op:
        batch_op.create_index("pay_refunds_mchid_created_at_idx", ["mchid", "created_at"], unique=False)
        batch_op.create_index(
            "pay_refunds_mchid_out_trade_no_created_at_idx", ["mchid", "out_trade_no", "created_at"], unique=False
        )
        batch_op.create_index("pay_refunds_sub_mchid_created_at_idx", ["sub_mchid", "created_at"], unique=False)

    op.create_table(
        "pay_rotations",
        sa.Column("mchid", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("listed_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("signs_from", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("mchid", "number", name="pay_rotations_pkey"),
    )
    op.create_table(
        "pay_sandbox_keys",
        sa.Column("mchid", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("key", sa.LargeBinary(), autoincrement=False, nullable=False),
        sa.Column("made_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("mchid", name="pay_sandbox_keys_pkey"),
    )
    op.create_table(
        "pay_sandbox_orders",
        sa.Column("mchid", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("out_trade_no", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("transaction_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("app_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("trade_type", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("openid", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("attach", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("amount_fen", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("state", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("out_refund_no", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("refund_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("placed_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.CheckConstraint("amount_fen > 0", name="pay_sandbox_orders_check_0"),
        sa.PrimaryKeyConstraint("mchid", "out_trade_no", name="pay_sandbox_orders_pkey"),
    )
    op.create_table(
        "pay_shared_payments",
        sa.Column("mchid", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("transaction_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("calls", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("returns", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("shared_fen", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("ended_at", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.PrimaryKeyConstraint("mchid", "transaction_id", name="pay_shared_payments_pkey"),
    )
    op.create_table(
        "pay_sharing_parts",
        sa.Column("mchid", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("out_order_no", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("place", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("detail_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("type", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("account", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("amount_fen", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("description", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("result", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("fail_reason", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("returned_fen", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("created_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("finished_at", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.CheckConstraint("returned_fen <= amount_fen", name="pay_sharing_parts_check_0"),
        sa.PrimaryKeyConstraint("mchid", "out_order_no", "place", name="pay_sharing_parts_pkey"),
    )
    op.create_table(
        "pay_sharing_receivers",
        sa.Column("mchid", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("type", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("account", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("app_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("relation", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("custom_relation", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("added_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("mchid", "type", "account", name="pay_sharing_receivers_pkey"),
    )
    op.create_table(
        "pay_sharing_returns",
        sa.Column("mchid", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("out_return_no", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("return_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("sub_mchid", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("out_order_no", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("order_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("transaction_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("return_mchid", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("amount_fen", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("description", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("result", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("content", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("created_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("finished_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("mchid", "out_return_no", name="pay_sharing_returns_pkey"),
    )
    with op.batch_alter_table("pay_sharing_returns", schema=None) as batch_op:
        batch_op.create_index("pay_sharing_returns_mchid_created_at_idx", ["mchid", "created_at"], unique=False)

    op.create_table(
        "pay_sharings",
        sa.Column("mchid", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("out_order_no", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("order_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("sub_mchid", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("transaction_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("state", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("ends", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("description", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("content", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("created_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("finished_at", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.PrimaryKeyConstraint("mchid", "out_order_no", name="pay_sharings_pkey"),
        sa.UniqueConstraint("order_id", name="pay_sharings_order_id_key"),
    )
    with op.batch_alter_table("pay_sharings", schema=None) as batch_op:
        batch_op.create_index("pay_sharings_mchid_created_at_idx", ["mchid", "created_at"], unique=False)
        batch_op.create_index("pay_sharings_mchid_transaction_id_idx", ["mchid", "transaction_id"], unique=False)

    op.create_table(
        "pay_short_links",
        sa.Column("word", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("mchid", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("long_url", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("expires_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("word", name="pay_short_links_pkey"),
    )
    op.create_table(
        "pay_split_shares",
        sa.Column("split_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("amount_fen", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("request_id", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("paid_at", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.CheckConstraint("amount_fen >= 0", name="pay_split_shares_check_0"),
        sa.PrimaryKeyConstraint("split_id", "person_id", name="pay_split_shares_pkey"),
    )
    op.create_table(
        "pay_splits",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("starter_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("conversation_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("seqs", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("mode", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("title", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("total_fen", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("asked_fen", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("asked", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("paid_fen", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("paid", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("request_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("content", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("state", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("started_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("ended_at", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("reminded_at", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.CheckConstraint("state IN ('open', 'done', 'closed')", name="pay_splits_check_2"),
        sa.CheckConstraint("paid <= asked", name="pay_splits_check_0"),
        sa.CheckConstraint("paid_fen <= asked_fen", name="pay_splits_check_1"),
        sa.PrimaryKeyConstraint("id", name="pay_splits_pkey"),
        sa.UniqueConstraint("starter_id", "request_id", name="pay_splits_starter_id_request_id_key"),
    )
    with op.batch_alter_table("pay_splits", schema=None) as batch_op:
        batch_op.create_index("pay_splits_starter_id_started_at_idx", ["starter_id", "started_at"], unique=False)

    op.create_table(
        "pay_transfers",
        sa.Column("number", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("debit_owner", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("debit_purpose", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("credit_owner", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("credit_purpose", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("amount_fen", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("subject", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("memo", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.CheckConstraint("amount_fen > 0", name="pay_transfers_check_0"),
        sa.CheckConstraint(
            "debit_owner <> credit_owner OR debit_purpose <> credit_purpose", name="pay_transfers_check_1"
        ),
        sa.PrimaryKeyConstraint("number", name="pay_transfers_pkey"),
    )
    op.create_table(
        "pay_unfolded",
        sa.Column("owner", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("purpose", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("amount_fen", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("owner", "purpose", "id", name="pay_unfolded_pkey"),
    )
    op.create_table(
        "pay_uploaded_images",
        sa.Column("id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("owner", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("purpose", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("digest", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("content_type", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pay_uploaded_images_pkey"),
    )
    with op.batch_alter_table("pay_uploaded_images", schema=None) as batch_op:
        batch_op.create_index("pay_uploaded_images_owner_at_idx", ["owner", "at"], unique=False)

    op.create_table(
        "pay_voucher_sales",
        sa.Column("mchid", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("goods_tag", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("stock_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("price_fen", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("refunds_unused", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("changed_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("mchid", "goods_tag", name="pay_voucher_sales_pkey"),
    )
    with op.batch_alter_table("pay_voucher_sales", schema=None) as batch_op:
        batch_op.create_index("pay_voucher_sales_mchid_stock_id_idx", ["mchid", "stock_id"], unique=False)

    op.create_table(
        "pay_wallet_payments",
        sa.Column("mchid", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("trade_no", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("payment_no", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("app_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("openid", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("real_name", sa.LargeBinary(), autoincrement=False, nullable=True),
        sa.Column("amount_fen", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("description", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("fingerprint", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("paid_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.CheckConstraint("amount_fen > 0", name="pay_wallet_payments_check_0"),
        sa.PrimaryKeyConstraint("mchid", "trade_no", name="pay_wallet_payments_pkey"),
    )
    op.create_table(
        "pay_wallets",
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("password_hash", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("wrong_tries", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("locked_until", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("is_frozen", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("is_verified", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("card_order", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("per_payment_fen", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("per_day_fen", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("no_password_fen", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("day", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("day_spent_fen", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("day_without_password", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("day_withdrawn_fen", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("year", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("year_spent_fen", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("ever_spent_fen", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("free_withdrawn_fen", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("opened_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.CheckConstraint("day_spent_fen >= 0", name="pay_wallets_check_1"),
        sa.CheckConstraint("ever_spent_fen >= 0", name="pay_wallets_check_3"),
        sa.CheckConstraint("wrong_tries >= 0", name="pay_wallets_check_0"),
        sa.CheckConstraint("year_spent_fen >= 0", name="pay_wallets_check_2"),
        sa.PrimaryKeyConstraint("person_id", name="pay_wallets_pkey"),
    )
    with op.batch_alter_table("official_followers", schema=None) as batch_op:
        batch_op.add_column(sa.Column("tag_ids", sa.Text(), autoincrement=False, nullable=False))
        batch_op.create_index(
            "official_followers_app_id_is_blocked_person_id_idx", ["app_id", "is_blocked", "person_id"], unique=False
        )
