/** The codes and links that open a program: what people have, what testers have, what a developer has. */
import { Button, Segmented } from "antd";
import { useState } from "react";
import { DownloadIcon } from "../icons";
import { Fact } from "../shared/Copy";
import { Box } from "../shell/Page";
import { useWords } from "../words";
import { codeAddress } from "./queries";
import type { Program } from "./types";

const kinds = ["release", "trial", "develop"] as const;
type Kind = (typeof kinds)[number];

export function Codes({ program }: { program: Program }) {
  const { t } = useWords();
  const [kind, setKind] = useState<Kind>(() => (program.release !== null ? "release" : program.trial !== null ? "trial" : "develop"));
  const link = { release: program.url, trial: program.trial_url, develop: program.develop_url }[kind];
  const isThere = kind === "develop" || program[kind] !== null;
  return (
    <Box title={t("mini.codes")}>
      <Segmented<Kind>
        block
        className="mini-codes__kinds"
        aria-label={t("mini.codes")}
        value={kind}
        options={kinds.map((one) => ({ value: one, label: t(`mini.kind.${one}`) }))}
        onChange={setKind}
      />
      <div className="code-card">
        <img
          className={isThere ? undefined : "mini-codes__early"}
          src={codeAddress(program.app_id, kind, "svg")}
          alt={t("mini.codeOf", { name: program.name, kind: t(`mini.kind.${kind}`) })}
          width={160}
          height={160}
        />
        <div className="code-card__do">
          {(["svg", "png"] as const).map((form) => (
            <Button
              key={form}
              size="small"
              icon={<DownloadIcon aria-hidden size={16} />}
              href={codeAddress(program.app_id, kind, form)}
              download={`${program.name}-${kind}.${form}`}
            >
              {form.toUpperCase()}
            </Button>
          ))}
        </div>
      </div>
      <dl className="facts facts--stacked">
        <Fact label={t("mini.link")} copy={link}>
          <a href={link} target="_blank" rel="noreferrer">
            {link}
          </a>
        </Fact>
      </dl>
      <p className="note">{t(isThere ? `mini.kindText.${kind}` : `mini.kindMissing.${kind}`)}</p>
    </Box>
  );
}
