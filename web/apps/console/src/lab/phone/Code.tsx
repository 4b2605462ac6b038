/** A place for a QR code, and what stands there as long as there is none. */
import type { ReactNode } from "react";
import { QrCodeIcon } from "../../icons";
import { pictureOf } from "./links";

export function Code({ svg, name, children }: { svg: string | null; name: string; children: ReactNode }) {
  if (svg !== null) return <img className="phone-code" src={pictureOf(svg)} alt={name} width={168} height={168} />;
  return (
    <div className="phone-code phone-code--none">
      <QrCodeIcon aria-hidden size={32} />
      <span>{children}</span>
    </div>
  );
}
