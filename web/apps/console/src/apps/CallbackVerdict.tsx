/** What came of checking a server: a tick, or the exact reason it did not pass. */
import { firstDifference } from "../lab/inspector/signature";
import { CheckIcon, WarnIcon } from "../icons";
import { Fact } from "../shared/Copy";
import type { Words } from "@hutong/ui/words";
import { useWords } from "../words";
import { visible } from "./callback";
import type { CallbackFailure } from "./types";

export type Verdict =
  | { passed: true; saved: boolean; warnings: { rule: string; sentence: string }[] }
  | { passed: false; failure: CallbackFailure };

export function CallbackVerdict({ verdict }: { verdict: Verdict }) {
  const { t, has } = useWords();
  if (verdict.passed) {
    return (
      <>
        <p className="banner banner--ok" role="status">
          <CheckIcon aria-hidden weight="bold" size={18} />
          <span>{t(verdict.saved ? "callback.saved" : "callback.passed")}</span>
        </p>
        {verdict.warnings.map(({ rule, sentence }) => (
          <p className="banner banner--warn" key={rule}>
            <WarnIcon aria-hidden size={18} />
            <span>
              {t("why.wouldFail")} {has(`ruleText.${rule}`) ? t(`ruleText.${rule}`) : sentence}
            </span>
          </p>
        ))}
      </>
    );
  }
  return <Refusal failure={verdict.failure} />;
}

function Refusal({ failure }: { failure: CallbackFailure }) {
  const words = useWords();
  const { t, has } = words;
  const { reason, status, elapsed_ms, expected, got, expected_signature, signature_params } = failure;
  const sentence = has(`reason.${reason}`)
    ? t(`reason.${reason}`, { status: status ?? "–", ms: elapsed_ms ?? 0 })
    : t("reason.other", { reason });
  const hint = hintFor(failure, words);
  const difference = expected !== null && got !== null ? firstDifference(expected, got) : null;
  return (
    <div className="banner banner--bad" role="alert" ref={showWhole}>
      <WarnIcon aria-hidden size={18} />
      <div className="grow">
        <b>{sentence}</b>
        {hint !== null && <p className="brick">{hint}</p>}
        <dl className="facts facts--tight">
          {expected !== null && (
            <Fact label={t("callback.expected")} copy={expected}>
              <code className="yes">{visible(expected)}</code>
            </Fact>
          )}
          {got !== null && (
            <Fact label={t("callback.got")} copy={got}>
              <code className="no">{got === "" ? t("callback.nothing") : visible(got)}</code>
            </Fact>
          )}
          {difference !== null && (
            <Fact label={t("callback.difference")}>
              {t("callback.atByte", {
                byte: difference.byte,
                expected: difference.expectedBytes,
                got: difference.gotBytes,
              })}
            </Fact>
          )}
          {expected_signature !== null && (
            <Fact label={t("callback.signature")} copy={expected_signature}>
              <code>{expected_signature}</code>
            </Fact>
          )}
          {Object.entries(signature_params).map(([name, value]) => (
            <Fact key={name} label={name} copy={value}>
              <code>{value}</code>
            </Fact>
          ))}
        </dl>
        {expected_signature !== null && <p className="note">{t("callback.signatureNote")}</p>}
      </div>
    </div>
  );
}

function showWhole(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: "nearest", behavior: "smooth" });
}

/** What most likely helps: what the server found out, else what usually lies behind this reason. */
function hintFor({ reason, hint, hint_code, hint_params }: CallbackFailure, { t, has }: Words): string | null {
  if (hint_code !== null && has(`hint.${hint_code}`)) return t(`hint.${hint_code}`, hint_params);
  if (has(`reasonHint.${reason}`)) return t(`reasonHint.${reason}`);
  return hint;
}
