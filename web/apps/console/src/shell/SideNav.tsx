/** The way around: 224 wide on a desk, a rail of icons on a tablet, a drawer on a phone. */
import { Avatar, Badge, Logo } from "@hutong/ui";
import { Tooltip } from "antd";
import { Link, NavLink, useLocation, useMatch } from "react-router";
import { useApp, useShownApps } from "../apps/queries";
import { ProgramLinks } from "../mini/ProgramLinks";
import { useInbox } from "../inbox/queries";
import { useMerchant } from "../pay/queries";
import type { ConsoleSession, Duty } from "../apps/types";
import {
  ArticleIcon,
  AuditIcon,
  AutoReplyIcon,
  BillIcon,
  BroadcastIcon,
  ClockIcon,
  ComplaintIcon,
  ConsoleIcon,
  CoverageIcon,
  DisputeIcon,
  FaultIcon,
  FiguresIcon,
  FollowersIcon,
  GrievanceIcon,
  HealthIcon,
  HostsIcon,
  InboxIcon,
  InspectorIcon,
  InvitationIcon,
  IpListIcon,
  KeyIcon,
  LabIcon,
  MenuEditorIcon,
  MerchantIcon,
  MoneyIcon,
  NoticeIcon,
  OrderIcon,
  OverviewIcon,
  PeopleIcon,
  PermissionsIcon,
  PhoneIcon,
  QrCodeIcon,
  QuotaIcon,
  PapersIcon,
  ReviewQueueIcon,
  RulesIcon,
  StaffIcon,
  TemplateIcon,
  UndoIcon,
  VerifiedIcon,
} from "../icons";
import type { Icon } from "../icons";
import { useWords } from "../words";
import { AccountSwitcher } from "./AccountSwitcher";
import { OwnerSwitcher } from "./OwnerSwitcher";
import { Item } from "./NavItem";
import type { LinksProps } from "./NavItem";
import { WhoAmI } from "./WhoAmI";

interface SideNavProps {
  session: ConsoleSession;
  isRail: boolean;
  onGo: () => void;
}

export function SideNav({ session, isRail, onGo }: SideNavProps) {
  const { t } = useWords();
  const { pathname } = useLocation();
  const isLab = session.instance.mode === "lab";
  const inLab = isLab && pathname.startsWith("/lab");
  const appId = useMatch("/apps/:appId/*")?.params.appId;
  const merchantAt = useMatch("/merchants/:mchid/*")?.params.mchid;
  const mchid = merchantAt === "new" ? undefined : merchantAt;
  const isAtHome = !inLab && appId === undefined && mchid === undefined;
  return (
    <nav className={isRail ? "side side--rail" : "side"} aria-label={t("shell.nav")}>
      <Link to="/" className="side__brand" onClick={onGo} aria-label={t("shell.home")}>
        <Logo size={30} name="" />
        <b className="serif">Hutong</b>
        <ModeChip session={session} />
      </Link>
      <div className="side__links">
        {inLab ? (
          <LabLinks isRail={isRail} onGo={onGo} />
        ) : (
          appId !== undefined && <KindLinks appId={appId} isRail={isRail} onGo={onGo} />
        )}
        {mchid !== undefined && <MerchantLinks mchid={mchid} isRail={isRail} onGo={onGo} />}
        {isAtHome && (
          <>
            <OwnerSwitcher />
            <Item to="/" end icon={ConsoleIcon} label={t("nav.home")} isRail={isRail} onGo={onGo} />
            <Item to="/merchants" icon={MerchantIcon} label={t("nav.merchants")} isRail={isRail} onGo={onGo} />
            <AccountLinks isRail={isRail} onGo={onGo} />
          </>
        )}
        {session.actor.kind !== "person" && isAtHome && (
          <OperatorLinks isRail={isRail} isLab={isLab} onGo={onGo} />
        )}
      </div>
      {inLab && <Item to="/" end icon={ConsoleIcon} label={t("nav.console")} isRail={isRail} onGo={onGo} />}
      {!inLab && isLab && <Item to="/lab/inspector" icon={LabIcon} label={t("nav.lab")} isRail={isRail} onGo={onGo} />}
      <WhoAmI session={session} />
    </nav>
  );
}

export function ModeChip({ session }: { session: ConsoleSession }) {
  const { t } = useWords();
  if (session.instance.mode === "lab") return <span className="mode">{t("shell.lab")}</span>;
  return <span className="mode mode--live">{session.instance.name}</span>;
}

/** What can be done depends on what it is: an official account or a mini program. */
function KindLinks({ appId, ...look }: LinksProps & { appId: string }) {
  const app = useApp(appId).data;
  if (app === undefined) return null;
  return app.kind === "mini" ? <ProgramLinks app={app} {...look} /> : <AppLinks appId={appId} {...look} />;
}

function AppLinks({ appId, isRail, onGo }: LinksProps & { appId: string }) {
  const { t } = useWords();
  const app = useApp(appId);
  const duties = app.data?.duties ?? [];
  const unread = useInbox(appId, duties.includes("inbox")).data?.unread_messages ?? 0;
  const base = `/apps/${appId}`;
  const item = (part: string, icon: Icon, label: string, duty?: Duty) =>
    (duty === undefined || duties.includes(duty)) && (
      <Item
        to={part === "" ? base : `${base}/${part}`}
        end={part === ""}
        icon={icon}
        label={label}
        isRail={isRail}
        onGo={onGo}
      />
    );
  return (
    <>
      <AccountSwitcher app={app.data} onGo={onGo} />
      {item("", OverviewIcon, t("nav.overview"))}
      {duties.includes("inbox") && (
        <Item
          to={`${base}/messages`}
          icon={InboxIcon}
          label={t("nav.messages")}
          badge={<Badge count={unread} label={t("inbox.unreadOf", { count: unread })} />}
          isRail={isRail}
          onGo={onGo}
        />
      )}
      {item("broadcasts", BroadcastIcon, t("nav.broadcasts"), "content")}
      {item("followers", FollowersIcon, t("nav.followers"), "audience")}
      {item("articles", ArticleIcon, t("nav.articles"), "content")}
      {item("menu", MenuEditorIcon, t("nav.menu"), "content")}
      {item("replies", AutoReplyIcon, t("nav.replies"), "content")}
      {item("templates", TemplateIcon, t("nav.templates"), "content")}
      {item("qrcodes", QrCodeIcon, t("nav.qrcodes"), "content")}
      {item("numbers", FiguresIcon, t("nav.numbers"), "numbers")}
      {item("members", StaffIcon, t("nav.staff"), "settings")}
      {duties.includes("settings") && <h4>{t("nav.build")}</h4>}
      {item("settings", KeyIcon, t("nav.settings"), "settings")}
      {item("permissions", PermissionsIcon, t("nav.permissions"), "settings")}
      {item("quota", QuotaIcon, t("nav.quota"), "settings")}
      {item("ip-list", IpListIcon, t("nav.ipList"), "settings")}
    </>
  );
}

function MerchantLinks({ mchid, isRail, onGo }: LinksProps & { mchid: string }) {
  const { t } = useWords();
  const merchant = useMerchant(mchid).data;
  const base = `/merchants/${mchid}`;
  const item = (part: string, icon: Icon, label: string) => (
    <Item to={part === "" ? base : `${base}/${part}`} end={part === ""} icon={icon} label={label} isRail={isRail} onGo={onGo} />
  );
  return (
    <>
      <Item to="/merchants" end icon={MerchantIcon} label={t("nav.merchants")} isRail={isRail} onGo={onGo} />
      <h4 className="el">{merchant?.name ?? mchid}</h4>
      {item("", MoneyIcon, t("nav.money"))}
      {item("orders", OrderIcon, t("nav.orders"))}
      {item("refunds", UndoIcon, t("nav.refunds"))}
      {item("coupons", InvitationIcon, t("nav.coupons"))}
      {item("complaints", ComplaintIcon, t("nav.complaints"))}
      {item("bills", BillIcon, t("nav.bills"))}
      <h4>{t("nav.build")}</h4>
      {item("keys", KeyIcon, t("nav.payKeys"))}
      {item("notices", NoticeIcon, t("nav.notices"))}
    </>
  );
}

/** Who runs the place: an operator in a live instance, anybody in a lab, where nobody needs an invitation. */
function OperatorLinks({ isRail, isLab, onGo }: LinksProps & { isLab: boolean }) {
  const { t } = useWords();
  const item = (part: string, icon: Icon, label: string) => (
    <Item to={`/operate/${part}`} icon={icon} label={label} isRail={isRail} onGo={onGo} />
  );
  return (
    <>
      <h4>{t("nav.operate")}</h4>
      {item("health", HealthIcon, t("nav.health"))}
      {item("people", PeopleIcon, t("nav.members"))}
      {!isLab && item("invitations", InvitationIcon, t("nav.invitations"))}
      {!isLab && item("verifications", VerifiedIcon, t("nav.verifications"))}
      {!isLab && item("desk", MoneyIcon, t("nav.desk"))}
      {item("reviews", ReviewQueueIcon, t("nav.reviewQueue"))}
      {item("papers", PapersIcon, t("nav.papers"))}
      {item("complaints", GrievanceIcon, t("nav.accountComplaints"))}
      {item("disputes", DisputeIcon, t("nav.disputes"))}
      {item("audit", AuditIcon, t("nav.audit"))}
    </>
  );
}

function LabLinks({ isRail, onGo }: LinksProps) {
  const { t } = useWords();
  const item = (part: string, icon: Icon, label: string) => (
    <Item to={`/lab/${part}`} icon={icon} label={label} isRail={isRail} onGo={onGo} />
  );
  return (
    <>
      <h4>{t("nav.lab")}</h4>
      {item("inspector", InspectorIcon, t("nav.inspector"))}
      {item("people", PeopleIcon, t("nav.people"))}
      {item("clock", ClockIcon, t("nav.clock"))}
      {item("rules", RulesIcon, t("nav.rules"))}
      {item("faults", FaultIcon, t("nav.faults"))}
      {item("coverage", CoverageIcon, t("nav.coverage"))}
      {item("hosts", HostsIcon, t("nav.hosts"))}
      {item("phone", PhoneIcon, t("nav.phone"))}
      <AccountLinks isRail={isRail} onGo={onGo} />
    </>
  );
}

function AccountLinks({ isRail, onGo }: LinksProps) {
  const { t } = useWords();
  const apps = useShownApps();
  if (apps.length === 0) return null;
  return (
    <>
      <h4>{t("nav.accounts")}</h4>
      {apps.slice(0, 8).map((app) => (
        <Tooltip key={app.app_id} title={isRail ? app.name : null} placement="right">
          <NavLink to={`/apps/${app.app_id}`} className="side__item" onClick={onGo} aria-label={app.name}>
            <Avatar shape="place" name={app.name} colour={app.colour} picture={app.avatar_url} size={24} />
            <span className="el">{app.name}</span>
          </NavLink>
        </Tooltip>
      ))}
    </>
  );
}
