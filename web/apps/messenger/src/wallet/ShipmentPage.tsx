import type { Shipment } from "@hutong/api";
import { Button, Chip, EmptyState, SkeletonRows } from "@hutong/ui";
import { CheckIcon, CopyIcon, ForwardIcon, ParcelIcon } from "@hutong/ui/icons";
import { yuan } from "@hutong/ui/money";
import { useState } from "react";
import { Link } from "wouter";
import { useSelf } from "../app/session";
import { fullTime } from "../app/time";
import { useSay } from "../app/toasts";
import { useErrorWords } from "../app/useErrorWords";
import { useWords } from "../app/words";
import { programPath, SCENE } from "../mini/address";
import { PageHeader } from "../shell/PageHeader";
import { Fact } from "./Receipt";
import { useMoneyAnswer } from "./useWallet";
import "../people/pages.css";
import "./shipment.css";
import "./wallet.css";

const COURIER = 1;
/** After how many days an order counts as received, as the server counts them. */
const daysOf = ({ logistics_type }: Shipment): number => (logistics_type === COURIER ? 10 : 2);

/** An order paid in a mini program: how far it is, what was sent, and that it came. `subject` is its appid and number. */
export default function ShipmentPage({ subject }: { subject: string }) {
  const { t } = useWords();
  const { api } = useSelf();
  const wordsFor = useErrorWords();
  const [appId = "", id = ""] = subject.split("-");
  const [received, setReceived] = useState<Shipment | null>(null);
  const answer = useMoneyAnswer(`shipment ${subject}`, () => api.money.shipment(appId, id));
  return (
    <article className="page">
      <PageHeader title={t("shipment.title")} back="/wallet/statement" />
      <div className="page-body">
        {answer.state === "waiting" && <SkeletonRows label={t("app.loading")} rows={4} />}
        {answer.state === "failed" && <EmptyState title={wordsFor(answer.error)} actions={<Button onClick={answer.again}>{t("app.tryAgain")}</Button>} />}
        {answer.state === "here" && <About shipment={received ?? answer.value} onReceived={setReceived} />}
      </div>
    </article>
  );
}

function About({ shipment, onReceived }: { shipment: Shipment; onReceived: (now: Shipment) => void }) {
  const { t, language } = useWords();
  const isWaiting = shipment.state === "shipped" || shipment.state === "to_ship" || shipment.state === "settling";
  return (
    <>
      <div className="receipt-head">
        <span className={isWaiting ? "shipment-seal" : "shipment-seal shipment-over"} aria-hidden="true">
          <ParcelIcon weight={isWaiting ? "regular" : "fill"} />
        </span>
        <h2 dir="auto">{shipment.description}</h2>
        <p className="num">{yuan(shipment.paid_fen)}</p>
        <Chip tone={isWaiting ? "warn" : "ok"}>{t(`shipment.state.${shipment.state}`)}</Chip>
      </div>
      {shipment.parcels.length > 0 && (
        <section>
          <h2 className="page-section">{t("shipment.parcels")}</h2>
          <ul className="card-rows shipment-parcels">
            {shipment.parcels.map((parcel, place) => (
              <Parcel key={place} parcel={parcel} />
            ))}
          </ul>
        </section>
      )}
      {shipment.state === "shipped" && <Receive shipment={shipment} onReceived={onReceived} />}
      <dl className="facts">
        <Fact name={t("shipment.program")}>{shipment.app_name}</Fact>
        {shipment.logistics_type > 0 && <Fact name={t("shipment.way")}>{t(`shipment.way.${shipment.logistics_type}`)}</Fact>}
        <Fact name={t("shipment.paid")}>{fullTime(shipment.paid_at, language)}</Fact>
        {shipment.shipped_at && <Fact name={t("shipment.sent")}>{fullTime(shipment.shipped_at, language)}</Fact>}
        {shipment.received_at && (
          <Fact name={t("shipment.got")}>
            {fullTime(shipment.received_at, language)}
            {shipment.received_by === "auto" && ` · ${t("shipment.byItself")}`}
          </Fact>
        )}
        <Fact name={t("receipt.transaction")} copied={shipment.transaction_id} />
        <Fact name={t("receipt.orderNumber")} copied={shipment.merchant_trade_no} />
      </dl>
      {shipment.jump_path !== "" && (
        <Link href={programPath({ appId: shipment.app_id, path: pathOf(shipment), scene: SCENE.notice })} className="row receipt-on">
          {t("shipment.open", { program: shipment.app_name })} <ForwardIcon className="row-mark" aria-hidden="true" />
        </Link>
      )}
    </>
  );
}

/** The program's own page, which is told which order it is about. */
function pathOf({ jump_path, transaction_id, merchant_id, merchant_trade_no }: Shipment): string {
  const numbers = new URLSearchParams({ transaction_id, merchant_id, merchant_trade_no });
  return `${jump_path}${jump_path.includes("?") ? "&" : "?"}${numbers}`;
}

function Parcel({ parcel }: { parcel: Shipment["parcels"][number] }) {
  const { t } = useWords();
  const say = useSay();
  const copy = () =>
    navigator.clipboard.writeText(parcel.tracking_no).then(
      () => say(t("message.copied")),
      () => say(t("message.notCopied")),
    );
  return (
    <li className="row">
      <span>
        <b dir="auto">{parcel.item_desc}</b>
        {parcel.tracking_no && (
          <button type="button" className="fact-copy" aria-label={t("shipment.tracking", { number: parcel.tracking_no })} onClick={() => void copy()}>
            {parcel.express_company} <span className="mono">{parcel.tracking_no}</span> <CopyIcon aria-hidden="true" />
          </button>
        )}
      </span>
    </li>
  );
}

function Receive({ shipment, onReceived }: { shipment: Shipment; onReceived: (now: Shipment) => void }) {
  const { t } = useWords();
  const { api } = useSelf();
  const say = useSay();
  const wordsFor = useErrorWords();
  const [isBusy, setBusy] = useState(false);
  const receive = async () => {
    setBusy(true);
    try {
      onReceived(await api.money.receiveShipment(shipment.app_id, shipment.transaction_id));
      say(t("shipment.thanks"));
    } catch (error) {
      say(wordsFor(error));
    }
    setBusy(false);
  };
  return (
    <div className="shipment-receive">
      <Button look="door" wide icon={CheckIcon} busy={isBusy} onClick={() => void receive()}>
        {t("shipment.receive")}
      </Button>
      <p className="page-note">{t("shipment.receiveNote", { days: daysOf(shipment) })}</p>
    </div>
  );
}
