/** What people were asked to pay, and whether they did. */
import { yuan } from "@hutong/ui/money";
import { Select } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { ExportButton } from "../shared/ExportButton";
import { allPages } from "../shared/exports";
import { Moment } from "../shared/Moment";
import { Paged } from "../shared/Paged";
import { SearchField } from "../shared/SearchField";
import { Empty } from "../shared/State";
import { Table } from "../shared/Table";
import { useSettled } from "../shared/useSettled";
import { Box, Page } from "../shell/Page";
import { useWords } from "../words";
import { OrderChip } from "./chips";
import { ordersBefore, useMchid, useOrders } from "./queries";
import type { Order, OrderState } from "./types";

const states: OrderState[] = ["NOTPAY", "USERPAYING", "SUCCESS", "REFUND", "CLOSED", "REVOKED", "PAYERROR"];

export default function Orders() {
  const { t } = useWords();
  const mchid = useMchid();
  const [sought, setSought] = useState("");
  const [state, setState] = useState("");
  const search = useSettled(sought.trim());
  const orders = useOrders(mchid, search, state);
  const hasSome = (orders.data?.pages[0]?.items.length ?? 0) > 0;
  const isNarrowed = search !== "" || state !== "";
  return (
    <Page
      title={t("nav.orders")}
      soft={
        <ExportButton
          name={`orders-${mchid}`}
          rows={() => exported(mchid, search, state)}
          disabled={!hasSome}
        />
      }
    >
      <Box flush>
        <div className="toolbar">
          <SearchField label={t("orders.search")} value={sought} onChange={setSought} />
          <Select
            aria-label={t("orders.state")}
            value={state}
            onChange={setState}
            options={[
              { value: "", label: t("orders.allStates") },
              ...states.map((one) => ({ value: one, label: t(`orderState.${one}`) })),
            ]}
          />
        </div>
        <Paged
          asked={orders}
          items={(page) => page.items}
          empty={
            isNarrowed ? (
              <Empty title={t("orders.noneFound")} />
            ) : (
              <Empty title={t("orders.empty")} text={t("orders.emptyText")} />
            )
          }
        >
          {(items) => <OrderTable mchid={mchid} orders={items} />}
        </Paged>
      </Box>
    </Page>
  );
}

function OrderTable({ mchid, orders }: { mchid: string; orders: Order[] }) {
  const { t } = useWords();
  return (
    <Table
      items={orders}
      keyOf={(order) => order.out_trade_no}
      columns={[
        {
          head: t("orders.what"),
          cell: (order) => (
            <>
              <Link className="strong-link el" to={`/merchants/${mchid}/orders/${encodeURIComponent(order.out_trade_no)}`}>
                {order.description || order.out_trade_no}
              </Link>
              <span className="mute"> · {t(`tradeType.${order.trade_type}`)}</span>
            </>
          ),
        },
        { head: t("orders.number"), cell: (order) => <code className="el">{order.out_trade_no}</code> },
        {
          head: t("orders.amount"),
          isNumber: true,
          cell: (order) => (
            <>
              {yuan(order.total_fen)}
              {order.refunded_fen > 0 && (
                <span className="mute"> {t("orders.refundedPart", { amount: yuan(order.refunded_fen) })}</span>
              )}
            </>
          ),
        },
        { head: t("orders.state"), cell: (order) => <OrderChip state={order.state} /> },
        { head: t("orders.payer"), cell: (order) => order.payer_name ?? <span className="mute">–</span> },
        { head: t("orders.made"), cell: (order) => <Moment at={order.created_at} /> },
      ]}
    />
  );
}

async function exported(mchid: string, search: string, state: string) {
  const pages = await allPages((before: string | null) => ordersBefore(mchid, search, state, before));
  return pages
    .flatMap((page) => page.items)
    .map((order) => ({
      out_trade_no: order.out_trade_no,
      transaction_id: order.transaction_id,
      description: order.description,
      trade_type: order.trade_type,
      state: order.state,
      total_fen: order.total_fen,
      payer_fen: order.payer_fen,
      refunded_fen: order.refunded_fen,
      payer: order.payer_name,
      created_at: order.created_at,
      paid_at: order.paid_at,
    }));
}
