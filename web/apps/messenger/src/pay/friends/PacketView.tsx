import type { Packet } from "@hutong/api";
import { Button, Chip, EmptyState, ListRow, SkeletonRows } from "@hutong/ui";
import { BestIcon } from "@hutong/ui/icons";
import { plainYuan, yuan } from "@hutong/ui/money";
import { useSelf } from "../../app/session";
import { clockTime } from "../../app/time";
import { useErrorWords } from "../../app/useErrorWords";
import { useWords } from "../../app/words";
import { PersonAvatar, personName } from "../../chat/peer";
import { useMoneyAnswer } from "../../wallet/useWallet";
import { PacketDoor } from "./PacketDoor";
import { luckList } from "./shares";
import "./packet.css";

/** A red packet: its door while one may open it, else what was in it and who found what. */
export function PacketView({ id, version, onClose }: { id: string; version?: string; onClose?: () => void }) {
  const { t } = useWords();
  const { api } = useSelf();
  const wordsFor = useErrorWords();
  const answer = useMoneyAnswer(`packet ${id}`, () => api.money.packet(id), version);
  if (answer.state === "waiting") return <SkeletonRows label={t("app.loading")} rows={3} />;
  if (answer.state === "failed") return <EmptyState small title={wordsFor(answer.error)} actions={<Button onClick={answer.again}>{t("app.tryAgain")}</Button>} />;
  const packet = answer.value;
  if (packet.can_open) return <PacketDoor packet={packet} onOpened={answer.again} onClose={onClose} />;
  return <PacketResult packet={packet} />;
}

function PacketResult({ packet }: { packet: Packet }) {
  const { t, language } = useWords();
  const { self } = useSelf();
  const isWhole = packet.opened >= packet.count;
  const shares = luckList(packet.shares, isWhole && packet.kind === "lucky");
  return (
    <div className="packet-result">
      <div className="packet-eave" aria-hidden="true">
        <Studs />
        <span className="knocker" />
      </div>
      <p className="packet-from">
        <PersonAvatar person={packet.from} size={32} />
        {t("packet.of", { name: personName(packet.from) })}
      </p>
      <h3 className="packet-blessing">{packet.greeting}</h3>
      {packet.own_share_fen !== null ? (
        <>
          <p className="packet-share">
            <span aria-hidden="true">{plainYuan(packet.own_share_fen)}</span>
            <small aria-hidden="true">{t("packet.yuan")}</small>
            <span className="sr">{t("amount.in", { amount: plainYuan(packet.own_share_fen) })}</span>
          </p>
          <p className="page-note">{t("packet.inBalance")}</p>
        </>
      ) : (
        <p className="packet-told">{t(`packet.told.${toldOf(packet, self.id)}`)}</p>
      )}
      <section className="packet-shares">
        <h4>{summary(packet, t)}</h4>
        <ul>
          {shares.map((share) => (
            <li key={share.person.id}>
              <ListRow
                lead={<PersonAvatar person={share.person} size={40} />}
                title={<span>{share.person.id === self.id ? t("split.me", { name: personName(share.person) }) : personName(share.person)}</span>}
                note={clockTime(share.at, language)}
                mark={
                  share.is_best && (
                    <Chip tone="warn" icon={BestIcon}>
                      {t("packet.best")}
                    </Chip>
                  )
                }
              />
              <b className="num">{yuan(share.share_fen)}</b>
            </li>
          ))}
        </ul>
        {packet.returned_fen > 0 && <p className="page-note">{t("packet.returned", { amount: yuan(packet.returned_fen) })}</p>}
      </section>
    </div>
  );
}

function summary(packet: Packet, t: ReturnType<typeof useWords>["t"]): string {
  const { opened, count, total_fen } = packet;
  const base = t("packet.opened", { opened, count });
  return total_fen === null ? base : `${base} · ${t("packet.total", { amount: yuan(total_fen) })}`;
}

/** Why there is nothing here for whoever looks. */
function toldOf(packet: Packet, selfId: string): "expired" | "empty" | "forAnother" | "waiting" | "own" {
  if (packet.state === "expired") return "expired";
  if (packet.state === "taken") return packet.from.id === selfId ? "own" : "empty";
  if (packet.to && packet.to.id !== selfId && packet.from.id !== selfId) return "forAnother";
  return packet.from.id === selfId ? "waiting" : "empty";
}

export function Studs() {
  return (
    <span className="studs">
      {Array.from({ length: 14 }, (_, index) => (
        <i key={index} />
      ))}
    </span>
  );
}
