/** The picture somebody wants to have in a program: the one they have here, or another. */
import { Button } from "@hutong/ui";
import { ImageIcon } from "@hutong/ui/icons";
import { useRef, useState } from "react";
import { useSelf } from "../../app/session";
import { useWords } from "../../app/words";
import { PersonAvatar } from "../../chat/peer";
import type { ProgramCard } from "../api";
import type { AskOf } from "./asks";
import { drawnPicture } from "./drawnPicture";
import { Layer } from "./Layer";
import { ProgramHead } from "./ProgramHead";

export default function AvatarSheet({ ask, program }: { ask: AskOf<"avatar">; program: ProgramCard }) {
  const { t } = useWords();
  const { self, api } = useSelf();
  const picker = useRef<HTMLInputElement>(null);
  const [isBusy, setBusy] = useState(false);
  const own = async () => {
    setBusy(true);
    const picture = self.avatar_url ? await fetch(api.mediaUrl(self.avatar_url)).then((answer) => (answer.ok ? answer.blob() : null), () => null) : null;
    ask.answer(picture ?? (await drawnPicture(self.name)));
  };
  return (
    <Layer title={t("mini.choosePicture")} onClose={() => ask.answer(null)}>
      <div className="mini-consent">
        <ProgramHead program={program} />
        <p className="mini-consent-note">{t("mini.pictureHelp", { name: program.name })}</p>
        <button type="button" className="mini-avatar" data-first disabled={isBusy} onClick={() => void own()}>
          <PersonAvatar person={self} size={48} />
          <span>{t("mini.ownPicture")}</span>
        </button>
        <Button look="soft" icon={ImageIcon} wide onClick={() => picker.current?.click()}>
          {t("mini.otherPicture")}
        </Button>
        <input ref={picker} type="file" accept="image/*" hidden onChange={(event) => event.target.files?.[0] && ask.answer(event.target.files[0])} />
      </div>
    </Layer>
  );
}
