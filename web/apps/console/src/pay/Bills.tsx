/** A day's bill, as the merchant's server may fetch it. */
import { Button, Input, Select } from "antd";
import { useState } from "react";
import { DownloadIcon } from "../icons";
import { laneNow } from "../shared/laneTime";
import { Answer, Empty } from "../shared/State";
import { Box, Page } from "../shell/Page";
import { useWords } from "../words";
import { billFile, useBill, useMchid } from "./queries";
import type { Bill, BillType } from "./types";

const types: BillType[] = ["ALL", "SUCCESS", "REFUND", "FUNDFLOW"];
const chinaHours = 8;

export default function Bills() {
  const { t } = useWords();
  const mchid = useMchid();
  const [date, setDate] = useState(yesterday);
  const [type, setType] = useState<BillType>("ALL");
  const bill = useBill(mchid, date, type);
  return (
    <Page
      title={t("nav.bills")}
      door={
        bill.data?.state === "ready" ? (
          <Button type="primary" icon={<DownloadIcon aria-hidden size={18} />} href={billFile(mchid, date, type)} download>
            {t("bills.download")}
          </Button>
        ) : undefined
      }
    >
      <Box flush>
        <div className="toolbar">
          <Input
            type="date"
            className="pay-date"
            aria-label={t("bills.date")}
            value={date}
            max={yesterday()}
            onChange={(event) => event.target.value !== "" && setDate(event.target.value)}
          />
          <Select
            aria-label={t("bills.type")}
            value={type}
            onChange={setType}
            options={types.map((one) => ({ value: one, label: t(`billType.${one}`) }))}
          />
        </div>
        <Answer asked={bill}>{(one) => <BillTable bill={one} />}</Answer>
      </Box>
    </Page>
  );
}

function BillTable({ bill }: { bill: Bill }) {
  const { t } = useWords();
  if (bill.state === "not_yet") return <Empty title={t("bills.notYet")} text={t("bills.notYetText")} />;
  if (bill.state === "empty") return <Empty title={t("bills.empty")} text={t("bills.emptyText")} />;
  return (
    <>
      <dl className="facts facts--tight pay-summary">
        {bill.summary.map(([name, value]) => (
          <div className="fact" key={name}>
            <dt>{name}</dt>
            <dd className="num">{value}</dd>
          </div>
        ))}
      </dl>
      {/* A bill is as wide as WeChat's own; it moves sideways in its box. */}
      <div className="pay-bill" tabIndex={0} role="region" aria-label={t("nav.bills")}>
        <table className="pay-bill__table">
          <thead>
            <tr>
              {bill.columns.map((column) => (
                <th key={column}>{column}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {bill.rows.map((row, nth) => (
              <tr key={nth}>
                {row.map((cell, place) => (
                  <td key={place}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

/** The newest day that can have a bill, by the calendar bills are kept in. */
function yesterday(): string {
  return new Date(laneNow() + (chinaHours - 24) * 3_600_000).toISOString().slice(0, 10);
}
