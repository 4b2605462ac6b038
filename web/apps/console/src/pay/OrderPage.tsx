/** One order: what was asked, who paid, what was given back, and what the merchant's server was told. */
import { amountText, fenOf, typedAmount, yuan } from "@hutong/ui/money";
import { Button, Input, Modal } from "antd";
import { useMemo, useState } from "react";
import { Link, useParams } from "react-router";
import { UndoIcon } from "../icons";
import { Fact } from "../shared/Copy";
import { Field } from "../shared/Field";
import { Moment } from "../shared/Moment";
import { Answer } from "../shared/State";
import { Table } from "../shared/Table";
import { useAct } from "../shared/useAct";
import { useConfirm } from "../shared/useConfirm";
import { Box, Page } from "../shell/Page";
import { useWords } from "../words";
import { OrderChip, RefundChip } from "./chips";
import { NoticeRows } from "./Notices";
import { closeOrder, merchantKey, requestRefund, useMchid, useOrder } from "./queries";
import type { OrderDetail, Refund } from "./types";

export default function OrderPage() {
  const { t } = useWords();
  const mchid = useMchid();
  const { number = "" } = useParams();
  const order = useOrder(mchid, number);
  const [isRefunding, setRefunding] = useState(false);
  const left = order.data === undefined ? 0 : order.data.total_fen - order.data.refunded_fen;
  const isPaid = order.data?.state === "SUCCESS" || order.data?.state === "REFUND";
  return (
    <Page
      title={order.data?.description || number}
      chips={order.data && <OrderChip state={order.data.state} />}
      soft={order.data?.state === "NOTPAY" && <CloseButton mchid={mchid} number={number} />}
      door={
        isPaid && left > 0 ? (
          <Button type="primary" icon={<UndoIcon aria-hidden size={18} />} onClick={() => setRefunding(true)}>
            {t("orders.refund")}
          </Button>
        ) : undefined
      }
    >
      <Answer asked={order}>
        {(one) => (
          <div className="stack">
            <Facts order={one} />
            <Refunds refunds={one.refunds} />
            <Box title={t("nav.notices")} flush>
              <NoticeRows mchid={mchid} notices={one.notices} />
            </Box>
            {isRefunding && (
              <RefundDialog mchid={mchid} number={number} left={left} onClose={() => setRefunding(false)} />
            )}
          </div>
        )}
      </Answer>
    </Page>
  );
}

function CloseButton({ mchid, number }: { mchid: string; number: string }) {
  const { t } = useWords();
  const confirm = useConfirm();
  const close = useAct({
    run: () => closeOrder(mchid, number),
    refresh: [merchantKey(mchid, "orders")],
    done: t("orders.closed"),
  });
  const ask = () =>
    confirm({
      title: t("orders.closeTitle"),
      text: t("orders.closeText"),
      action: t("orders.close"),
      run: () => close.mutateAsync(),
    });
  return (
    <Button loading={close.isPending} onClick={ask}>
      {t("orders.close")}
    </Button>
  );
}

function Facts({ order }: { order: OrderDetail }) {
  const { t } = useWords();
  return (
    <Box>
      <dl className="facts">
        <Fact label={t("orders.amount")}>
          <b className="num">{yuan(order.total_fen)}</b>
          {order.payer_fen !== order.total_fen && (
            <span className="mute"> {t("orders.payerPaid", { amount: yuan(order.payer_fen) })}</span>
          )}
        </Fact>
        <Fact label={t("orders.number")} copy={order.out_trade_no}>
          <code className="el">{order.out_trade_no}</code>
        </Fact>
        {order.transaction_id !== null && (
          <Fact label={t("orders.transaction")} copy={order.transaction_id}>
            <code className="el">{order.transaction_id}</code>
          </Fact>
        )}
        <Fact label={t("orders.way")}>
          {t(`tradeType.${order.trade_type}`)} · API{order.api}
          {order.app !== null && (
            <>
              {" · "}
              <Link to={`/apps/${order.app.app_id}`}>{order.app.name}</Link>
            </>
          )}
        </Fact>
        <Fact label={t("orders.payer")}>{order.payer_name ?? "–"}</Fact>
        <Fact label={t("orders.made")}>
          <Moment at={order.created_at} />
        </Fact>
        {order.paid_at !== null && (
          <Fact label={t("orders.paidAt")}>
            <Moment at={order.paid_at} />
          </Fact>
        )}
        {order.attach !== null && order.attach !== "" && (
          <Fact label={t("orders.attach")} copy={order.attach}>
            <code className="el">{order.attach}</code>
          </Fact>
        )}
      </dl>
    </Box>
  );
}

function Refunds({ refunds }: { refunds: Refund[] }) {
  const { t } = useWords();
  if (refunds.length === 0) return null;
  return (
    <Box title={t("nav.refunds")} flush>
      <RefundTable refunds={refunds} />
    </Box>
  );
}

export function RefundTable({ refunds }: { refunds: Refund[] }) {
  const { t } = useWords();
  return (
    <Table
      items={refunds}
      keyOf={(refund) => refund.out_refund_no}
      columns={[
        { head: t("refunds.number"), cell: (refund) => <code className="el">{refund.out_refund_no}</code> },
        { head: t("orders.amount"), isNumber: true, cell: (refund) => yuan(refund.amount_fen) },
        { head: t("orders.state"), cell: (refund) => <RefundChip state={refund.state} /> },
        { head: t("refunds.reason"), cell: (refund) => refund.reason || <span className="mute">–</span> },
        { head: t("orders.made"), cell: (refund) => <Moment at={refund.created_at} /> },
      ]}
    />
  );
}

interface DialogProps {
  mchid: string;
  number: string;
  left: number;
  onClose: () => void;
}

/** The whole rest is proposed; the same press twice is one refund. */
function RefundDialog({ mchid, number, left, onClose }: DialogProps) {
  const { t } = useWords();
  const [amount, setAmount] = useState(amountText(left));
  const [reason, setReason] = useState("");
  const requestId = useMemo(() => crypto.randomUUID().replaceAll("-", ""), []);
  const fen = fenOf(amount);
  const isFine = fen !== null && fen >= 1 && fen <= left;
  const refund = useAct({
    run: () => requestRefund(mchid, number, { amount_fen: fen ?? 0, reason: reason.trim(), request_id: requestId }),
    refresh: [merchantKey(mchid)],
    done: t("refunds.asked"),
    onDone: onClose,
  });
  return (
    <Modal
      open
      title={t("orders.refund")}
      okText={t("refunds.give", { amount: fen === null ? "…" : yuan(fen) })}
      cancelText={t("action.cancel")}
      okButtonProps={{ loading: refund.isPending, disabled: !isFine }}
      onOk={() => refund.mutate()}
      onCancel={onClose}
    >
      <Field
        label={t("refunds.amount")}
        error={isFine ? undefined : t("refunds.atMost", { amount: yuan(left) })}
        note={t("refunds.left", { amount: yuan(left) })}
      >
        <Input
          autoFocus
          prefix="¥"
          inputMode="decimal"
          value={amount}
          onChange={(event) => setAmount(typedAmount(event.target.value, amount))}
        />
      </Field>
      <Field label={t("refunds.reason")} note={t("refunds.reasonNote")}>
        <Input maxLength={80} value={reason} onChange={(event) => setReason(event.target.value)} />
      </Field>
    </Modal>
  );
}
