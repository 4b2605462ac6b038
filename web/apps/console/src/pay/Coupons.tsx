/** A merchant's coupons: what was sent and used, and which are sold by ordinary orders. */
import { Chip } from "@hutong/ui";
import { amountText, fenOf, typedAmount, yuan } from "@hutong/ui/money";
import { Button, Checkbox, Input, Modal } from "antd";
import { useState } from "react";
import { Field } from "../shared/Field";
import { Answer, Empty } from "../shared/State";
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
              <table className="table">
                <thead>
                  <tr>
                    <th>{t("coupons.name")}</th>
                    <th>{t("orders.state")}</th>
                    <th className="table__number">{t("coupons.sent")}</th>
                    <th className="table__number">{t("coupons.used")}</th>
                    <th>{t("coupons.sale")}</th>
                    <th>
                      <span className="sr">{t("action.actions")}</span>
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {items.map((stock) => (
                    <StockRow key={stock.stock_id} mchid={mchid} stock={stock} onSell={() => sell(stock)} />
                  ))}
                </tbody>
              </table>
            )
          }
        </Answer>
      </Box>
      {sold !== null && <SaleDialog mchid={mchid} stock={sold} onClose={() => sell(null)} />}
    </Page>
  );
}

function StockRow({ mchid, stock, onSell }: { mchid: string; stock: Stock; onSell: () => void }) {
  const { t, has } = useWords();
  const end = useAct({
    run: () => endSale(mchid, stock.stock_id),
    refresh: [merchantKey(mchid, "coupons")],
    done: t("coupons.saleEnded"),
  });
  const state = `stockState.${stock.state}`;
  return (
    <tr>
      <td data-label="">
        <b className="el">{stock.name}</b>
        <span className="mute">
          {" "}
          · {t(`couponKind.${stock.kind}`)}
          {stock.discount_fen !== null && ` · ${yuan(stock.discount_fen)}`}
        </span>
        <br />
        <code className="mute el">{stock.stock_id}</code>
      </td>
      <td data-label={t("orders.state")}>
        <Chip>{has(state) ? t(state) : stock.state}</Chip>
      </td>
      <td data-label={t("coupons.sent")} className="table__number">
        {stock.sent} / {stock.max_coupons}
      </td>
      <td data-label={t("coupons.used")} className="table__number">
        {stock.used ?? "–"}
      </td>
      <td data-label={t("coupons.sale")}>
        {stock.sale === null ? (
          <span className="mute">–</span>
        ) : (
          <>
            {yuan(stock.sale.price_fen)} · <code>{stock.sale.goods_tag}</code>
          </>
        )}
      </td>
      <td>
        <span className="table__do">
          {stock.kind === "busifavor" && stock.sale === null && (
            <Button size="small" onClick={onSell}>
              {t("coupons.sell")}
            </Button>
          )}
          {stock.sale !== null && (
            <Button size="small" loading={end.isPending} onClick={() => end.mutate()}>
              {t("coupons.endSale")}
            </Button>
          )}
        </span>
      </td>
    </tr>
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
