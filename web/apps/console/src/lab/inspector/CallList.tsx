/** Calls, newest first, under what set them off. */
import { Avatar } from "@hutong/ui";
import { CallInIcon, CallOutIcon, CodeIcon, UserIcon } from "../../icons";
import { clockTime } from "../../shared/Moment";
import { useWords } from "../../words";
import type { CallSummary } from "./calls";
import type { Group } from "./groups";
import { VerdictChip } from "./VerdictChip";

interface ListProps {
  groups: Group[];
  chosen: string | undefined;
  onChoose: (id: string) => void;
}

export function CallList({ groups, chosen, onChoose }: ListProps) {
  return (
    <ol className="calls">
      {groups.map((group) => (
        <li key={group.key}>
          <Cause call={group.calls[0]} cause={group.cause} at={group.at} />
          <ol>
            {group.calls.map((call) => (
              <li key={call.id}>
                <CallRow call={call} isChosen={call.id === chosen} onChoose={onChoose} />
              </li>
            ))}
          </ol>
        </li>
      ))}
    </ol>
  );
}

function Cause({ call, cause, at }: { call: CallSummary | undefined; cause: string | null; at: string }) {
  const { t, has, language } = useWords();
  // The server names what was pushed in the words of the wire.
  const [, what = "", about = ""] = /^(?:event )?(\S+)(?: (.*))?$/s.exec(cause ?? "") ?? [];
  const who = call?.person_name ?? t("inspector.somebody");
  const told = has(`cause.${what}`)
    ? t(about === "" ? "inspector.cause" : "inspector.causeAbout", { who, what: t(`cause.${what}`), about })
    : has(`ownCause.${what}`)
      ? t(`ownCause.${what}`)
      : (cause ?? t("inspector.byThemselves"));
  return (
    <div className="cause">
      {call?.person_name ? (
        <Avatar shape="person" name={call.person_name} size={26} />
      ) : (
        <span className={cause === null ? "cause__mark cause__mark--server" : "cause__mark"}>
          {cause === null ? (
            <CodeIcon aria-hidden weight="bold" size={14} />
          ) : (
            <UserIcon aria-hidden weight="fill" size={14} />
          )}
        </span>
      )}
      <b className="grow el">{told}</b>
      <time className="num" dateTime={at}>
        {clockTime(at, language)}
      </time>
    </div>
  );
}

function CallRow({
  call,
  isChosen,
  onChoose,
}: {
  call: CallSummary;
  isChosen: boolean;
  onChoose: (id: string) => void;
}) {
  const { t, has, language } = useWords();
  const isOut = call.direction === "out";
  const Arrow = isOut ? CallOutIcon : CallInIcon;
  const isBad =
    call.verdict.state === "refused" || call.verdict.state === "failed" || call.verdict.state === "not_emulated";
  // A push is known by what it says; where it went stands below.
  const pushed = isOut && call.method === "POST" ? (call.cause?.replace(/^event (\S+).*$/s, "$1") ?? null) : null;
  const where = pushed === null ? call.host : `${call.host}${call.path}`;
  const known = `why.${call.verdict.code}`;
  const reason = has(known) && !t(known).includes("{") ? t(known) : call.verdict.title;
  const says =
    call.verdict.state === "ok" ? where : call.verdict.state === "warn" ? t("whyState.warn") : reason;
  return (
    <button
      type="button"
      className={`call${isChosen ? " call--on" : ""}${isChosen && isBad ? " call--bad" : ""}`}
      aria-current={isChosen}
      onClick={() => onChoose(call.id)}
    >
      <span className={isOut ? "call__arrow call__arrow--out" : "call__arrow"}>
        <Arrow aria-label={t(isOut ? "inspector.toServer" : "inspector.toHutong")} weight="bold" size={12} />
      </span>
      <span className="call__text">
        <span className="mono el">
          {pushed ?? `${call.method} ${call.path}`}
        </span>
        <span className="mute el">{says}</span>
      </span>
      <span className="call__end">
        <VerdictChip call={call} />
        <span className="num mute" title={clockTime(call.at, language)}>
          {call.ms === null ? clockTime(call.at, language) : t("unit.ms", { ms: Math.round(call.ms) })}
        </span>
      </span>
    </button>
  );
}
