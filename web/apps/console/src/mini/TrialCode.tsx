/** The trial version, one press away: its code for a phone, its link for this browser. */
import { Button, Modal } from "antd";
import { useState } from "react";
import { QrCodeIcon } from "../icons";
import { Fact } from "../shared/Copy";
import { useWords } from "../words";
import { codeAddress } from "./queries";
import type { Program } from "./types";

export function TrialCode({ program }: { program: Program }) {
  const { t } = useWords();
  const [isOpen, setOpen] = useState(false);
  return (
    <span className="mini-do">
      <Button size="small" icon={<QrCodeIcon aria-hidden size={16} />} onClick={() => setOpen(true)}>
        {t("mini.tryIt")}
      </Button>
      {isOpen && (
        <Modal open width={380} title={t("mini.tryTitle", { name: program.name, number: program.trial?.number ?? "" })} footer={null} onCancel={() => setOpen(false)}>
          <div className="code-card mini-try">
            <img src={codeAddress(program.app_id, "trial", "svg")} alt={t("mini.codeOf", { name: program.name, kind: t("mini.kind.trial") })} width={240} height={240} />
          </div>
          <dl className="facts facts--stacked">
            <Fact label={t("mini.link")} copy={program.trial_url}>
              <a href={program.trial_url} target="_blank" rel="noreferrer">
                {program.trial_url}
              </a>
            </Fact>
          </dl>
          <p className="note">{t("mini.kindText.trial")}</p>
        </Modal>
      )}
    </span>
  );
}
