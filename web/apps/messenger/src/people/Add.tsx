import { Button, Field, ListRow } from "@hutong/ui";
import { FamilyIcon, ForwardIcon, LaneIcon, PeopleIcon, QrCodeIcon, type Icon } from "@hutong/ui/icons";
import { lazy, Suspense, useState, type FormEvent } from "react";
import { Link, useLocation } from "wouter";
import { useSelf } from "../app/session";
import { useErrorWords } from "../app/useErrorWords";
import { useWords } from "../app/words";
import { openPath } from "../browser/openPath";
import { linkInText, programInText, programPath } from "../mini/address";
import { isPaymentText } from "../pay/paying";
import { openPayment, usePayments } from "../pay/PaymentProvider";
import { PageHeader } from "../shell/PageHeader";
import "./pages.css";

const Scanner = lazy(() => import("../scan/Scanner"));

const WAYS: { to: string; icon: Icon; word: "group.start" | "add.findAccounts" | "add.findPeople" | "me.code" }[] = [
  { to: "/groups/new", icon: FamilyIcon, word: "group.start" },
  { to: "/lane", icon: LaneIcon, word: "add.findAccounts" },
  { to: "/people", icon: PeopleIcon, word: "add.findPeople" },
  { to: "/me", icon: QrCodeIcon, word: "me.code" },
];

/** Somebody's code by the camera, from a picture or as pasted text: leads to the account, the person or the page it stands for. */
export default function Add() {
  const { t } = useWords();
  const { api } = useSelf();
  const [, go] = useLocation();
  const wordsFor = useErrorWords();
  const payments = usePayments();
  const [text, setText] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);

  const open = async (said: string) => {
    setBusy(true);
    setProblem(null);
    setText(said);
    try {
      const program = programInText(said, location.origin);
      if (program) return go(programPath(program));
      const link = linkInText(said, location.origin);
      if (link) return go(link);
      if (isPaymentText(said)) return await openPayment(said.trim(), payments, go);
      const found = await api.scan(said.trim());
      if (found.kind === "account") go(`/a/${found.link_code}${found.ticket ? `?ticket=${encodeURIComponent(found.ticket)}` : ""}`);
      else if (found.kind === "person") go(`/p/${found.link_code}`);
      else if (found.kind === "cards") go(`/wallet/offers/${found.offer_code}`);
      else if (found.kind === "link") go(await behind(found.url));
      else setProblem(t("add.nothing"));
    } catch (error) {
      setProblem(wordsFor(error));
    } finally {
      setBusy(false);
    }
  };
  /** A web address may be one that a program has a rule for. */
  const behind = (url: string): Promise<string> =>
    api.programLink(url).then(
      ({ path }) => path,
      () => openPath(url),
    );
  return (
    <article className="page">
      <PageHeader title={t("add.title")} />
      <div className="page-body">
        <Suspense fallback={<div className="scan-view" />}>
          <Scanner onText={(said) => void open(said)} />
        </Suspense>
        <form
          className="form card-form"
          onSubmit={(event: FormEvent) => {
            event.preventDefault();
            void open(text);
          }}
        >
          <Field label={t("add.text")} help={t("add.help")} error={problem} value={text} onChange={(event) => setText(event.target.value)} />
          <Button look="door" type="submit" busy={isBusy} disabled={text.trim() === ""} wide>
            {t("add.open")}
          </Button>
        </form>
        <ul className="card-rows">
          {WAYS.map(({ to, icon: Glyph, word }) => (
            <li key={to}>
              <Link href={to} className="row">
                <ListRow lead={<Glyph className="row-icon" aria-hidden="true" />} title={<span>{t(word)}</span>} end={<ForwardIcon className="row-mark" aria-hidden="true" />} />
              </Link>
            </li>
          ))}
        </ul>
      </div>
    </article>
  );
}
