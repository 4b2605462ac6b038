import { Avatar } from "@hutong/ui";
import { VerifiedIcon } from "@hutong/ui/icons";
import type { ReactNode } from "react";
import { useSelf } from "../../app/session";
import { useWords } from "../../app/words";
import type { ProgramCard } from "../api";

/** Who asks: the program's sign and name as the house knows them, and who answers for it. */
export function ProgramHead({ program, children }: { program: ProgramCard; children?: ReactNode }) {
  const { t } = useWords();
  const { api } = useSelf();
  return (
    <div className="program-head">
      <Avatar shape="place" name={program.name} picture={program.avatar_url && api.mediaUrl(program.avatar_url)} colour={program.colour} size={40} />
      <span>
        <b dir="auto">{program.name}</b>
        <small>
          {program.verified && <VerifiedIcon weight="fill" aria-label={t("account.verified")} />}
          <span dir="auto">{program.owner}</span>
        </small>
      </span>
      {children}
    </div>
  );
}
