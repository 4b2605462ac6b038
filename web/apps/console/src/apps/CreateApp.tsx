/** A new account. In the lab everything is filled in, so that one click makes it. */
import { Button, Input, Select } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";
import { LaneIcon, MessageIcon } from "../icons";
import { FieldNote } from "../shared/Counter";
import { Field } from "../shared/Field";
import { Answer } from "../shared/State";
import { useAct } from "../shared/useAct";
import { Box, Page } from "../shell/Page";
import { useInstance } from "../shell/useInstance";
import { useWords } from "../words";
import { NewSecret } from "./NewSecret";
import { freshName, misfitsOf, nameWidths, ownerKind, toRequest, widthOf } from "./newApp";
import type { NewAppDraft } from "./newApp";
import { appsKey, createApp, useApps, useOwners } from "./queries";
import type { AppWithSecret, Owner } from "./types";

export default function CreateApp() {
  const { t } = useWords();
  const { isLab } = useInstance();
  const owners = useOwners();
  const apps = useApps();
  const [made, setMade] = useState<AppWithSecret | null>(null);
  if (made !== null) return <Made app={made} />;
  return (
    <Page title={t("create.title")}>
      <Answer asked={owners}>
        {({ items }) =>
          apps.data === undefined ? null : (
            <CreateForm owners={items} taken={apps.data.items.map((app) => app.name)} isLab={isLab} onMade={setMade} />
          )
        }
      </Answer>
    </Page>
  );
}

interface FormProps {
  owners: Owner[];
  taken: string[];
  isLab: boolean;
  onMade: (app: AppWithSecret) => void;
}

function CreateForm({ owners, taken, isLab, onMade }: FormProps) {
  const { t, error, language } = useWords();
  const [draft, setDraft] = useState<NewAppDraft>(() =>
    firstDraft(owners, isLab, freshName(t("create.names").split("|"), taken), t("create.intro")),
  );
  const change = (part: Partial<NewAppDraft>) => setDraft((now) => ({ ...now, ...part }));
  const [hasLeft, setLeft] = useState(false);
  const misfits = misfitsOf(draft, owners);
  const create = useAct({
    run: () => createApp(toRequest(draft, language)),
    refresh: [appsKey, ["owners"]],
    onDone: onMade,
    onRefused: () => true,
  });
  const nameMisfit = misfits.find((one) => one.startsWith("name_"));
  const limit = nameMisfit === "name_too_short" ? nameWidths.least : nameWidths.most;
  return (
    <form
      className="narrow"
      onSubmit={(event) => {
        event.preventDefault();
        if (misfits.length === 0) create.mutate();
      }}
    >
      <Box>
        <fieldset className="kinds">
          <legend>{t("create.kind")}</legend>
          <KindChoice kind="service" draft={draft} onChoose={() => change({ kind: "service" })} />
          <KindChoice kind="subscription" draft={draft} onChoose={() => change({ kind: "subscription" })} />
        </fieldset>
        <Field
          label={t("create.name")}
          error={
            nameMisfit && (hasLeft || nameMisfit === "name_too_long") ? t(`create.${nameMisfit}`, { limit }) : undefined
          }
          note={t("counter.width", { used: widthOf(draft.name), limit: nameWidths.most })}
        >
          <Input
            autoFocus
            value={draft.name}
            onBlur={() => setLeft(true)}
            onChange={(event) => change({ name: event.target.value })}
          />
        </Field>
        <Field label={t("create.introLabel")}>
          <Input.TextArea
            autoSize={{ minRows: 2, maxRows: 4 }}
            maxLength={120}
            value={draft.intro}
            onChange={(event) => change({ intro: event.target.value })}
          />
        </Field>
        <OwnerChoice
          draft={draft}
          owners={owners}
          isLab={isLab}
          onChange={(owner) => change({ owner })}
          isWrong={misfits.includes("individual_owns_service")}
        />
        {create.error !== null && <FieldNote error={error(create.error)} />}
        <div className="form-end">
          <Button type="primary" htmlType="submit" loading={create.isPending} disabled={misfits.length > 0}>
            {t("create.create", { name: draft.name.trim() || "…" })}
          </Button>
        </div>
      </Box>
    </form>
  );
}

function KindChoice({
  kind,
  draft,
  onChoose,
}: {
  kind: NewAppDraft["kind"];
  draft: NewAppDraft;
  onChoose: () => void;
}) {
  const { t } = useWords();
  const Glyph = kind === "service" ? LaneIcon : MessageIcon;
  return (
    <label className={draft.kind === kind ? "kind kind--on" : "kind"}>
      <input type="radio" name="kind" value={kind} checked={draft.kind === kind} onChange={onChoose} />
      <Glyph aria-hidden size={24} />
      <span>
        <b>{t(`kind.${kind}`)}</b>
        <span className="mute">{t(`kind.${kind}Text`)}</span>
      </span>
    </label>
  );
}

interface OwnerChoiceProps {
  draft: NewAppDraft;
  owners: Owner[];
  isLab: boolean;
  isWrong: boolean;
  onChange: (owner: NewAppDraft["owner"]) => void;
}

function OwnerChoice({ draft, owners, isLab, isWrong, onChange }: OwnerChoiceProps) {
  const { t } = useWords();
  const made = [
    { value: "make:company", label: isLab ? t("create.makeCompanyLab") : t("create.makeCompany") },
    { value: "make:individual", label: isLab ? t("create.makeIndividualLab") : t("create.makeIndividual") },
  ];
  const known = owners.map((owner) => ({ value: owner.id, label: `${owner.name} · ${t(`owner.${owner.kind}`)}` }));
  const value = "id" in draft.owner ? draft.owner.id : `make:${draft.owner.make}`;
  const { owner } = draft;
  return (
    <>
      <Field
        label={t("create.owner")}
        error={isWrong ? t("create.individual_owns_service") : undefined}
        note={ownerKind(draft, owners) === "company" ? t("create.companyNote") : t("create.individualNote")}
      >
        <Select value={value} options={[...known, ...made]} onChange={(next: string) => onChange(ownerFrom(next))} />
      </Field>
      {!isLab && "make" in owner && (
        <Field label={t("create.ownerName")}>
          <Input value={owner.name} onChange={(event) => onChange({ ...owner, name: event.target.value })} />
        </Field>
      )}
      {!isLab && "make" in owner && owner.make === "company" && (
        <Field label={t("create.licence")}>
          <Input
            className="mono"
            value={owner.licence}
            onChange={(event) => onChange({ ...owner, licence: event.target.value.trim() })}
          />
        </Field>
      )}
    </>
  );
}

/** The account is there; its secret is shown this once. */
function Made({ app }: { app: AppWithSecret }) {
  const { t } = useWords();
  const navigate = useNavigate();
  return (
    <Page title={t("created.title", { name: app.name })}>
      <div className="narrow">
        <NewSecret appId={app.app_id} originalId={app.original_id} secret={app.secret} />
        <div className="form-end">
          <Button onClick={() => void navigate(`/apps/${app.app_id}`)}>{t("created.overview")}</Button>
          <Button type="primary" onClick={() => void navigate(`/apps/${app.app_id}/settings`)}>
            {t("created.callback")}
          </Button>
        </div>
      </div>
    </Page>
  );
}

function ownerFrom(choice: string): NewAppDraft["owner"] {
  if (choice === "make:company") return { make: "company", name: "", licence: "" };
  return choice === "make:individual" ? { make: "individual", name: "", licence: "" } : { id: choice };
}

function firstDraft(owners: Owner[], isLab: boolean, name: string, intro: string): NewAppDraft {
  const company = owners.find((owner) => owner.kind === "company");
  return {
    kind: "service",
    name: isLab ? name : "",
    intro: isLab ? intro : "",
    owner: company === undefined ? ownerFrom("make:company") : { id: company.id },
  };
}
