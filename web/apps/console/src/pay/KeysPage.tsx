/** A merchant's keys and certificates, the apps it takes payments for, and the drill for a new platform certificate. */
import { Chip } from "@hutong/ui";
import { Button, Modal, Select } from "antd";
import { useState } from "react";
import { useApps } from "../apps/queries";
import { CloseIcon, DownloadIcon, KeyIcon, WarnIcon } from "../icons";
import { Fact } from "../shared/Copy";
import { saveFile } from "../shared/exports";
import { Moment } from "../shared/Moment";
import { Answer } from "../shared/State";
import { Table } from "../shared/Table";
import { useAct } from "../shared/useAct";
import { useConfirm } from "../shared/useConfirm";
import { Box, Page } from "../shell/Page";
import { useWords } from "../words";
import {
  bindApp,
  merchantKey,
  merchantsKey,
  newCertificate,
  newKey,
  revokeCertificate,
  rotatePlatform,
  setMode,
  unbindApp,
  useMchid,
  useMerchant,
} from "./queries";
import type { Certificate, KeyMode, MerchantDetail } from "./types";

const modes: KeyMode[] = ["both", "public_key", "certificate"];

export default function KeysPage() {
  const { t } = useWords();
  const merchant = useMerchant(useMchid());
  return (
    <Page title={t("nav.payKeys")}>
      <Answer asked={merchant}>
        {(one) => (
          <div className="stack">
            <Keys merchant={one} />
            <Apps merchant={one} />
            <Certificates merchant={one} />
            <Platform merchant={one} />
          </div>
        )}
      </Answer>
    </Page>
  );
}

function Keys({ merchant }: { merchant: MerchantDetail }) {
  const { t } = useWords();
  const [made, setMade] = useState<{ version: "v2" | "v3"; key: string } | null>(null);
  return (
    <Box title={t("merchant.keys")}>
      <dl className="facts">
        <Fact label={t("merchant.mchid")} copy={merchant.mchid}>
          <code>{merchant.mchid}</code>
        </Fact>
        <KeyFact merchant={merchant} version="v3" onMade={setMade} />
        <KeyFact merchant={merchant} version="v2" onMade={setMade} />
        {merchant.public_key_id !== null && (
          <Fact label={t("merchant.publicKeyId")} copy={merchant.public_key_id}>
            <code className="el">{merchant.public_key_id}</code>
          </Fact>
        )}
      </dl>
      {made !== null && (
        <Modal
          open
          title={t(`merchant.${made.version}Key`)}
          footer={<Button onClick={() => setMade(null)}>{t("action.close")}</Button>}
          onCancel={() => setMade(null)}
        >
          <dl className="facts">
            <Fact label={t(`merchant.${made.version}Key`)} copy={made.key}>
              <code>{made.key}</code>
            </Fact>
          </dl>
          <p className="banner banner--warn">
            <WarnIcon aria-hidden size={18} />
            <span>{t("merchants.once")}</span>
          </p>
        </Modal>
      )}
    </Box>
  );
}

interface KeyFactProps {
  merchant: MerchantDetail;
  version: "v2" | "v3";
  onMade: (made: { version: "v2" | "v3"; key: string }) => void;
}

function KeyFact({ merchant, version, onMade }: KeyFactProps) {
  const { t } = useWords();
  const confirm = useConfirm();
  const make = useAct({
    run: () => newKey(merchant.mchid, version),
    refresh: [merchantKey(merchant.mchid)],
    onDone: ({ key }) => onMade({ version, key }),
  });
  const isSet = version === "v2" ? merchant.has_v2_key : merchant.has_v3_key;
  const ask = () =>
    isSet
      ? confirm({
          title: t("merchant.newKeyTitle"),
          text: t("merchant.newKeyText"),
          action: t("merchant.newKey"),
          run: () => make.mutateAsync(),
        })
      : make.mutate();
  return (
    <Fact
      label={t(`merchant.${version}Key`)}
      actions={
        <Button size="small" icon={<KeyIcon aria-hidden size={16} />} loading={make.isPending} onClick={ask}>
          {t("merchant.newKey")}
        </Button>
      }
    >
      {isSet ? t("merchant.keySet") : <span className="mute">{t("merchant.keyMissing")}</span>}
    </Fact>
  );
}

function Apps({ merchant }: { merchant: MerchantDetail }) {
  const { t } = useWords();
  const apps = useApps().data?.items ?? [];
  const confirm = useConfirm();
  const refresh = [merchantKey(merchant.mchid), merchantsKey];
  const bind = useAct({ run: (appId: string) => bindApp(merchant.mchid, appId), refresh });
  const unbind = useAct({ run: (appId: string) => unbindApp(merchant.mchid, appId), refresh });
  const bound = new Set(merchant.apps.map((app) => app.app_id));
  const free = apps.filter((app) => !bound.has(app.app_id));
  return (
    <Box title={t("merchants.boundApps")}>
      <p className="lead-note">{t("merchants.boundNote")}</p>
      <ul className="pay-apps">
        {merchant.apps.map((app) => (
          <li key={app.app_id}>
            <b className="el">{app.name}</b>
            <code className="mute el">{app.app_id}</code>
            <Button
              type="text"
              size="small"
              aria-label={t("merchant.unbindOf", { name: app.name })}
              icon={<CloseIcon aria-hidden size={16} />}
              onClick={() =>
                confirm({
                  title: t("merchant.unbindOf", { name: app.name }),
                  text: t("merchant.unbindText"),
                  action: t("merchant.unbind"),
                  run: () => unbind.mutateAsync(app.app_id),
                })
              }
            />
          </li>
        ))}
      </ul>
      <Select
        className="pay-bind"
        aria-label={t("merchant.bind")}
        placeholder={t("merchant.bind")}
        value={null}
        disabled={free.length === 0}
        loading={bind.isPending}
        onChange={(appId: string | null) => appId !== null && bind.mutate(appId)}
        options={free.map((app) => ({ value: app.app_id, label: app.name }))}
      />
    </Box>
  );
}

function Certificates({ merchant }: { merchant: MerchantDetail }) {
  const { t } = useWords();
  const make = useAct({
    run: () => newCertificate(merchant.mchid),
    refresh: [merchantKey(merchant.mchid)],
    done: t("merchant.certificateMade"),
    onDone: (files) => {
      saveFile("apiclient_key.pem", "application/x-pem-file", files.private_key);
      saveFile("apiclient_cert.pem", "application/x-pem-file", files.certificate);
    },
  });
  return (
    <Box
      title={t("merchant.certificates")}
      flush
      more={
        <Button icon={<DownloadIcon aria-hidden size={18} />} loading={make.isPending} onClick={() => make.mutate()}>
          {t("merchant.newCertificate")}
        </Button>
      }
    >
      <Table
        items={merchant.certificates}
        keyOf={(certificate) => certificate.serial}
        columns={[
          { head: t("merchant.serial"), cell: ({ serial }) => <code className="el">{serial}</code> },
          { head: t("merchant.until"), cell: ({ not_after: until }) => <Moment at={until} isWire /> },
          {
            head: t("orders.state"),
            cell: ({ state }) => <Chip tone={state === "active" ? "ok" : undefined}>{t(`certificateState.${state}`)}</Chip>,
          },
        ]}
        actions={(certificate) =>
          certificate.state === "active" && <RevokeButton mchid={merchant.mchid} certificate={certificate} />
        }
      />
    </Box>
  );
}

function RevokeButton({ mchid, certificate }: { mchid: string; certificate: Certificate }) {
  const { t } = useWords();
  const confirm = useConfirm();
  const revoke = useAct({
    run: () => revokeCertificate(mchid, certificate.serial),
    refresh: [merchantKey(mchid)],
    done: t("merchant.revoked"),
  });
  const ask = () =>
    confirm({
      title: t("merchant.revokeTitle"),
      text: t("merchant.revokeText"),
      action: t("merchant.revoke"),
      run: () => revoke.mutateAsync(),
    });
  return (
    <Button size="small" danger loading={revoke.isPending} onClick={ask}>
      {t("merchant.revoke")}
    </Button>
  );
}

function Platform({ merchant }: { merchant: MerchantDetail }) {
  const { t } = useWords();
  const refresh = [merchantKey(merchant.mchid)];
  const rotate = useAct({ run: () => rotatePlatform(merchant.mchid), refresh, done: t("merchant.rotated") });
  const choose = useAct({ run: (mode: KeyMode) => setMode(merchant.mchid, mode), refresh });
  return (
    <Box
      title={t("merchant.platform")}
      more={
        <Button loading={rotate.isPending} onClick={() => rotate.mutate()}>
          {t("merchant.rotate")}
        </Button>
      }
    >
      <p className="lead-note">{t("merchant.platformNote")}</p>
      <Select
        className="pay-bind"
        aria-label={t("merchant.mode")}
        value={merchant.mode}
        loading={choose.isPending}
        onChange={(mode) => choose.mutate(mode)}
        options={modes.map((mode) => ({ value: mode, label: t(`keyMode.${mode}`) }))}
      />
      <ul className="pay-apps">
        {merchant.platform_certificates.map((certificate) => (
          <li key={certificate.serial}>
            <code className="el">{certificate.serial}</code>
            <span className="mute">
              {t("merchant.signsFrom")} <Moment at={certificate.effective_at} />
            </span>
          </li>
        ))}
      </ul>
    </Box>
  );
}
