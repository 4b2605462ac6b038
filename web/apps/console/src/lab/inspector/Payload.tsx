/** A request or a response: its first line, its headers, its body made readable. */
import { Segmented } from "antd";
import { useMemo, useState } from "react";
import { byteLength } from "../../shared/bytes";
import { CopyButton } from "../../shared/Copy";
import { useWords } from "../../words";
import type { Message } from "./calls";
import { pretty } from "./pretty";

type PayloadProps = Partial<Message> & { line: string; body: string | null };

export function Payload({ line, headers = [], ...content }: PayloadProps) {
  const { t } = useWords();
  return (
    <div className="payload">
      {line !== "" && <code className="payload__line">{line}</code>}
      {headers.length > 0 && (
        <details className="payload__headers">
          <summary>{t("detail.headers", { count: headers.length })}</summary>
          <dl>
            {headers.map(([name, value], index) => (
              <div key={`${name}${index}`}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
      <BodyText {...content} />
    </div>
  );
}

function BodyText({
  body,
  body_base64 = null,
  size_bytes = 0,
}: Pick<PayloadProps, "body" | "body_base64" | "size_bytes">) {
  const { t } = useWords();
  const text = body ?? "";
  const readable = useMemo(() => pretty(text), [text]);
  const [isRaw, setRaw] = useState(false);
  if (body_base64 !== null) return <p className="note">{t("detail.binary", { bytes: size_bytes })}</p>;
  if (text === "") return <p className="note">{t("detail.noBody")}</p>;
  const isCut = size_bytes > byteLength(text);
  const isPrettied = readable.language !== "text" && readable.text !== text;
  return (
    <div className="code-box">
      <div className="code-box__do">
        {isPrettied && (
          <Segmented
            size="small"
            aria-label={t("detail.format")}
            value={isRaw ? "raw" : "pretty"}
            options={[
              { value: "pretty", label: readable.language.toUpperCase() },
              { value: "raw", label: t("detail.raw") },
            ]}
            onChange={(next) => setRaw(next === "raw")}
          />
        )}
        <CopyButton text={text} what={t("detail.body")} />
      </div>
      <pre>{isRaw ? text : readable.text}</pre>
      {isCut && <p className="note">{t("detail.cut", { bytes: size_bytes })}</p>}
    </div>
  );
}
