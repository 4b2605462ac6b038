/** Accounts that ask whoever is signed in to work on them. */
import { Avatar } from "@hutong/ui";
import { Button } from "antd";
import { appsKey } from "../apps/queries";
import { useAct } from "../shared/useAct";
import { Box } from "../shell/Page";
import { useWords } from "../words";
import { acceptMembership, membershipsKey, useMemberships } from "./queries";
import type { Membership } from "./types";

export function Asked() {
  const { t } = useWords();
  const asking = useMemberships().data?.items.filter((one) => one.accepted_at === null) ?? [];
  if (asking.length === 0) return null;
  return (
    <Box title={t("staff.askedTitle")}>
      <ul className="stack">
        {asking.map((one) => (
          <AskedRow key={one.app_id} asked={one} />
        ))}
      </ul>
    </Box>
  );
}

function AskedRow({ asked }: { asked: Membership }) {
  const { t } = useWords();
  const accept = useAct({ run: () => acceptMembership(asked.app_id), refresh: [membershipsKey, appsKey] });
  return (
    <li className="inline">
      <Avatar shape="place" name={asked.name} colour={asked.colour} picture={asked.avatar_url} size={36} />
      <span className="grow">
        <b className="el">{asked.name}</b>
        <span className="mute"> {t("staff.askedAs", { role: t(`staff.roles.${asked.role}`) })}</span>
      </span>
      <Button loading={accept.isPending} onClick={() => accept.mutate()}>
        {t("staff.accept")}
      </Button>
    </li>
  );
}
