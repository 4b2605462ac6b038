import type { Body } from "@hutong/api";
import { OpenIcon } from "@hutong/ui/icons";
import type { ReactNode } from "react";
import { Link } from "wouter";
import { useWords } from "../../app/words";
import "./slip.css";

/** A form an account filled in: what it is about, what it tells line by line, and the page it opens. */
export function SlipCard({ body }: { body: Extract<Body, { kind: "slip" }> }) {
  const { t } = useWords();
  // Accounts choose these addresses: only web pages are opened.
  const url = /^https?:\/\//i.test(body.url ?? "") ? body.url : undefined;
  const told: ReactNode = (
    <>
      <b dir="auto">{body.title}</b>
      <dl>
        {body.lines.map((line, place) => (
          <div key={place} className={line.name === "" ? "slip-words" : undefined}>
            {line.name !== "" && <dt dir="auto">{line.name}</dt>}
            <dd dir="auto">{line.value}</dd>
          </div>
        ))}
      </dl>
    </>
  );
  if (url === undefined) return <div className="slip">{told}</div>;
  return (
    <Link className="slip" href={`/open?url=${encodeURIComponent(url)}`}>
      {told}
      <span className="slip-open">
        {t("slip.open")} <OpenIcon aria-hidden="true" />
      </span>
    </Link>
  );
}
