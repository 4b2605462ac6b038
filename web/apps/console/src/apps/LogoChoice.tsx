/** The picture of a program that is about to be made. */
import { Avatar } from "@hutong/ui";
import { Button } from "antd";
import { useEffect, useRef, useState } from "react";
import { ImageIcon } from "../icons";
import { useWords } from "../words";

export function LogoChoice({ name, logo, onChange }: { name: string; logo: Blob | null; onChange: (logo: Blob) => void }) {
  const { t } = useWords();
  const file = useRef<HTMLInputElement>(null);
  const [shown, setShown] = useState<string | null>(null);
  useEffect(() => () => void (shown && URL.revokeObjectURL(shown)), [shown]);
  return (
    <div className="avatar-choice">
      <Avatar shape="place" name={name || "…"} colour="water" picture={logo && shown} size={64} />
      <div>
        <Button icon={<ImageIcon aria-hidden size={18} />} onClick={() => file.current?.click()}>
          {t("overview.avatar")}
        </Button>
        <p className="note">{t("overview.avatarNote")}</p>
      </div>
      <input
        ref={file}
        type="file"
        hidden
        accept="image/png,image/jpeg,image/webp,image/gif"
        aria-label={t("create.logo")}
        onChange={(event) => {
          const picture = event.target.files?.[0];
          if (picture) {
            setShown(URL.createObjectURL(picture));
            onChange(picture);
          }
          event.target.value = "";
        }}
      />
    </div>
  );
}
