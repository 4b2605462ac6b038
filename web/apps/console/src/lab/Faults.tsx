/** What goes wrong with the next callbacks, on purpose. */
import { Avatar, Chip } from "@hutong/ui";
import { Button, InputNumber, Select } from "antd";
import { useState } from "react";
import { useApps } from "../apps/queries";
import type { App } from "../apps/types";
import { useMerchants } from "../pay/queries";
import type { Merchant } from "../pay/types";
import { HourglassIcon } from "../icons";
import { Field } from "../shared/Field";
import { Answer, Empty } from "../shared/State";
import { useAct } from "../shared/useAct";
import { Box } from "../shell/Page";
import { useWords } from "../words";
import { LabPage } from "./LabPage";
import { addFault, clearFaults, faultsKey, useFaults } from "./queries";
import type { Fault, FaultKind } from "./types";

const kinds: FaultKind[] = ["timeout", "refuse", "status_500", "garbage", "slow", "duplicate", "lost"];
const kindsOfMerchants: FaultKind[] = [...kinds, "late", "probe", "refund_abnormal"];

export default function Faults() {
  const { t } = useWords();
  const apps = useApps();
  const merchants = useMerchants().data?.items ?? [];
  const faults = useFaults();
  return (
    <LabPage title={t("nav.faults")}>
      <Answer asked={apps}>
        {({ items }) => (
          <div className="one-two">
            <Arm apps={items} merchants={merchants} />
            <Answer asked={faults}>
              {(answer) => <Armed faults={answer.items} apps={items} merchants={merchants} />}
            </Answer>
          </div>
        )}
      </Answer>
    </LabPage>
  );
}

interface Struck {
  apps: App[];
  merchants: Merchant[];
}

function Arm({ apps, merchants }: Struck) {
  const { t } = useWords();
  const [chosen, choose] = useState<string | null>(null);
  const [kind, setKind] = useState<FaultKind>("timeout");
  const [times, setTimes] = useState<number | null>(1);
  const struck = chosen ?? apps[0]?.app_id ?? merchants[0]?.mchid;
  const isMerchant = merchants.some((merchant) => merchant.mchid === struck);
  const offered = isMerchant ? kindsOfMerchants : kinds;
  const arm = useAct({
    run: (whom: string) => addFault({ ...(isMerchant ? { mchid: whom } : { app_id: whom }), kind, times: times ?? 1 }),
    refresh: [faultsKey],
    done: t("faults.armed"),
  });
  if (struck === undefined) {
    return (
      <Box>
        <Empty title={t("home.empty")} text={t("faults.noApps")} />
      </Box>
    );
  }
  return (
    <Box title={t("faults.title")}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          arm.mutate(struck);
        }}
      >
        <Field label={t("faults.account")}>
          <Select
            value={struck}
            options={[
              { label: t("nav.accounts"), options: apps.map((app) => ({ value: app.app_id, label: app.name })) },
              {
                label: t("nav.merchants"),
                options: merchants.map((merchant) => ({ value: merchant.mchid, label: merchant.name })),
              },
            ].filter((group) => group.options.length > 0)}
            onChange={(whom) => {
              choose(whom);
              if (!kinds.includes(kind)) setKind("timeout");
            }}
          />
        </Field>
        <Field label={t("faults.kind")} note={t(`faultText.${kind}`)}>
          <Select
            value={kind}
            options={offered.map((one) => ({ value: one, label: t(`fault.${one}`) }))}
            onChange={setKind}
          />
        </Field>
        <Field label={t("faults.times")}>
          <InputNumber className="wide" min={1} max={1000} precision={0} value={times} onChange={setTimes} />
        </Field>
        <div className="form-end">
          <Button type="primary" htmlType="submit" loading={arm.isPending} disabled={times === null}>
            {t("faults.arm")}
          </Button>
        </div>
      </form>
    </Box>
  );
}

function Armed({ faults, apps, merchants }: Struck & { faults: Fault[] }) {
  const { t } = useWords();
  const clear = useAct({ run: () => clearFaults(), refresh: [faultsKey] });
  return (
    <Box
      title={t("faults.waiting")}
      more={
        faults.length > 0 && (
          <Button size="small" loading={clear.isPending} onClick={() => clear.mutate()}>
            {t("faults.clear")}
          </Button>
        )
      }
    >
      {faults.length === 0 ? (
        <Empty title={t("faults.empty")} text={t("faults.emptyText")} />
      ) : (
        <ul className="rows">
          {faults.map((fault, index) => {
            const app = apps.find((one) => one.app_id === fault.app_id);
            const merchant = merchants.find((one) => one.mchid === fault.app_id);
            return (
              <li key={fault.id ?? index} className="row">
                {app !== undefined && (
                  <Avatar shape="place" name={app.name} colour={app.colour} picture={app.avatar_url} size={32} />
                )}
                <div className="grow">
                  <b>{t(`fault.${fault.kind}`)}</b>
                  <span className="mute">{app?.name ?? merchant?.name ?? fault.app_id}</span>
                </div>
                <Chip tone="warn" icon={HourglassIcon}>
                  {t("faults.left", { count: fault.times })}
                </Chip>
              </li>
            );
          })}
        </ul>
      )}
    </Box>
  );
}
