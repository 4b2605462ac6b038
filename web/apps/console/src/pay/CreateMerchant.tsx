/** A new merchant. In the lab everything is filled in, so that one click makes it; the keys are shown this once. */
import { Button, Input, Select } from "antd";
import { useState } from "react";
import { useApps, useOwners } from "../apps/queries";
import type { App, Owner } from "../apps/types";
import { FieldNote } from "../shared/Counter";
import { Field } from "../shared/Field";
import { Answer } from "../shared/State";
import { useAct } from "../shared/useAct";
import { Box, Page } from "../shell/Page";
import { useInstance } from "../shell/useInstance";
import { useWords } from "../words";
import { NewMerchantKeys } from "./NewMerchantKeys";
import { createMerchant, merchantsKey } from "./queries";
import type { MerchantDraft, MerchantKind, NewMerchant } from "./types";

const kinds: MerchantKind[] = ["ordinary", "partner"];
const madeUp = "make";

export default function CreateMerchant() {
  const { t } = useWords();
  const owners = useOwners();
  const apps = useApps();
  const [made, setMade] = useState<NewMerchant | null>(null);
  if (made !== null) return <NewMerchantKeys merchant={made} />;
  return (
    <Page title={t("merchants.create")}>
      <Answer asked={owners}>
        {({ items }) =>
          apps.data === undefined ? null : <CreateForm owners={items} apps={apps.data.items} onMade={setMade} />
        }
      </Answer>
    </Page>
  );
}

interface FormProps {
  owners: Owner[];
  apps: App[];
  onMade: (made: NewMerchant) => void;
}

function CreateForm({ owners, apps, onMade }: FormProps) {
  const { t, error } = useWords();
  const { isLab } = useInstance();
  const companies = owners.filter((owner) => owner.kind === "company");
  const [name, setName] = useState(isLab ? t("merchants.proposed") : "");
  const [kind, setKind] = useState<MerchantKind>("ordinary");
  const [ownerId, setOwnerId] = useState(companies[0]?.id ?? madeUp);
  const [appIds, setAppIds] = useState(apps.slice(0, 1).map((app) => app.app_id));
  const create = useAct({
    run: () => createMerchant(draftOf(name, kind, ownerId, appIds)),
    refresh: [merchantsKey, ["owners"]],
    onDone: onMade,
    onRefused: () => true,
  });
  const isReady = name.trim() !== "";
  return (
    <form
      className="narrow"
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) create.mutate();
      }}
    >
      <Box>
        <Field label={t("merchants.name")} note={t("merchants.nameNote")}>
          <Input autoFocus maxLength={64} value={name} onChange={(event) => setName(event.target.value)} />
        </Field>
        <Field label={t("merchants.kind")} note={t(`merchantKind.${kind}Text`)}>
          <Select
            value={kind}
            onChange={setKind}
            options={kinds.map((one) => ({ value: one, label: t(`merchantKind.${one}`) }))}
          />
        </Field>
        <Field label={t("create.owner")} note={t("merchants.ownerNote")}>
          <Select
            value={ownerId}
            onChange={setOwnerId}
            options={[
              ...owners.map((owner) => ({ value: owner.id, label: `${owner.name} · ${t(`owner.${owner.kind}`)}` })),
              ...(isLab ? [{ value: madeUp, label: t("create.makeCompanyLab") }] : []),
            ]}
          />
        </Field>
        <Field label={t("merchants.boundApps")} note={t("merchants.boundNote")}>
          <Select
            mode="multiple"
            value={appIds}
            onChange={setAppIds}
            options={apps.map((app) => ({ value: app.app_id, label: app.name }))}
          />
        </Field>
        {create.error !== null && <FieldNote error={error(create.error)} />}
        <div className="form-end">
          <Button type="primary" htmlType="submit" loading={create.isPending} disabled={!isReady}>
            {t("create.create", { name: name.trim() || "…" })}
          </Button>
        </div>
      </Box>
    </form>
  );
}

function draftOf(name: string, kind: MerchantKind, ownerId: string, appIds: string[]): MerchantDraft {
  const owner = ownerId === madeUp ? { owner: { kind: "company" as const } } : { owner_id: ownerId };
  return { name: name.trim(), kind, app_ids: appIds, ...owner };
}
