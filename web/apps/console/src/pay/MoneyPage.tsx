/** A merchant's money: what is there, what came today, and the last days. */
import { yuan } from "@hutong/ui/money";
import { InfoIcon } from "../icons";
import { Figure } from "../shared/Figure";
import { Spark } from "../shared/Spark";
import { Answer } from "../shared/State";
import { Table } from "../shared/Table";
import { Box, Page } from "../shell/Page";
import { useWords } from "../words";
import { useMchid, useMerchant, useMoney } from "./queries";
import type { Money } from "./types";

export default function MoneyPage() {
  const { t } = useWords();
  const mchid = useMchid();
  const merchant = useMerchant(mchid);
  const money = useMoney(mchid);
  return (
    <Page title={merchant.data?.name ?? t("nav.money")}>
      <Answer asked={money}>
        {(told) => (
          <>
            <Figures money={told} />
            <Days days={told.days} />
          </>
        )}
      </Answer>
    </Page>
  );
}

function Figures({ money }: { money: Money }) {
  const { t } = useWords();
  const { balance, today, days } = money;
  return (
    <div className="figures">
      <Figure label={t("money.today")} note={t("money.orders", { count: today.orders })}>
        <b className="num">{yuan(today.paid_fen)}</b>
        <Spark values={days.map((day) => day.paid_fen).toReversed()} label={t("money.paidLine", { days: days.length })} />
      </Figure>
      <Figure label={t("money.unsettled")} note={t("money.unsettledNote")}>
        <b className="num">{yuan(balance.unsettled_fen)}</b>
      </Figure>
      <Figure label={t("money.available")} note={t("money.availableNote")}>
        <b className="num">{yuan(balance.available_fen)}</b>
      </Figure>
      <Figure label={t("money.frozen")} note={t("money.frozenNote")}>
        <b className="num">{yuan(balance.frozen_fen)}</b>
      </Figure>
    </div>
  );
}

function Days({ days }: { days: Money["days"] }) {
  const { t } = useWords();
  const shown = days.filter((day) => day.orders > 0 || day.settled_fen > 0 || day.refunded_fen > 0);
  return (
    <Box title={t("money.days")} flush>
      {shown.length === 0 ? (
        <p className="note note--icon pay-note">
          <InfoIcon aria-hidden size={16} />
          {t("money.noDays")}
        </p>
      ) : (
        <Table
          items={shown}
          keyOf={(day) => day.date}
          columns={[
            { head: t("money.date"), cell: (day) => <span className="num">{day.date}</span> },
            { head: t("money.count"), isNumber: true, cell: (day) => day.orders },
            { head: t("money.paid"), isNumber: true, cell: (day) => yuan(day.paid_fen) },
            { head: t("money.refunded"), isNumber: true, cell: (day) => yuan(day.refunded_fen) },
            { head: t("money.fee"), isNumber: true, cell: (day) => yuan(day.fee_fen) },
            { head: t("money.settled"), isNumber: true, cell: (day) => yuan(day.settled_fen) },
          ]}
        />
      )}
    </Box>
  );
}
