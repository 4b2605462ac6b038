/** A merchant's coupons: what was sent and used, and which are sold by ordinary orders. */
import { Chip } from "@hutong/ui";
import { amountText, fenOf, typedAmount, yuan } from "@hutong/ui/money";
import { Button, Checkbox, Input, Modal } from "antd";
import { useState } from "react";
import { Field } from "../shared/Field";
import { Answer, Empty } from "../shared/State";
import { Table } from "../shared/Table";
import { useAct } from "../shared/useAct";
import { Box, Page } from "../shell/Page";
import { useWords } from "../words";
import { endSale, merchantKey, offerSale, useCoupons, useMchid } from "./queries";
import type { Stock } from "./types";

export default function Coupons() {
  const { t } = useWords();
  const mchid = useMchid();
  const coupons = useCoupons(mchid);
  const [sold, sell] = useState<Stock | null>(null);
  return (
    <Page title={t("nav.coupons")}>
      <Box flush>
        <Answer asked={coupons}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty title={t("coupons.empty")} text={t("coupons.emptyText")} />
            ) : (
              <StockTable mchid={mchid} stocks={items} onSell={sell} />
            )
          }
        </Answer>
      </Box>
      {sold !== null && <SaleDialog mchid={mchid} stock={sold} onClose={() => sell(null)} />}
    </Page>
  );
}

function StockTable({ mchid, stocks, onSell }: { mchid: string; stocks: Stock[]; onSell: (stock: Stock) => void }) {
  const { t, has } = useWords();
  const stateOf = ({ state }: Stock) => (has(`stockState.${state}`) ? t(`stockState.${state}`) : state);
  return (
    <Table
      items={stocks}
      keyOf={(stock) => stock.stock_id}
      columns={[
        {
          head: t("coupons.name"),
          cell: (stock) => (
            <>
              <b className="el">{stock.name}</b>
              <span className="mute">
                {" "}
                · {t(`couponKind.${stock.kind}`)}
                {stock.discount_fen !== null && ` · ${yuan(stock.discount_fen)}`}
              </span>
              <code className="cell__then el">{stock.stock_id}</code>
            </>
          ),
        },
        { head: t("orders.state"), cell: (stock) => <Chip>{stateOf(stock)}</Chip> },
        { head: t("coupons.sent"), isNumber: true, cell: (stock) => `${stock.sent} / ${stock.max_coupons}` },
        { head: t("coupons.used"), isNumber: true, cell: (stock) => stock.used ?? "–" },
        {
          head: t("coupons.sale"),
          cell: ({ sale }) =>
            sale === null ? (
              <span className="mute">–</span>
            ) : (
              <>
                {yuan(sale.price_fen)} · <code>{sale.goods_tag}</code>
              </>
            ),
        },
      ]}
      actions={(stock) => <SaleButton mchid={mchid} stock={stock} onSell={() => onSell(stock)} />}
    />
  );
}

/** What is not sold may be, and what is may cease to be. */
function SaleButton({ mchid, stock, onSell }: { mchid: string; stock: Stock; onSell: () => void }) {
  const { t } = useWords();
  const end = useAct({
    run: () => endSale(mchid, stock.stock_id),
    refresh: [merchantKey(mchid, "coupons")],
    done: t("coupons.saleEnded"),
  });
  if (stock.sale !== null)
    return (
      <Button size="small" loading={end.isPending} onClick={() => end.mutate()}>
        {t("coupons.endSale")}
      </Button>
    );
  if (stock.kind !== "busifavor") return null;
  return (
    <Button size="small" onClick={onSell}>
      {t("coupons.sell")}
    </Button>
  );
}

function SaleDialog({ mchid, stock, onClose }: { mchid: string; stock: Stock; onClose: () => void }) {
  const { t } = useWords();
  const [tag, setTag] = useState(`coupon-${stock.stock_id.slice(-6)}`);
  const [price, setPrice] = useState(amountText(stock.discount_fen ?? 10_000));
  const [refunds, setRefunds] = useState(true);
  const fen = fenOf(price);
  const isReady = tag.trim() !== "" && fen !== null && fen > 0;
  const offer = useAct({
    run: () =>
      offerSale(mchid, stock.stock_id, { goods_tag: tag.trim(), price_fen: fen ?? 0, refunds_unused: refunds }),
    refresh: [merchantKey(mchid, "coupons")],
    done: t("coupons.sold"),
    onDone: onClose,
  });
  return (
    <Modal
      open
      title={t("coupons.sellTitle", { name: stock.name })}
      okText={t("coupons.sell")}
      cancelText={t("action.cancel")}
      okButtonProps={{ loading: offer.isPending, disabled: !isReady }}
      onOk={() => offer.mutate()}
      onCancel={onClose}
    >
      <p className="lead-note">{t("coupons.sellText")}</p>
      <Field label={t("coupons.price")}>
        <Input
          prefix="¥"
          inputMode="decimal"
          value={price}
          onChange={(event) => setPrice(typedAmount(event.target.value, price))}
        />
      </Field>
      <Field label={t("coupons.tag")} note={t("coupons.tagNote")}>
        <Input className="mono" maxLength={32} value={tag} onChange={(event) => setTag(event.target.value)} />
      </Field>
      <Checkbox checked={refunds} onChange={(event) => setRefunds(event.target.checked)}>
        {t("coupons.refunds")}
      </Checkbox>
    </Modal>
  );
}
