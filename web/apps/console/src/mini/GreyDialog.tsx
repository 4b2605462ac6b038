/** Giving a version to a share of people first; the share only grows, and at a hundred it is released. */
import { Checkbox, InputNumber, Modal, Slider } from "antd";
import { useState } from "react";
import { Field } from "../shared/Field";
import { useAct } from "../shared/useAct";
import { useWords } from "../words";
import { miniKey, setGrey } from "./queries";
import type { Program } from "./types";

export function GreyDialog({ program, number, onClose }: { program: Program; number: string; onClose: () => void }) {
  const { t } = useWords();
  const least = (program.grey?.percent ?? 0) + 1;
  const [percent, setPercent] = useState(Math.min(100, Math.max(least, program.grey === null ? 10 : 2 * program.grey.percent)));
  const [members_first, setMembers] = useState(program.grey?.members_first ?? false);
  const [testers_first, setTesters] = useState(program.grey?.testers_first ?? false);
  const set = useAct({
    run: () => setGrey(program.app_id, { percent, members_first, testers_first }),
    refresh: [miniKey(program.app_id)],
    done: percent === 100 ? t("mini.released", { number }) : t("mini.greySet", { percent }),
    onDone: onClose,
  });
  const act = percent === 100 ? t("mini.release", { number }) : t("mini.greyDo", { percent });
  return (
    <Modal
      open
      title={t("mini.greyTitle", { number })}
      okText={act}
      cancelText={t("action.cancel")}
      okButtonProps={{ loading: set.isPending }}
      onOk={() => set.mutate()}
      onCancel={onClose}
    >
      <p className="lead-note">{t("mini.greyText")}</p>
      <Field label={t("mini.greyPercent")} note={program.grey === null ? undefined : t("mini.greyGrows", { percent: program.grey.percent })}>
        <InputNumber
          autoFocus
          min={least}
          max={100}
          precision={0}
          suffix="%"
          value={percent}
          onChange={(chosen) => setPercent(chosen ?? least)}
        />
      </Field>
      <Slider min={least} max={100} value={percent} ariaLabelForHandle={t("mini.greyPercent")} onChange={setPercent} />
      <div className="stack mini-checks">
        <Checkbox checked={members_first} onChange={(event) => setMembers(event.target.checked)}>
          {t("mini.membersFirst")}
        </Checkbox>
        <Checkbox checked={testers_first} onChange={(event) => setTesters(event.target.checked)}>
          {t("mini.testersFirst")}
        </Checkbox>
      </div>
    </Modal>
  );
}
