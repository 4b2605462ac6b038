/** One identity: the apps of an owner with which people have one unionid. */
import { Chip } from "@hutong/ui";
import type { components } from "@hutong/api/schema";
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { http } from "../api";
import { Fact } from "../shared/Copy";
import { Answer } from "../shared/State";
import { useAct } from "../shared/useAct";
import { useConfirm } from "../shared/useConfirm";
import { Box } from "../shell/Page";
import { useWords } from "../words";
import { appKey } from "./queries";

type Shape = components["schemas"]["IdentityShape"];
type Sibling = components["schemas"]["Sibling"];

const pathOf = (appId: string) => `/api/console/apps/${encodeURIComponent(appId)}/identity`;

export function Identity({ appId }: { appId: string }) {
  const { t } = useWords();
  const identity = useQuery({ queryKey: appKey(appId, "identity"), queryFn: () => http.get<Shape>(pathOf(appId)) });
  return (
    <Box title={t("identity.title")}>
      <p className="lead-note">{t("identity.text")}</p>
      <Answer asked={identity}>{(shape) => <Together appId={appId} shape={shape} />}</Answer>
    </Box>
  );
}

function Together({ appId, shape }: { appId: string; shape: Shape }) {
  const { t } = useWords();
  const confirm = useConfirm();
  const leave = useAct({ run: () => http.delete(pathOf(appId)), refresh: [appKey(appId, "identity")] });
  return (
    <>
      {shape.open_app_id && <Fact label={t("identity.account")} copy={shape.open_app_id}>
          <span className="mono">{shape.open_app_id}</span>
        </Fact>}
      {shape.others.length === 0 && <p className="note">{t("identity.alone")}</p>}
      <ul className="rows">
        {shape.others.map((other) => (
          <SiblingRow key={other.app_id} appId={appId} other={other} isBound={shape.open_app_id !== null} />
        ))}
      </ul>
      {shape.open_app_id && (
        <div className="form-end">
          <Button
            danger
            type="text"
            onClick={() => confirm({ title: t("identity.leaveTitle"), text: t("identity.leaveText"), action: t("identity.leave"), run: () => leave.mutateAsync() })}
          >
            {t("identity.leave")}
          </Button>
        </div>
      )}
    </>
  );
}

function SiblingRow({ appId, other, isBound }: { appId: string; other: Sibling; isBound: boolean }) {
  const { t } = useWords();
  const join = useAct({ run: () => http.post(pathOf(appId), { app_id: other.app_id }), refresh: [appKey(appId, "identity")] });
  // Two that are bound elsewhere each cannot be put together before one of them leaves.
  const isElsewhere = isBound && other.open_app_id !== null && !other.together;
  return (
    <li className="row">
      <div className="grow">
        <b dir="auto">{other.name}</b>
        <span className="note">
          {t(`kind.${other.kind}`)} · <span className="mono">{other.app_id}</span>
        </span>
      </div>
      <div className="row__end">
      {other.together ? (
        <Chip tone="ok">{t("identity.together")}</Chip>
      ) : (
        <Button size="small" loading={join.isPending} disabled={isElsewhere} onClick={() => join.mutate()}>
          {t(isElsewhere ? "identity.elsewhere" : "identity.join")}
        </Button>
      )}
      </div>
    </li>
  );
}
