import type { Conversation } from "@hutong/api";
import { ListRow, Sheet } from "@hutong/ui";
import { useState } from "react";
import { useWords } from "../../app/words";
import { PersonAvatar, personName } from "../../chat/peer";
import { PacketSheet } from "./PacketSheet";
import { othersIn } from "./PayPerson";
import { SplitSheet } from "./SplitSheet";
import { TransferSheet } from "./TransferSheet";
import "../pay.css";
import "../../people/pages.css";
import "./packet.css";
import "./split.css";

export type Gift = "transfer" | "packet" | "split";

/** What the composer's panel opens: a transfer, a red packet, a split bill. */
export default function SendMoney({ gift, conversation, onClose }: { gift: Gift; conversation: Conversation; onClose: () => void }) {
  const { t } = useWords();
  const others = othersIn(conversation);
  const [to, setTo] = useState(others.length === 1 ? others[0] : undefined);
  if (gift === "packet") return <PacketSheet conversation={conversation} onClose={onClose} />;
  if (gift === "split") return <SplitSheet conversation={conversation} onClose={onClose} />;
  if (to) return <TransferSheet conversation={conversation} to={to} onClose={onClose} />;
  return (
    <Sheet title={t("transfer.toWhom")} closeLabel={t("app.close")} onClose={onClose}>
      <ul className="card-rows">
        {others.map((person) => (
          <li key={person.id}>
            <button type="button" className="row" onClick={() => setTo(person)}>
              <ListRow lead={<PersonAvatar person={person} size={40} />} title={<span>{personName(person)}</span>} />
            </button>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
