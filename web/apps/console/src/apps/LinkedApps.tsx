/** Linked programs: those an account may lead to, and the accounts that may lead to a program. */
import { Chip } from "@hutong/ui";
import type { components } from "@hutong/api/schema";
import { Button, Input } from "antd";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { http } from "../api";
import { Field } from "../shared/Field";
import { Answer, Empty } from "../shared/State";
import { useAct } from "../shared/useAct";
import { useConfirm } from "../shared/useConfirm";
import { Box } from "../shell/Page";
import { useWords } from "../words";
import { appKey } from "./queries";
import "./links.css";

type Linked = components["schemas"]["LinkedApp"];
type LinkList = components["schemas"]["LinkList"];

const pathOf = (appId: string, other?: string) => `/api/console/apps/${encodeURIComponent(appId)}/links${other ? `/${encodeURIComponent(other)}` : ""}`;
const TONES: Record<string, "ok" | "warn"> = { own: "ok", linked: "ok", asked: "warn" };

export function LinkedApps({ appId, isProgram }: { appId: string; isProgram: boolean }) {
  const { t } = useWords();
  const links = useQuery({ queryKey: appKey(appId, "links"), queryFn: () => http.get<LinkList>(pathOf(appId)) });
  const side = isProgram ? "account" : "program";
  return (
    <Box title={t(`links.title.${side}`)}>
      <p className="lead-note">{t(`links.text.${side}`)}</p>
      <Answer asked={links}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={t(`links.none.${side}`)} />
          ) : (
            <ul className="rows">
              {items.map((one) => (
                <LinkRow key={one.app_id} appId={appId} linked={one} />
              ))}
            </ul>
          )
        }
      </Answer>
      <Asking appId={appId} side={side} />
    </Box>
  );
}

function LinkRow({ appId, linked }: { appId: string; linked: Linked }) {
  const { t } = useWords();
  const confirm = useConfirm();
  const refresh = [appKey(appId, "links")];
  const decide = useAct({ run: (agreed: boolean) => http.put(pathOf(appId, linked.app_id), { agreed }), refresh });
  const end = useAct({ run: () => http.delete(pathOf(appId, linked.app_id)), refresh });
  const isForUs = linked.state === "asked" && linked.asked_by === "them";
  const askToEnd = () =>
    confirm({ title: t("links.endTitle", { name: linked.name }), text: t("links.endText"), action: t("links.end"), run: () => end.mutateAsync() });
  return (
    <li className="row">
      <div className="grow">
        <b dir="auto">{linked.name}</b>
        <span className="note">
          {linked.owner_name} · <span className="mono">{linked.app_id}</span>
        </span>
      </div>
      <div className="row__end">
        <Chip tone={TONES[linked.state] ?? "plain"}>{t(`links.state.${isForUs ? "theirs" : linked.state}`)}</Chip>
        {isForUs && (
        <>
          <Button size="small" onClick={() => decide.mutate(false)} disabled={decide.isPending}>
            {t("links.refuse")}
          </Button>
          <Button size="small" type="primary" onClick={() => decide.mutate(true)} disabled={decide.isPending}>
            {t("links.agree")}
          </Button>
        </>
      )}
      {!isForUs && linked.state !== "own" && (
        <Button size="small" danger type="text" onClick={askToEnd} disabled={end.isPending}>
          {t(linked.state === "linked" ? "links.end" : "links.takeBack")}
        </Button>
      )}
      </div>
    </li>
  );
}

function Asking({ appId, side }: { appId: string; side: "account" | "program" }) {
  const { t } = useWords();
  const [other, setOther] = useState("");
  const ask = useAct({
    run: () => http.post(pathOf(appId), { app_id: other.trim() }),
    refresh: [appKey(appId, "links")],
    done: t("links.asked"),
    onDone: () => setOther(""),
  });
  return (
    <form
      className="rule-line links-ask"
      onSubmit={(event) => {
        event.preventDefault();
        if (other.trim() !== "") ask.mutate();
      }}
    >
      <div className="grow">
        <Field label={t(`links.other.${side}`)}>
        <Input className="mono" spellCheck={false} placeholder="wx0123456789abcdef" value={other} onChange={(event) => setOther(event.target.value)} />
        </Field>
      </div>
      <Button htmlType="submit" loading={ask.isPending} disabled={other.trim() === ""}>
        {t("links.ask")}
      </Button>
    </form>
  );
}
