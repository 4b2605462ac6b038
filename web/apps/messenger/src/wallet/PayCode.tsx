import { ApiError, type PayCode as Code } from "@hutong/api";
import { Button, EmptyState } from "@hutong/ui";
import { BarcodeIcon, OfflineIcon } from "@hutong/ui/icons";
import { useEffect, useState } from "react";
import { useDeviceState, useSelf } from "../app/session";
import { useErrorWords } from "../app/useErrorWords";
import { useWords } from "../app/words";
import { GoButton } from "../pay/GoButton";
import { PasswordSheet } from "../pay/PasswordSheet";
import { PageHeader } from "../shell/PageHeader";
import { useWallet } from "./useWallet";
import "../people/pages.css";
import "./wallet.css";

const FRESH_FOR_MS = 60_000;
const RETRY_MS = 4_000;

interface Shown {
  code: Code;
  gotAt: number;
}

/** The code a shop scans: a new one each minute, and the last one still there when the line goes down. */
export default function PayCode() {
  const { t } = useWords();
  return (
    <article className="page pay-code-page">
      <PageHeader title={t("payCode.title")} back="/wallet" />
      <div className="page-body">
        <Turning />
      </div>
    </article>
  );
}

function Turning() {
  const { t } = useWords();
  const { api } = useSelf();
  const { link } = useDeviceState();
  const wordsFor = useErrorWords();
  const [shown, setShown] = useState<Shown | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  const [round, setRound] = useState(0);
  const [isStale, setStale] = useState(false);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    let isWanted = true;
    const turn = async () => {
      try {
        const code = await api.money.payCode();
        if (!isWanted) return;
        setShown({ code, gotAt: Date.now() });
        setProblem(null);
        setStale(false);
        timer = setTimeout(() => void turn(), FRESH_FOR_MS);
      } catch (error) {
        if (!isWanted) return;
        setProblem(error);
        setStale(true);
        // Without a line one tries again; a refusal stands until something is done about it.
        if (error instanceof ApiError && error.status === 0) timer = setTimeout(() => void turn(), RETRY_MS);
      }
    };
    void turn();
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [api, round]);

  const code = problem instanceof ApiError ? problem.code : "";
  if (code === "payment_codes_off") return <Activation onDone={() => setRound(round + 1)} />;
  if (code === "payment_password_not_set") {
    return (
      <EmptyState title={t("payCode.offTitle")} actions={<GoButton to="/wallet/password" look="door">{t("pay.next.setPassword")}</GoButton>}>
        {t("payCode.passwordFirst")}
      </EmptyState>
    );
  }
  if (!shown) {
    if (problem) return <EmptyState title={wordsFor(problem)} actions={<Button onClick={() => setRound(round + 1)}>{t("app.tryAgain")}</Button>} />;
    return <PayCodeSkeleton />;
  }
  return (
    <>
      <Codes shown={shown} isOffline={isStale || link === "offline"} onTurn={() => setRound(round + 1)} />
      <Means />
    </>
  );
}

function Codes({ shown: { code, gotAt }, isOffline, onTurn }: { shown: Shown; isOffline: boolean; onTurn: () => void }) {
  const { t } = useWords();
  const [isNumberSeen, setNumberSeen] = useState(false);
  const grouped = code.code.replace(/(\d{4})(?=\d)/g, "$1 ");
  return (
    <section className="pay-code" aria-label={t("payCode.title")}>
      <p className="pay-code-help">{t("payCode.help")}</p>
      <img className="pay-code-bars" src={`data:image/svg+xml,${encodeURIComponent(code.barcode_svg)}`} alt={t("payCode.bars")} width={296} height={88} />
      <button type="button" className="text-button pay-code-number" aria-expanded={isNumberSeen} onClick={() => setNumberSeen(!isNumberSeen)}>
        {isNumberSeen ? <span className="num">{grouped}</span> : t("payCode.number", { start: code.code.slice(0, 4) })}
      </button>
      <img className="pay-code-qr" src={code.qr_svg_url} alt={t("payCode.qr")} width={208} height={208} />
      {isOffline ? (
        <p className="pay-code-offline" role="status">
          <OfflineIcon aria-hidden="true" />
          {t("payCode.offline")}
        </p>
      ) : (
        <>
          <span className="pay-code-left" aria-hidden="true">
            <i key={gotAt} />
          </span>
          <Button look="plain" size="small" onClick={onTurn}>
            {t("payCode.turn")}
          </Button>
        </>
      )}
    </section>
  );
}

/** What it will be paid with: by the order one has, the balance first. */
function Means() {
  const { t } = useWords();
  const answer = useWallet();
  if (answer.state !== "here" || answer.value.no_password_fen === 0) return null;
  return <p className="page-note pay-code-note">{t("payCode.small")}</p>;
}

function Activation({ onDone }: { onDone: () => void }) {
  const { t } = useWords();
  const { api } = useSelf();
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      <EmptyState
        title={t("payCode.offTitle")}
        actions={
          <Button look="door" icon={BarcodeIcon} onClick={() => setAsking(true)}>
            {t("payCode.activate")}
          </Button>
        }
      >
        {t("payCode.offHelp")}
      </EmptyState>
      {isAsking && (
        <PasswordSheet title={t("payCode.activate")} onPassword={(password) => api.money.activatePayCode(password)} onClose={() => setAsking(false)} onDone={onDone} />
      )}
    </>
  );
}

function PayCodeSkeleton() {
  const { t } = useWords();
  return (
    <div className="skeleton pay-code" role="status" aria-label={t("app.loading")}>
      <i className="pay-code-bars" aria-hidden="true" />
      <i className="pay-code-qr" aria-hidden="true" />
    </div>
  );
}
