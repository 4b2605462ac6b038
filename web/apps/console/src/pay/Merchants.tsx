/** Everybody who takes payments, and what they have. */
import { Avatar, Chip } from "@hutong/ui";
import { yuan } from "@hutong/ui/money";
import { Button } from "antd";
import { Link, useNavigate } from "react-router";
import { PlusIcon } from "../icons";
import { Answer, Empty } from "../shared/State";
import { Page } from "../shell/Page";
import { useInstance } from "../shell/useInstance";
import { useWords } from "../words";
import { useMerchants } from "./queries";
import type { Merchant } from "./types";

export default function Merchants() {
  const { t } = useWords();
  const navigate = useNavigate();
  const { isLab } = useInstance();
  const merchants = useMerchants();
  const create = (
    <Button
      type="primary"
      icon={<PlusIcon aria-hidden weight="bold" />}
      onClick={() => void navigate("/merchants/new")}
    >
      {t("merchants.create")}
    </Button>
  );
  const hasSome = merchants.data !== undefined && merchants.data.items.length > 0;
  return (
    <Page title={t("nav.merchants")} door={hasSome ? create : undefined}>
      <Answer asked={merchants}>
        {({ items }) =>
          items.length === 0 ? (
            <div className="box">
              <Empty title={t("merchants.empty")} text={t(isLab ? "merchants.emptyLab" : "merchants.emptyLive")}>
                {create}
              </Empty>
            </div>
          ) : (
            <ul className="cards">
              {items.map((merchant) => (
                <li key={merchant.mchid}>
                  <MerchantCard merchant={merchant} />
                </li>
              ))}
            </ul>
          )
        }
      </Answer>
    </Page>
  );
}

function MerchantCard({ merchant }: { merchant: Merchant }) {
  const { t } = useWords();
  const { unsettled_fen, available_fen } = merchant.balance;
  return (
    <Link to={`/merchants/${merchant.mchid}`} className="box account">
      <Avatar shape="place" name={merchant.name} colour="kiln" picture={null} size={48} />
      <div className="account__text">
        <b className="el">{merchant.name}</b>
        <span className="mute el">
          <span className="num">{merchant.mchid}</span> · {merchant.owner.name}
        </span>
        <span className="account__chips">
          {merchant.kind !== "ordinary" && <Chip>{t(`merchantKind.${merchant.kind}`)}</Chip>}
          <span className="mute num">{t("merchants.balance", { amount: yuan(unsettled_fen + available_fen) })}</span>
        </span>
        <span className="mute el">
          {merchant.apps.length === 0
            ? t("merchants.noApps")
            : t("merchants.apps", { names: merchant.apps.map((app) => app.name).join(" · ") })}
        </span>
      </div>
    </Link>
  );
}
