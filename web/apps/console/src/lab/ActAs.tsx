/** Doing as a person would: write to an account, or scan one of its codes. */
import { Input, Modal, Select } from "antd";
import { useState } from "react";
import { useApps } from "../apps/queries";
import { useSceneCodes } from "../official/queries";
import { Field } from "../shared/Field";
import { useAct } from "../shared/useAct";
import { useWords } from "../words";
import { peopleKey, scanAs, sendAs } from "./queries";
import type { LabPerson } from "./types";

export type Deed = "send" | "scan";

interface ActAsProps {
  deed: Deed;
  person: LabPerson;
  onClose: () => void;
}

export function ActAs({ deed, person, onClose }: ActAsProps) {
  const { t } = useWords();
  const apps = useApps().data?.items ?? [];
  const [chosen, choose] = useState<string | null>(null);
  const [text, setText] = useState("");
  const [code, setCode] = useState<string | null>(null);
  const app = apps.find((one) => one.app_id === chosen) ?? apps[0];
  const act = useAct({
    run: (appId: string) => (deed === "send" ? sendAs(person.id, appId, text) : scanAs(person.id, code ?? app?.link_url ?? "", appId)),
    refresh: [peopleKey],
    done: t(deed === "send" ? "people.sent" : "people.scanned", { name: person.name }),
    onDone: onClose,
  });
  const canAct = app !== undefined && (deed === "scan" || text.trim() !== "");
  return (
    <Modal
      open
      title={t(deed === "send" ? "people.sendAs" : "people.scanAs", { name: person.name })}
      okText={t(deed === "send" ? "people.send" : "people.scan")}
      cancelText={t("action.cancel")}
      okButtonProps={{ loading: act.isPending, disabled: !canAct }}
      onOk={() => app && act.mutate(app.app_id)}
      onCancel={onClose}
    >
      <Field label={t("faults.account")} note={t("people.followsThen", { name: person.name })}>
        <Select
          value={app?.app_id}
          options={apps.map((one) => ({ value: one.app_id, label: one.name }))}
          onChange={(appId) => {
            choose(appId);
            setCode(null);
          }}
        />
      </Field>
      {deed === "send" ? (
        <Field label={t("people.text")}>
          <Input.TextArea
            autoFocus
            autoSize={{ minRows: 2, maxRows: 6 }}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        </Field>
      ) : (
        app !== undefined && (
          <CodeChoice key={app.app_id} appId={app.app_id} link={app.link_url} code={code} onChoose={setCode} />
        )
      )}
    </Modal>
  );
}

interface CodeChoiceProps {
  appId: string;
  link: string;
  code: string | null;
  onChoose: (url: string) => void;
}

function CodeChoice({ appId, link, code, onChoose }: CodeChoiceProps) {
  const { t } = useWords();
  const codes = useSceneCodes(appId).data?.items ?? [];
  return (
    <Field label={t("people.code")}>
      <Select
        value={code ?? link}
        options={[
          { value: link, label: t("people.ownCode") },
          ...codes.map((one) => ({ value: one.url, label: t("scenes.codeFor", { scene: one.scene }) })),
        ]}
        onChange={onChoose}
      />
    </Field>
  );
}
