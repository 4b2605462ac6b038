import { Button, LinkButton } from "@hutong/ui";
import { CopyIcon, DownloadIcon } from "@hutong/ui/icons";
import { useSay } from "../app/toasts";
import { useWords } from "../app/words";

interface QrCardProps {
  svg: string;
  png: string;
  link: string;
  name: string;
}

/** A permanent code, its address in words, and both as files. */
export function QrCard({ svg, png, link, name }: QrCardProps) {
  const { t } = useWords();
  const say = useSay();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(link);
      say(t("qr.copied"));
    } catch {
      // No clipboard without TLS, and some refuse: the link itself can be copied by hand.
      say(link);
    }
  };
  return (
    <section className="qr-card">
      <img src={svg} alt={t("qr.of", { name })} width={208} height={208} />
      <h2>{t("qr.title")}</h2>
      <p className="mono">{link.replace(/^https?:\/\//, "")}</p>
      <div className="qr-actions">
        <LinkButton look="soft" size="small" icon={DownloadIcon} href={svg} download={`${name}.svg`}>
          SVG
        </LinkButton>
        <LinkButton look="soft" size="small" icon={DownloadIcon} href={png} download={`${name}.png`}>
          PNG
        </LinkButton>
        <Button look="soft" size="small" icon={CopyIcon} onClick={() => void copy()}>
          {t("qr.copy")}
        </Button>
      </div>
    </section>
  );
}
