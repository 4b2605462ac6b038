/** What else waits for operators: papers that categories ask for, and filings of names. */
import { Button, Input, Modal } from "antd";
import { useState } from "react";
import type { ReactNode } from "react";
import { useOwners } from "../apps/queries";
import { Field } from "../shared/Field";
import { Moment } from "../shared/Moment";
import { Answer, Empty } from "../shared/State";
import { useAct } from "../shared/useAct";
import { useConfirm } from "../shared/useConfirm";
import { Box, Page } from "../shell/Page";
import { useInstance } from "../shell/useInstance";
import { useWords } from "../words";
import { decideFiling, decidePapers, filingsKey, papersKey, useWaitingFilings, useWaitingPapers } from "./reviewQueries";
import type { WaitingCategory, WaitingFiling } from "./types";
import "./mini.css";

export default function Papers() {
  const { t } = useWords();
  const { isLab } = useInstance();
  const papers = useWaitingPapers();
  const filings = useWaitingFilings();
  return (
    <Page title={t("nav.papers")}>
      <div className="stack">
        <Box title={t("papers.papers")}>
          <Answer asked={papers}>
            {({ items }) =>
              items.length === 0 ? (
                <Empty title={t("papers.none")} />
              ) : (
                <ul className="rows">
                  {items.map((one) => (
                    <PaperRow key={`${one.app_id}/${one.category.second}`} waiting={one} />
                  ))}
                </ul>
              )
            }
          </Answer>
        </Box>
        <Box title={t("papers.filings")}>
          {isLab && <p className="lead-note">{t("papers.labFilings")}</p>}
          <Answer asked={filings}>
            {({ items }) =>
              items.length === 0 ? (
                <Empty title={t("papers.noFilings")} />
              ) : (
                <ul className="rows">
                  {items.map((one) => (
                    <FilingRow key={`${one.owner_id}/${one.name}`} waiting={one} />
                  ))}
                </ul>
              )
            }
          </Answer>
        </Box>
      </div>
    </Page>
  );
}

function PaperRow({ waiting }: { waiting: WaitingCategory }) {
  const { t, language } = useWords();
  const { category, name, owner_name, owner_licence_number } = waiting;
  const what = language === "en" ? category.name_en : category.name;
  return (
    <li className="row mini-waits">
      <div className="grow">
        <b>
          {name} · {what}
        </b>
        <span className="mute">
          {owner_name}
          {owner_licence_number !== null && <> · {owner_licence_number}</>}
        </span>
        <ul className="mini-shots">
          {waiting.papers.map((url, nth) => (
            <li key={url} className="mini-shot">
              <a href={url} target="_blank" rel="noreferrer">
                <img src={url} alt={t("papers.picture", { nth: nth + 1, name })} />
              </a>
            </li>
          ))}
        </ul>
      </div>
      <Verdict
        name={what}
        title={t("papers.acceptTitle", { name: what })}
        text={t("papers.acceptText", { owner: owner_name })}
        say={(isGood, reason) => decidePapers(waiting, isGood, reason)}
        refresh={papersKey}
      />
    </li>
  );
}

function FilingRow({ waiting }: { waiting: WaitingFiling }) {
  const { t } = useWords();
  const owner = useOwners().data?.items.find(({ id }) => id === waiting.owner_id);
  const told: ReactNode = owner && (
    <>
      {owner.name}
      {owner.licence_number !== null && <> · {owner.licence_number}</>} ·{" "}
    </>
  );
  return (
    <li className="row mini-waits">
      <div className="grow">
        <b className="mono">{waiting.name}</b>
        <span className="mute">
          {told}
          {t("papers.due")} <Moment at={waiting.due_at} />
        </span>
      </div>
      <Verdict
        name={waiting.name}
        title={t("papers.grantTitle", { name: waiting.name })}
        text={t("papers.grantText", { owner: owner?.name ?? "" })}
        say={(isGood, reason) => decideFiling(waiting, isGood, reason)}
        refresh={filingsKey}
      />
    </li>
  );
}

interface VerdictProps {
  name: string;
  /** What a yes is asked about, and what it means. */
  title: string;
  text: string;
  say: (isGood: boolean, reason: string) => Promise<unknown>;
  refresh: string[];
}

function Verdict({ name, title, text, say, refresh }: VerdictProps) {
  const { t } = useWords();
  const ask = useConfirm();
  const [reason, setReason] = useState<string | null>(null);
  const accept = useAct({ run: () => say(true, ""), refresh: [refresh], done: t("papers.accepted") });
  const refuse = useAct({ run: (why: string) => say(false, why), refresh: [refresh], done: t("papers.refused"), onDone: () => setReason(null) });
  return (
    <span className="mini-do">
      <Button size="small" onClick={() => setReason("")}>
        {t("papers.refuse")}
      </Button>
      <Button size="small" loading={accept.isPending} onClick={() => ask({ title, text, action: t("papers.accept"), run: () => accept.mutateAsync() })}>
        {t("papers.accept")}
      </Button>
      {reason !== null && (
        <Modal
          open
          title={t("papers.why", { name })}
          okText={t("papers.refuse")}
          cancelText={t("action.cancel")}
          okButtonProps={{ disabled: reason.trim() === "", loading: refuse.isPending }}
          onOk={() => refuse.mutate(reason.trim())}
          onCancel={() => setReason(null)}
        >
          <Field label={t("papers.reason")}>
            <Input.TextArea autoFocus maxLength={200} showCount autoSize={{ minRows: 2, maxRows: 6 }} value={reason} onChange={(event) => setReason(event.target.value)} />
          </Field>
        </Modal>
      )}
    </span>
  );
}
