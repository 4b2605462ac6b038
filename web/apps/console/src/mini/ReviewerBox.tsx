/** Who looks at submissions: nobody, the clock or an operator. */
import { Button, InputNumber, Segmented } from "antd";
import { useState } from "react";
import { Field } from "../shared/Field";
import { Answer } from "../shared/State";
import { useAct } from "../shared/useAct";
import { Box } from "../shell/Page";
import { useWords } from "../words";
import { chooseReviewer, reviewerKey, useReviewer } from "./reviewQueries";
import type { Reviewer } from "./types";

const modes = ["auto", "delayed", "human"];
const mostHours = 720;

export function ReviewerBox() {
  const { t } = useWords();
  const reviewer = useReviewer();
  return (
    <Box title={t("queue.reviewer")}>
      <Answer asked={reviewer} rows={1}>
        {(now) => <ReviewerForm key={`${now.mode} ${now.least_hours} ${now.most_hours}`} now={now} />}
      </Answer>
    </Box>
  );
}

function ReviewerForm({ now }: { now: Reviewer }) {
  const { t } = useWords();
  const [draft, setDraft] = useState(now);
  const choose = useAct({ run: (wanted: Reviewer) => chooseReviewer(wanted), refresh: [reviewerKey], done: t("queue.reviewerSet") });
  const isChanged = draft.mode === "delayed" && (now.mode !== "delayed" || draft.least_hours !== now.least_hours || draft.most_hours !== now.most_hours);
  const setMode = (mode: string) => {
    const wanted = { ...draft, mode };
    setDraft(wanted);
    // Hours are looked at before they hold; the other two need nothing more.
    if (mode !== "delayed") choose.mutate(wanted);
  };
  // A script is written by tests; here it is only shown.
  const shown = modes.includes(now.mode) ? modes : [...modes, now.mode];
  return (
    <>
      <Segmented
        aria-label={t("queue.reviewer")}
        value={draft.mode}
        options={shown.map((mode) => ({ value: mode, label: t(`queue.mode.${mode}`), disabled: !modes.includes(mode) }))}
        onChange={setMode}
      />
      <p className="note">{t(`queue.modeText.${draft.mode}`)}</p>
      {draft.mode === "delayed" && (
        <div className="mini-hours">
          <Field label={t("queue.leastHours")}>
            <InputNumber min={0} max={draft.most_hours} value={draft.least_hours} onChange={(hours) => setDraft({ ...draft, least_hours: hours ?? 0 })} />
          </Field>
          <Field label={t("queue.mostHours")}>
            <InputNumber min={draft.least_hours} max={mostHours} value={draft.most_hours} onChange={(hours) => setDraft({ ...draft, most_hours: hours ?? draft.least_hours })} />
          </Field>
          <Button disabled={!isChanged} loading={choose.isPending} onClick={() => choose.mutate(draft)}>
            {t("action.save")}
          </Button>
        </div>
      )}
    </>
  );
}
