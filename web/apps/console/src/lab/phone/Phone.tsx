/** A phone on the same network comes in: trust the lane's certificate, then open the lane. */
import "./phone.css";
import { Button, Select } from "antd";
import { useState } from "react";
import { RetryIcon } from "../../icons";
import { Field } from "../../shared/Field";
import { Answer } from "../../shared/State";
import { Box } from "../../shell/Page";
import { useWords } from "../../words";
import { LabPage } from "../LabPage";
import { ClosedDoor, OpenToAll } from "./Notices";
import { OpenStep } from "./OpenStep";
import { TrustStep } from "./TrustStep";
import { usePhoneDoor } from "./queries";
import type { PhoneDoor } from "./queries";

export default function Phone() {
  const { t } = useWords();
  const door = usePhoneDoor();
  return (
    <LabPage
      title={t("nav.phone")}
      soft={
        <Button loading={door.isRefetching} icon={<RetryIcon aria-hidden size={18} />} onClick={() => void door.refetch()}>
          {t("phone.look")}
        </Button>
      }
    >
      {door.data === undefined ? (
        <Box>
          <Answer asked={door}>{() => null}</Answer>
        </Box>
      ) : (
        <Door door={door.data} />
      )}
    </LabPage>
  );
}

function Door({ door }: { door: PhoneDoor }) {
  const { t } = useWords();
  const [address, choose] = useState<string | null>(null);
  const way = door.ways.find((one) => one.address === address) ?? door.ways[0];
  return (
    <div className="stack">
      {door.warning !== null && <OpenToAll />}
      {door.missing.length > 0 && <ClosedDoor door={door} />}
      {door.ways.length > 1 && (
        <Box>
          <Field label={t("phone.address")} note={t("phone.addressNote")}>
            <Select
              value={way?.address}
              options={door.ways.map((one) => ({ value: one.address, label: one.address }))}
              onChange={choose}
            />
          </Field>
        </Box>
      )}
      <div className="phone-steps">
        <TrustStep root={door.root} code={way?.trust ?? null} />
        <div className="stack">
          <OpenStep door={way?.open ?? null} />
          <Box title={t("phone.after")}>
            <p className="lead-note">{t("phone.afterText")}</p>
            <ul className="phone-list">
              <li>{t("phone.afterIphone")}</li>
              <li>{t("phone.afterAndroid")}</li>
            </ul>
          </Box>
        </div>
      </div>
    </div>
  );
}
