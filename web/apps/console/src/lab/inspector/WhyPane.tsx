/** Why a call went the way it did: the cause in a sentence, the string that was signed, the first differing byte. */
import { Button } from "antd";
import { Link } from "react-router";
import { visible } from "../../apps/callback";
import { appKey, setPermission } from "../../apps/queries";
import { InfoIcon, WarnIcon } from "../../icons";
import { CopyTextButton } from "../../shared/Copy";
import { troubleWords } from "../../shared/troubles";
import { useAct } from "../../shared/useAct";
import { useWords } from "../../words";
import { UsualCauseBox } from "./UsualCauseBox";
import type { CallDetail, RuleWarning, Why } from "./calls";
import { firstDifference, signedLines } from "./signature";
import type { Window } from "./signature";

export function WhyPane({ call }: { call: CallDetail }) {
  const { t } = useWords();
  const { why, warnings, verdict } = call;
  return (
    <div className="why">
      {why === null ? (
        <h2 className="why__sentence">{t(`whyState.${verdict.state}`)}</h2>
      ) : (
        <Reason why={why} call={call} />
      )}
      {warnings.map((warning) => (
        <Warning key={warning.rule + warning.sentence} call={call} warning={warning} />
      ))}
    </div>
  );
}

function Reason({ why, call }: { why: Why; call: CallDetail }) {
  const words = useWords();
  const { t, has } = words;
  const key = [`hint.${why.hint_code ?? why.code}`, `reasonHint.${why.code.replace(/^echo\./, "")}`].find(has);
  // A warning below says the same in words, with the way to mend it.
  const hint = key !== undefined ? t(key, why.params) : call.warnings.length > 0 ? null : why.hint;
  const isKnown = has(`why.${why.code}`);
  const { detail = "", detail_code } = why.params;
  return (
    <>
      <h2 className="why__sentence">{isKnown ? t(`why.${why.code}`, why.params) : why.sentence}</h2>
      {isKnown && detail !== "" && <p className="mute">{troubleWords(words, detail_code, why.params, detail)}</p>}
      {hint !== null && hint !== "" && (
        <p className="banner">
          <InfoIcon aria-hidden size={18} />
          <span>{hint}</span>
        </p>
      )}
      {why.string_to_sign !== null && <StringToSign text={why.string_to_sign} />}
      <Compared why={why} gotLabel={t(call.direction === "out" ? "why.answered" : "why.got")} />
      <UsualCauseBox hintCode={why.hint_code} />
    </>
  );
}

function StringToSign({ text }: { text: string }) {
  const { t } = useWords();
  return (
    <div className="signed">
      <div className="inline">
        <span className="mute grow">{t("why.stringToSign")}</span>
        <CopyTextButton text={text}>{t("why.copyString")}</CopyTextButton>
      </div>
      <ol>
        {signedLines(text).map((line, index) => (
          <li key={index}>
            <code>
              {line.text}
              {line.isClosed && <span className="mute"> ↵</span>}
            </code>
          </li>
        ))}
      </ol>
    </div>
  );
}

function Compared({ why, gotLabel }: { why: Why; gotLabel: string }) {
  const { t } = useWords();
  if (why.expected === null || why.got === null) return null;
  // Bytes matter where bytes were signed; two status codes are told apart at a glance.
  const difference = why.string_to_sign === null ? null : firstDifference(why.expected, why.got);
  return (
    <div className="compared">
      <div>
        <b className="yes">{t("why.expected")}</b>
        <code>{visible(why.expected)}</code>
        {difference !== null && <span className="mute num">{t("why.bytes", { count: difference.expectedBytes })}</span>}
      </div>
      <div>
        <b className="no">{gotLabel}</b>
        <code>{why.got === "" ? t("callback.nothing") : visible(why.got)}</code>
        {difference !== null && <span className="mute num">{t("why.bytes", { count: difference.gotBytes })}</span>}
      </div>
      {difference !== null && (
        <p className="compared__byte">
          <span>{t("why.firstDifference", { byte: difference.byte })}</span>
          <Hex window={difference.expected} tone="yes" />
          <span className="mute">{t("why.against")}</span>
          <Hex window={difference.got} tone="no" />
        </p>
      )}
    </div>
  );
}

function Hex({ window, tone }: { window: Window; tone: "yes" | "no" }) {
  const { t } = useWords();
  return (
    <code className="nowrap">
      {window.before} <mark className={tone}>{window.differing ?? t("why.end")}</mark>
    </code>
  );
}

/** What a rule minds: what would happen in WeChat, and how to set it right here. */
function Warning({ call, warning }: { call: CallDetail; warning: RuleWarning }) {
  const { t, has } = useWords();
  const { app_id: appId } = call;
  const { rule, permission } = warning;
  const grant = useAct({
    run: (fix: { appId: string; permission: string }) => setPermission(fix.appId, fix.permission, true),
    refresh: appId === null ? [] : [appKey(appId, "permissions")],
    done: t("why.granted"),
  });
  const name = permission !== null && has(`permission.${permission}`) ? t(`permission.${permission}`) : permission;
  const sentence =
    name !== null
      ? t("why.needsPermission", { name })
      : has(`ruleText.${rule}`)
        ? t(`ruleText.${rule}`)
        : warning.sentence;
  return (
    <div className="banner banner--warn">
      <WarnIcon aria-hidden size={18} />
      <div className="grow">
        {call.verdict.state === "warn" && <b>{t("why.wouldFail")}</b>}
        <p title={warning.sentence}>{sentence}</p>
      </div>
      {appId !== null && permission !== null && (
        <Button size="small" loading={grant.isPending} onClick={() => grant.mutate({ appId, permission })}>
          {t("permissions.grant")}
        </Button>
      )}
      {permission === null && <Link to="/lab/rules">{t("nav.rules")}</Link>}
    </div>
  );
}
