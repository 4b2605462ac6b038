/** Renaming an account and giving it a face; its link and codes stay what they are. */
import { Avatar } from "@hutong/ui";
import { Button, Input, Modal } from "antd";
import { useRef, useState } from "react";
import { ImageIcon } from "../icons";
import { Field } from "../shared/Field";
import { useAct } from "../shared/useAct";
import { useWords } from "../words";
import { nameMisfit, nameWidths } from "./newApp";
import { appKey, appsKey, changeApp, setAvatar } from "./queries";
import type { App } from "./types";

export function EditProfile({ app, onClose }: { app: App; onClose: () => void }) {
  const { t } = useWords();
  const [name, setName] = useState(app.name);
  const [intro, setIntro] = useState(app.intro);
  const refresh = [appKey(app.app_id), appsKey];
  const save = useAct({
    run: () => changeApp(app.app_id, { name: name.trim(), intro: intro.trim() }),
    refresh,
    done: t("overview.saved"),
    onDone: onClose,
  });
  const misfit = nameMisfit(name);
  const limit = misfit === "name_too_short" ? nameWidths.least : nameWidths.most;
  const nameError = misfit === null ? undefined : t(`create.${misfit}`, { limit });
  return (
    <Modal
      open
      title={t("overview.edit")}
      okText={t("action.save")}
      cancelText={t("action.cancel")}
      okButtonProps={{ loading: save.isPending, disabled: nameError !== undefined }}
      onOk={() => save.mutate()}
      onCancel={onClose}
    >
      <AvatarChoice app={app} />
      <Field label={t("create.name")} error={nameError} note={t("overview.renameNote")}>
        <Input value={name} onChange={(event) => setName(event.target.value)} />
      </Field>
      <Field label={t("create.introLabel")}>
        <Input.TextArea
          autoSize={{ minRows: 2, maxRows: 5 }}
          maxLength={120}
          value={intro}
          onChange={(event) => setIntro(event.target.value)}
        />
      </Field>
    </Modal>
  );
}

function AvatarChoice({ app }: { app: App }) {
  const { t } = useWords();
  const file = useRef<HTMLInputElement>(null);
  const change = useAct({
    run: (picture: Blob) => setAvatar(app.app_id, picture),
    refresh: [appKey(app.app_id), appsKey],
  });
  return (
    <div className="avatar-choice">
      <Avatar shape="place" name={app.name} colour={app.colour} picture={app.avatar_url} size={64} />
      <div>
        <Button
          icon={<ImageIcon aria-hidden size={18} />}
          loading={change.isPending}
          onClick={() => file.current?.click()}
        >
          {t("overview.avatar")}
        </Button>
        <p className="note">{t("overview.avatarNote")}</p>
      </div>
      <input
        ref={file}
        type="file"
        hidden
        accept="image/png,image/jpeg,image/webp,image/gif"
        aria-label={t("overview.avatar")}
        onChange={(event) => {
          const picture = event.target.files?.[0];
          if (picture) change.mutate(picture);
          event.target.value = "";
        }}
      />
    </div>
  );
}
