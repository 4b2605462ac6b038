/** A new account or mini program. In the lab everything is filled in, so that one click makes it. */
import { ApiError } from "@hutong/api";
import { Button, Input, Select } from "antd";
import { useState } from "react";
import { useNavigate, useSearchParams } from "react-router";
import { LaneIcon, MessageIcon, ProgramIcon } from "../icons";
import { createProgram } from "../mini/queries";
import { useCategories } from "../mini/settingQueries";
import type { Category } from "../mini/types";
import { FieldNote } from "../shared/Counter";
import { Field } from "../shared/Field";
import { Answer } from "../shared/State";
import { useAct } from "../shared/useAct";
import { Box, Page } from "../shell/Page";
import { useInstance } from "../shell/useInstance";
import { useWords } from "../words";
import { CategoryChoice } from "./CategoryChoice";
import { LogoChoice } from "./LogoChoice";
import { NewSecret } from "./NewSecret";
import { freshName, misfitsOf, nameWidths, ownerKind, toProgram, toRequest, widthOf } from "./newApp";
import type { NewAppDraft } from "./newApp";
import { appsKey, createApp, setAvatar, useApps, useOwners } from "./queries";
import type { AppKind, Owner } from "./types";

/** What has just been made. */
interface MadeApp {
  app_id: string;
  name: string;
  original_id: string;
  secret: string;
}

export default function CreateApp() {
  const { t } = useWords();
  const { isLab } = useInstance();
  const owners = useOwners();
  const apps = useApps();
  const table = useCategories();
  const [made, setMade] = useState<{ app: MadeApp; kind: AppKind } | null>(null);
  if (made !== null) return <Made {...made} />;
  return (
    <Page title={t("create.title")}>
      <Answer asked={owners}>
        {({ items }) =>
          apps.data === undefined || table.data === undefined ? null : (
            <CreateForm
              owners={items}
              taken={apps.data.items.map((app) => app.name)}
              table={table.data.items}
              isLab={isLab}
              onMade={(app, kind) => setMade({ app, kind })}
            />
          )
        }
      </Answer>
    </Page>
  );
}

interface FormProps {
  owners: Owner[];
  taken: string[];
  table: Category[];
  isLab: boolean;
  onMade: (app: MadeApp, kind: AppKind) => void;
}

function CreateForm({ owners, taken, table, isLab, onMade }: FormProps) {
  const { t, error, language } = useWords();
  const [asked] = useSearchParams();
  const [draft, setDraft] = useState<NewAppDraft>(() => ({
    ...firstDraft(owners, isLab, freshName(t("create.names").split("|"), taken), t("create.intro")),
    kind: asked.get("kind") === "mini" ? "mini" : "service",
    category: isLab ? (table.find((one) => one.for_individuals && one.papers === "") ?? null) : null,
  }));
  const [hasLeft, setLeft] = useState(false);
  const misfits = misfitsOf(draft, owners);
  const create = useAct({
    run: () => make(draft, language),
    refresh: [appsKey, ["owners"]],
    onDone: (app) => onMade(app, draft.kind),
    onRefused: () => true,
  });
  const change = (part: Partial<NewAppDraft>) => {
    setDraft((now) => ({ ...now, ...part }));
    create.reset();
  };
  const nameMisfit = misfits.find((one) => one.startsWith("name_"));
  const limit = nameMisfit === "name_too_short" ? nameWidths.least : nameWidths.most;
  // A refusal stands beside what it is about.
  const refusal = create.error === null ? "" : error(create.error);
  const refused = create.error instanceof ApiError ? create.error.code : "";
  const isAboutName = refused.startsWith("name_");
  const isAboutCategory = /^(?:category|categories|papers)_/.test(refused);
  const nameError = nameMisfit && (hasLeft || nameMisfit === "name_too_long") ? t(`create.${nameMisfit}`, { limit }) : isAboutName ? refusal : undefined;
  const closed = misfits.includes("category_closed") ? t("create.category_closed") : undefined;
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
          {(["service", "subscription", "mini"] as const).map((kind) => (
            <KindChoice key={kind} kind={kind} draft={draft} onChoose={() => change({ kind })} />
          ))}
        </fieldset>
        <Field label={t("create.name")} error={nameError} note={t("counter.width", { used: widthOf(draft.name), limit: nameWidths.most })}>
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
        {draft.kind === "mini" && (
          <>
            <CategoryChoice
              table={table}
              isIndividuals={ownerKind(draft, owners) === "individual"}
              chosen={draft.category}
              error={closed ?? (isAboutCategory ? refusal : undefined)}
              onChange={(category) => change({ category })}
            />
            <LogoChoice name={draft.name.trim()} logo={draft.logo} onChange={(logo) => change({ logo })} />
          </>
        )}
        {refusal !== "" && !isAboutName && !isAboutCategory && <FieldNote error={refusal} />}
        <div className="form-end">
          <Button type="primary" htmlType="submit" loading={create.isPending} disabled={misfits.length > 0}>
            {t("create.create", { name: draft.name.trim() || "…" })}
          </Button>
        </div>
      </Box>
    </form>
  );
}

async function make(draft: NewAppDraft, language: Parameters<typeof toProgram>[1]): Promise<MadeApp> {
  const { kind, logo } = draft;
  if (kind !== "mini") return createApp(toRequest({ ...draft, kind }, language));
  const program = await createProgram(toProgram(draft, language));
  // It is made by now, whatever becomes of its picture, which can be put up again on its overview.
  if (logo !== null) await setAvatar(program.app_id, logo).catch(() => undefined);
  return program;
}

const glyphs = { service: LaneIcon, subscription: MessageIcon, mini: ProgramIcon };

function KindChoice({ kind, draft, onChoose }: { kind: AppKind; draft: NewAppDraft; onChoose: () => void }) {
  const { t } = useWords();
  const Glyph = glyphs[kind];
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
        note={t(`create.${ownerKind(draft, owners) === "company" ? "companyNote" : "individualNote"}${draft.kind === "mini" ? "Mini" : ""}`)}
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

/** It is there; its secret is shown this once. */
function Made({ app, kind }: { app: MadeApp; kind: AppKind }) {
  const { t } = useWords();
  const navigate = useNavigate();
  const next = kind === "mini" ? { label: t("created.upload"), page: "versions" } : { label: t("created.callback"), page: "settings" };
  return (
    <Page title={t("created.title", { name: app.name })}>
      <div className="narrow">
        <NewSecret appId={app.app_id} originalId={app.original_id} secret={app.secret} />
        <div className="form-end">
          <Button onClick={() => void navigate(`/apps/${app.app_id}`)}>{t("created.overview")}</Button>
          <Button type="primary" onClick={() => void navigate(`/apps/${app.app_id}/${next.page}`)}>
            {next.label}
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

function firstDraft(owners: Owner[], isLab: boolean, name: string, intro: string): Omit<NewAppDraft, "kind" | "category"> {
  const company = owners.find((owner) => owner.kind === "company");
  return {
    name: isLab ? name : "",
    intro: isLab ? intro : "",
    owner: company === undefined ? ownerFrom("make:company") : { id: company.id },
    logo: null,
  };
}
