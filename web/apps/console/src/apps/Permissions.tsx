/** What this account may call, why, and what happens when it calls what it may not. */
import { Chip } from "@hutong/ui";
import { Button } from "antd";
import { Fragment, useState } from "react";
import { CheckIcon, CloseIcon } from "../icons";
import { SearchField } from "../shared/SearchField";
import { Answer, Empty } from "../shared/State";
import { useAct } from "../shared/useAct";
import { Box, Page } from "../shell/Page";
import { useInstance } from "../shell/useInstance";
import { useWords } from "../words";
import { appKey, setPermission, useAppId, usePermissions } from "./queries";
import { RuleSwitch } from "./RuleSwitch";
import type { Permission } from "./types";

export default function Permissions() {
  const { t, has } = useWords();
  const { isLab } = useInstance();
  const appId = useAppId();
  const permissions = usePermissions(appId);
  const [sought, setSought] = useState("");
  const key = appKey(appId, "permissions");
  return (
    <Page title={t("nav.permissions")}>
      <Answer asked={permissions} rows={8}>
        {({ rule, items }) => {
          const label = (one: Permission) =>
            has(`permission.${one.permission}`) ? t(`permission.${one.permission}`) : one.permission;
          const shown = items.filter((one) =>
            `${label(one)} ${one.permission} ${one.paths.join(" ")}`
              .toLowerCase()
              .includes(sought.trim().toLowerCase()),
          );
          return (
            <div className="stack">
              <Box>
                <div className="rule-line">
                  <div className="grow">
                    <b>{t("rule.permissions")}</b>
                    <p className="note">{t(`permissions.${rule}`)}</p>
                  </div>
                  {isLab ? (
                    <RuleSwitch rule="permissions" state={rule} refresh={[key]} />
                  ) : (
                    <Chip>{t(`ruleState.${rule}`)}</Chip>
                  )}
                </div>
              </Box>
              <Box
                title={t("permissions.list")}
                more={<SearchField label={t("permissions.search")} value={sought} onChange={setSought} />}
              >
                {shown.length === 0 ? (
                  <Empty title={t("permissions.none")} />
                ) : (
                  <ul className="rows">
                    {shown.map((one) => (
                      <PermissionRow key={one.permission} appId={appId} permission={one} label={label(one)} />
                    ))}
                  </ul>
                )}
              </Box>
            </div>
          );
        }}
      </Answer>
    </Page>
  );
}

function PermissionRow({ appId, permission, label }: { appId: string; permission: Permission; label: string }) {
  const { t } = useWords();
  const { mayGrant } = useInstance();
  const { granted, by, needs, paths } = permission;
  const set = useAct({
    run: (next: boolean) => setPermission(appId, permission.permission, next),
    refresh: [appKey(appId, "permissions")],
  });
  const kinds = needs.map((kind) => t(`accountKind.${kind}`)).join(t("permissions.or"));
  const why = granted
    ? by !== null && t(`permissions.by_${by}`)
    : kinds !== "" && t("permissions.needs", { needs: kinds });
  return (
    <li className="row row--paths">
      <div className="grow">
        <b>{label}</b>
        <span className="paths">
          {paths.map((path) => (
            <code key={path}>
              {stepsOf(path).map((step, nth) => (
                <Fragment key={nth}>
                  <wbr />
                  <span>{step}</span>
                </Fragment>
              ))}
            </code>
          ))}
        </span>
      </div>
      <div className="row__end">
        <Chip tone={granted ? "ok" : "plain"} icon={granted ? CheckIcon : CloseIcon}>
          {granted ? t("permissions.granted") : t("permissions.missing")}
        </Chip>
        {why && <span className="mute">{why}</span>}
        {mayGrant && !granted && (
          <Button size="small" loading={set.isPending} onClick={() => set.mutate(true)}>
            {t("permissions.grant")}
          </Button>
        )}
        {mayGrant && granted && by === "grant" && (
          <Button size="small" type="text" loading={set.isPending} onClick={() => set.mutate(false)}>
            {t("permissions.takeBack")}
          </Button>
        )}
      </div>
    </li>
  );
}

/** A path breaks between its steps and never inside a word. */
const stepsOf = (path: string): string[] => path.match(/\/[^/]*/g) ?? [path];
