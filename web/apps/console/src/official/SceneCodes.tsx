/** Codes with a scene: who scans one is told apart from who scans another. */
import { Chip } from "@hutong/ui";
import { Button, Input, InputNumber, Modal, QRCode, Segmented, Select } from "antd";
import { useEffect, useRef, useState } from "react";
import { appKey, useAppId } from "../apps/queries";
import { PlusIcon } from "../icons";
import { ApiCallButton } from "../shared/code/CodeDrawer";
import { CopyButton } from "../shared/Copy";
import { Field } from "../shared/Field";
import { Moment } from "../shared/Moment";
import { Answer, Empty } from "../shared/State";
import { useAct } from "../shared/useAct";
import { Page } from "../shell/Page";
import { useWords } from "../words";
import { useLaneSecond } from "../shared/useLaneSecond";
import { savePng, saveSvg } from "./drawnCode";
import { createSceneCode, useSceneCodes } from "./queries";
import { firstSceneDraft, lifetimes, mistakeIn, sceneLimits, toRequest } from "./sceneDraft";
import type { SceneDraft } from "./sceneDraft";
import type { SceneCode } from "./types";

export default function SceneCodes() {
  const { t } = useWords();
  const appId = useAppId();
  const codes = useSceneCodes(appId);
  const [isMaking, setMaking] = useState(false);
  const create = (
    <Button type="primary" icon={<PlusIcon aria-hidden weight="bold" />} onClick={() => setMaking(true)}>
      {t("scenes.create")}
    </Button>
  );
  return (
    <Page
      title={t("nav.qrcodes")}
      soft={
        <ApiCallButton
          calls={[
            {
              name: t("code.qrcode"),
              method: "POST",
              path: "/cgi-bin/qrcode/create",
              query: { access_token: "ACCESS_TOKEN" },
              body: {
                action_name: "QR_LIMIT_STR_SCENE",
                action_info: { scene: { scene_str: codes.data?.items[0]?.scene ?? "front door" } },
              },
            },
          ]}
        />
      }
      door={codes.data !== undefined && codes.data.items.length > 0 ? create : undefined}>
      <Answer asked={codes}>
        {({ items }) =>
          items.length === 0 ? (
            <div className="box">
              <Empty title={t("scenes.empty")} text={t("scenes.emptyText")}>
                {create}
              </Empty>
            </div>
          ) : (
            <ul className="cards">
              {items.map((code) => (
                <li key={code.ticket}>
                  <CodeCard code={code} />
                </li>
              ))}
            </ul>
          )
        }
      </Answer>
      {isMaking && <MakeCode appId={appId} onClose={() => setMaking(false)} />}
    </Page>
  );
}

function CodeCard({ code }: { code: SceneCode }) {
  const { t } = useWords();
  const frame = useRef<HTMLDivElement>(null);
  const now = useLaneSecond();
  const isOver = code.expires_at !== null && Date.parse(code.expires_at) <= now;
  useEffect(() => {
    // The drawing says nothing that the words beside it do not.
    frame.current?.querySelector("svg")?.setAttribute("aria-hidden", "true");
  }, [code.url]);
  const save = (run: (drawing: SVGElement, name: string) => unknown) => {
    const drawing = frame.current?.querySelector("svg");
    if (drawing) run(drawing, code.scene);
  };
  return (
    <article className={isOver ? "box scene scene--over" : "box scene"}>
      <div className="scene__code" ref={frame}>
        <span className="sr">{t("scenes.codeFor", { scene: code.scene })}</span>
        <QRCode
          aria-hidden
          type="svg"
          value={code.url}
          size={112}
          bordered={false}
          color="#000"
          bgColor="#fff"
          errorLevel="M"
        />
      </div>
      <div className="scene__text">
        <b className="el mono">{code.scene}</b>
        <span className="scene__when">
          {code.expires_at === null ? (
            <Chip>{t("scenes.permanent")}</Chip>
          ) : isOver ? (
            <Chip tone="bad">{t("scenes.over")}</Chip>
          ) : (
            <Chip tone="warn">
              {t("scenes.until")} <Moment at={code.expires_at} />
            </Chip>
          )}
        </span>
        <span className="scene__do">
          <Button size="small" onClick={() => save(saveSvg)}>
            SVG
          </Button>
          <Button size="small" onClick={() => save(savePng)}>
            PNG
          </Button>
          <CopyButton text={code.ticket} what={t("scenes.ticket")} />
        </span>
      </div>
    </article>
  );
}

function MakeCode({ appId, onClose }: { appId: string; onClose: () => void }) {
  const { t } = useWords();
  const [draft, setDraft] = useState<SceneDraft>(firstSceneDraft);
  const change = (part: Partial<SceneDraft>) => setDraft((now) => ({ ...now, ...part }));
  const [hasLeft, setLeft] = useState(false);
  const mistake = mistakeIn(draft);
  const make = useAct({
    run: () => createSceneCode(appId, toRequest(draft)),
    refresh: [appKey(appId, "qrcodes")],
    onDone: onClose,
  });
  const error =
    mistake !== null && hasLeft
      ? t(`scenes.${mistake}`, { limit: draft.isPermanent ? sceneLimits.permanentNumber : sceneLimits.temporaryNumber })
      : undefined;
  return (
    <Modal
      open
      title={t("scenes.create")}
      okText={t("scenes.make")}
      cancelText={t("action.cancel")}
      okButtonProps={{ loading: make.isPending }}
      onOk={() => (mistake === null ? make.mutate() : setLeft(true))}
      onCancel={onClose}
    >
      <div className="field-box">
        <span>{t("scenes.life")}</span>
        <Segmented
          block
          aria-label={t("scenes.life")}
          value={draft.isPermanent ? "permanent" : "temporary"}
          options={[
            { value: "permanent", label: t("scenes.permanent") },
            { value: "temporary", label: t("scenes.temporary") },
          ]}
          onChange={(life) => change({ isPermanent: life === "permanent" })}
        />
      </div>
      {!draft.isPermanent && (
        <Field label={t("scenes.lifetime")}>
          <Select
            value={draft.seconds}
            options={lifetimes.map(({ seconds, key }) => ({ value: seconds, label: t(`lifetime.${key}`) }))}
            onChange={(seconds) => change({ seconds })}
          />
        </Field>
      )}
      <div className="field-box">
        <span>{t("scenes.kind")}</span>
        <Segmented
          block
          aria-label={t("scenes.kind")}
          value={draft.isNumber ? "number" : "text"}
          options={[
            { value: "text", label: t("scenes.text") },
            { value: "number", label: t("scenes.number") },
          ]}
          onChange={(kind) => change({ isNumber: kind === "number", scene: "" })}
        />
      </div>
      <Field label={t("scenes.scene")} error={error} note={t("scenes.sceneNote")}>
        {draft.isNumber ? (
          <InputNumber
            className="wide"
            min={1}
            precision={0}
            controls={false}
            value={draft.scene === "" ? null : Number(draft.scene)}
            onBlur={() => setLeft(true)}
            onChange={(number) => change({ scene: number === null ? "" : String(number) })}
          />
        ) : (
          <Input
            className="mono"
            value={draft.scene}
            onBlur={() => setLeft(true)}
            onChange={(event) => change({ scene: event.target.value })}
          />
        )}
      </Field>
    </Modal>
  );
}
