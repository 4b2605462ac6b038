/** What surrounds the pages: words, light, the connection; and which address leads to which page. */
import { QueryClientProvider } from "@tanstack/react-query";
import { App as Antd, ConfigProvider } from "antd";
import enUS from "antd/locale/en_US";
import zhCN from "antd/locale/zh_CN";
import { lazy } from "react";
import { BrowserRouter, Navigate, Route, Routes } from "react-router";
import { cache } from "./api";
import { ByKind, Only } from "./shell/KindOfApp";
import { NotHere } from "./shell/NotHere";
import { Shell } from "./shell/Shell";
import { ThemeChoice, useTheme } from "./shell/preferences";
import { themeOf } from "./theme";
import { useWords, WordsProvider } from "./words";

const Home = lazy(() => import("./apps/Home"));
const CreateApp = lazy(() => import("./apps/CreateApp"));
const Overview = lazy(() => import("./apps/Overview"));
const Settings = lazy(() => import("./apps/Settings"));
const Permissions = lazy(() => import("./apps/Permissions"));
const Quota = lazy(() => import("./apps/Quota"));
const IpList = lazy(() => import("./apps/IpList"));
const MenuEditor = lazy(() => import("./official/menu/MenuEditor"));
const Followers = lazy(() => import("./official/Followers"));
const SceneCodes = lazy(() => import("./official/SceneCodes"));
const Articles = lazy(() => import("./articles/Articles"));
const ArticleEditor = lazy(() => import("./articles/ArticleEditor"));
const ArticleComments = lazy(() => import("./articles/Comments"));
const Replies = lazy(() => import("./replies/Replies"));
const Templates = lazy(() => import("./replies/Templates"));
const Messages = lazy(() => import("./dialog/Messages"));
const Broadcasts = lazy(() => import("./broadcasts/Broadcasts"));
const Composer = lazy(() => import("./broadcasts/Composer"));
const AccountComplaints = lazy(() => import("./complaints/AccountComplaints"));
const Numbers = lazy(() => import("./numbers/Numbers"));
const Staff = lazy(() => import("./members/Members"));
const Verifications = lazy(() => import("./members/Verifications"));
const Invitations = lazy(() => import("./operate/Invitations"));
const Members = lazy(() => import("./operate/Members"));
const Health = lazy(() => import("./operate/Health"));
const Audit = lazy(() => import("./operate/Audit"));
const Program = lazy(() => import("./mini/Overview"));
const Versions = lazy(() => import("./mini/Versions"));
const ProgramDomains = lazy(() => import("./mini/Domains"));
const Testers = lazy(() => import("./mini/Testers"));
const Categories = lazy(() => import("./mini/Categories"));
const Measures = lazy(() => import("./mini/Measures"));
const Privacy = lazy(() => import("./mini/Privacy"));
const CloudDatabase = lazy(() => import("./cloud/Database"));
const CloudDocuments = lazy(() => import("./cloud/Documents"));
const CloudFiles = lazy(() => import("./cloud/Files"));
const CloudFunctions = lazy(() => import("./cloud/Functions"));
const CloudLogs = lazy(() => import("./cloud/Logs"));
const ReviewQueue = lazy(() => import("./mini/ReviewQueue"));
const Papers = lazy(() => import("./mini/Papers"));
const Merchants = lazy(() => import("./pay/Merchants"));
const CreateMerchant = lazy(() => import("./pay/CreateMerchant"));
const MoneyPage = lazy(() => import("./pay/MoneyPage"));
const Orders = lazy(() => import("./pay/Orders"));
const OrderPage = lazy(() => import("./pay/OrderPage"));
const Refunds = lazy(() => import("./pay/Refunds"));
const Bills = lazy(() => import("./pay/Bills"));
const Notices = lazy(() => import("./pay/Notices"));
const KeysPage = lazy(() => import("./pay/KeysPage"));
const Complaints = lazy(() => import("./pay/Complaints"));
const Coupons = lazy(() => import("./pay/Coupons"));
const Desk = lazy(() => import("./pay/Desk"));
const Disputes = lazy(() => import("./pay/Disputes"));
const Lab = lazy(() => import("./lab/Lab"));
const Inspector = lazy(() => import("./lab/inspector/Inspector"));
const People = lazy(() => import("./lab/People"));
const Clock = lazy(() => import("./lab/ClockPage"));
const Rules = lazy(() => import("./lab/Rules"));
const Faults = lazy(() => import("./lab/Faults"));
const Coverage = lazy(() => import("./lab/Coverage"));
const Hosts = lazy(() => import("./lab/Hosts"));
const Phone = lazy(() => import("./lab/phone/Phone"));

export function Console() {
  return (
    <QueryClientProvider client={cache}>
      <WordsProvider>
        <ThemeChoice>
          <Painted />
        </ThemeChoice>
      </WordsProvider>
    </QueryClientProvider>
  );
}

function Painted() {
  const { theme } = useTheme();
  const { language } = useWords();
  return (
    <ConfigProvider theme={themeOf(theme)} locale={language === "en" ? enUS : zhCN} button={{ autoInsertSpace: false }}>
      <Antd component={false}>
        <BrowserRouter basename="/console">
          <Pages />
        </BrowserRouter>
      </Antd>
    </ConfigProvider>
  );
}

function Pages() {
  return (
    <Routes>
      <Route element={<Shell />}>
        <Route index element={<Home />} />
        <Route path="new" element={<CreateApp />} />
        <Route path="apps/:appId">
          <Route index element={<ByKind account={<Overview />} program={<Program />} />} />
          <Route path="settings" element={<Settings />} />
          <Route path="permissions" element={<Permissions />} />
          <Route path="quota" element={<Quota />} />
          <Route path="members" element={<Staff />} />
          <Route element={<Only kind="account" />}>
            <Route path="ip-list" element={<IpList />} />
            <Route path="articles" element={<Articles />} />
            <Route path="articles/new" element={<ArticleEditor />} />
            <Route path="articles/drafts/:mediaId" element={<ArticleEditor />} />
            <Route path="articles/:number/:place/comments" element={<ArticleComments />} />
            <Route path="menu" element={<MenuEditor />} />
            <Route path="broadcasts" element={<Broadcasts />} />
            <Route path="broadcasts/new" element={<Composer />} />
            <Route path="followers" element={<Followers />} />
            <Route path="messages/:openid?" element={<Messages />} />
            <Route path="replies" element={<Replies />} />
            <Route path="templates" element={<Templates />} />
            <Route path="qrcodes" element={<SceneCodes />} />
            <Route path="numbers" element={<Numbers />} />
          </Route>
          <Route element={<Only kind="program" />}>
            <Route path="versions" element={<Versions />} />
            <Route path="domains" element={<ProgramDomains />} />
            <Route path="privacy" element={<Privacy />} />
            <Route path="testers" element={<Testers />} />
            <Route path="categories" element={<Categories />} />
            <Route path="measures" element={<Measures />} />
            <Route path="cloud" element={<CloudDatabase />} />
            <Route path="cloud/collections/:collection" element={<CloudDocuments />} />
            <Route path="cloud/files" element={<CloudFiles />} />
            <Route path="cloud/functions" element={<CloudFunctions />} />
            <Route path="cloud/logs" element={<CloudLogs />} />
          </Route>
        </Route>
        <Route path="merchants" element={<Merchants />} />
        <Route path="merchants/new" element={<CreateMerchant />} />
        <Route path="merchants/:mchid">
          <Route index element={<MoneyPage />} />
          <Route path="orders" element={<Orders />} />
          <Route path="orders/:number" element={<OrderPage />} />
          <Route path="refunds" element={<Refunds />} />
          <Route path="bills" element={<Bills />} />
          <Route path="notices" element={<Notices />} />
          <Route path="complaints/:complaintId?" element={<Complaints />} />
          <Route path="coupons" element={<Coupons />} />
          <Route path="keys" element={<KeysPage />} />
        </Route>
        <Route path="operate/complaints" element={<AccountComplaints />} />
        <Route path="operate/reviews" element={<ReviewQueue />} />
        <Route path="operate/papers" element={<Papers />} />
        <Route path="operate/disputes" element={<Disputes />} />
        <Route path="operate/desk" element={<Desk />} />
        <Route path="operate/verifications" element={<Verifications />} />
        <Route path="operate/invitations" element={<Invitations />} />
        <Route path="operate/health" element={<Health />} />
        <Route path="operate/audit" element={<Audit />} />
        <Route path="operate/people" element={<Members />} />
        <Route path="lab" element={<Lab />}>
          <Route index element={<Navigate to="inspector" replace />} />
          <Route path="inspector/:callId?" element={<Inspector />} />
          <Route path="people" element={<People />} />
          <Route path="clock" element={<Clock />} />
          <Route path="rules" element={<Rules />} />
          <Route path="faults" element={<Faults />} />
          <Route path="coverage" element={<Coverage />} />
          <Route path="hosts" element={<Hosts />} />
          <Route path="phone" element={<Phone />} />
        </Route>
        <Route path="*" element={<NotHere />} />
      </Route>
    </Routes>
  );
}
