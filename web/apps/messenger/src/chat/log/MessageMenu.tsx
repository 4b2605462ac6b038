import type { AccountCard } from "@hutong/api";
import { MenuAt, type MenuItem, type Point } from "@hutong/ui";
import { ComplaintIcon, CopyIcon, DownloadIcon, ImageIcon, RemoveIcon } from "@hutong/ui/icons";
import { useSelf } from "../../app/session";
import { useSay } from "../../app/toasts";
import { useWords } from "../../app/words";
import { useComplain } from "../../official/safety/context";
import { plainText } from "../linkify";
import { useViewer } from "../viewer/context";
import type { MessageRow } from "./menuContext";

interface MessageMenuProps {
  row: MessageRow;
  /** Whose thread it is, where it is an account's. */
  account: AccountCard | null;
  at: Point;
  onClose: () => void;
}

/** What one may do with one message. */
export function MessageMenu({ row, account, at, onClose }: MessageMenuProps) {
  const { t } = useWords();
  const { api, device } = useSelf();
  const say = useSay();
  const view = useViewer();
  const complain = useComplain();
  const { entry } = row.shown;
  const { body } = entry;
  const items: MenuItem[] = [];

  const copy = async (text: string) => {
    try {
      await navigator.clipboard.writeText(text);
      say(t("message.copied"));
    } catch {
      say(t("message.notCopied"));
    }
  };
  if (body.kind === "text") items.push({ label: t("message.copy"), icon: CopyIcon, run: () => void copy(row.isMine ? body.text : plainText(body.text)) });
  if (body.kind === "link") items.push({ label: t("message.copyLink"), icon: CopyIcon, run: () => void copy(body.url) });
  if (body.kind === "location") items.push({ label: t("message.copy"), icon: CopyIcon, run: () => void copy([body.label, `${body.latitude}, ${body.longitude}`].filter(Boolean).join("\n")) });
  if (body.kind === "image") items.push({ label: t("media.openPicture"), icon: ImageIcon, run: () => view(entry.id) });
  if ("media" in body) items.push({ label: t("media.download"), icon: DownloadIcon, run: () => save(api.mediaUrl(body.media.url), body.media.name ?? body.kind) });
  items.push({
    label: t("message.deleteForMe"),
    icon: RemoveIcon,
    danger: true,
    run: () => say(t("message.deleted"), { label: t("app.undo"), run: device.deleteForMe(entry.conversation_id, [entry.seq]) }),
  });
  if (account && entry.sender?.kind === "app") items.push({ label: t("complaint.begin"), icon: ComplaintIcon, danger: true, run: () => complain(account, entry) });
  return <MenuAt at={at} items={items} label={t("message.menu")} onClose={onClose} />;
}

function save(url: string, name: string): void {
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
}
