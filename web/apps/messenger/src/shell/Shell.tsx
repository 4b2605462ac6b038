/** One column on a phone, list and page side by side from 768 px, with a rail. */
import { SkeletonRows } from "@hutong/ui";
import { lazy, Suspense, useCallback, useEffect, useState } from "react";
import { Redirect, Route, Router, Switch, useLocation } from "wouter";
import { unreadTotal } from "@hutong/sync";
import { preferences } from "../app/preferences";
import { useDeviceState, useSession } from "../app/session";
import { useWords } from "../app/words";
import { ConversationList } from "../chat/ConversationList";
import { DirectoryList } from "../discover/DirectoryList";
import { isProgramPath, useLocationBehind, useSearchBehind } from "../mini/stage/behind";
import { ComplaintProvider } from "../official/safety/context";
import { PaymentProvider } from "../pay/PaymentProvider";
import { Blank } from "./Blank";
import { Navigation, type Tab } from "./Navigation";
import { Shortcuts } from "./Shortcuts";
import "./shell.css";

const loadThread = () => import("../chat/Thread");
const Thread = lazy(loadThread);
const AccountPage = lazy(() => import("../official/AccountPage"));
const NotificationsPage = lazy(() => import("../official/notifications/NotificationsPage"));
const FeedPage = lazy(() => import("../feed/FeedPage"));
const OpenArticle = lazy(() => import("../articles/OpenArticle"));
const ShareArticle = lazy(() => import("../articles/ShareArticle"));
const PersonPage = lazy(() => import("../people/PersonPage"));
const GroupPage = lazy(() => import("../chat/group/GroupPage"));
const NewGroup = lazy(() => import("../chat/group/NewGroup"));
const Me = lazy(() => import("../people/Me"));
const Settings = lazy(() => import("../people/Settings"));
const Add = lazy(() => import("../people/Add"));
const Everything = lazy(() => import("../discover/Everything"));
const WalletHome = lazy(() => import("../wallet/WalletHome"));
const WalletRoutes = lazy(() => import("../wallet/routes"));
const BrowserPage = lazy(() => import("../browser/BrowserPage"));
const PayPage = lazy(() => import("../pay/PayPage"));
const ReceiverPage = lazy(() => import("../pay/ReceiverPage"));
const AddressBook = lazy(() => import("../mini/addresses/AddressBook"));
const ProgramLink = lazy(() => import("../mini/ProgramLink"));
const MiniStage = lazy(() => import("../mini/stage/MiniStage"));
const Gallery = import.meta.env.DEV ? lazy(() => import("../gallery/Gallery")) : null;

/** Where a program stands beside the rest; on anything narrower it covers it. */
const BESIDE = "(min-width: 768px)";
const PRELOAD_WITHIN_MS = 3_000;
const TABS: Record<string, Tab> = { "/": "chats", "/lane": "lane", "/wallet": "wallet", "/people": "people" };

/** The messenger, and the mini programs in front of it. */
export function Shell() {
  useOwnLanguage();
  const [path] = useLocation();
  const isProgram = isProgramPath(path);
  // Once there was one, those that wait behind stay.
  const [hadProgram, setHadProgram] = useState(isProgram);
  if (isProgram && !hadProgram) setHadProgram(true);
  return (
    <PaymentProvider>
      <Router hook={useLocationBehind} searchHook={useSearchBehind}>
        <Messenger isBehind={isProgram} />
      </Router>
      {hadProgram && (
        <Suspense fallback={<div className="stage-coming" />}>
          <MiniStage />
        </Suspense>
      )}
    </PaymentProvider>
  );
}

function Messenger({ isBehind }: { isBehind: boolean }) {
  const { t } = useWords();
  const { session, leave } = useSession();
  const state = useDeviceState();
  const [path, go] = useLocation();
  const tabOfPath = TABS[path];
  const [tab, setTab] = useState<Tab>(tabOfPath ?? "chats");
  // A page of the wallet has the wallet beside it, however one came there.
  const tabWanted = tabOfPath ?? (path.startsWith("/wallet/") ? "wallet" : null);
  if (tabWanted && tabWanted !== tab) setTab(tabWanted);
  const unread = unreadTotal(state);
  const toList = useCallback(() => {
    setTab("chats");
    // On one column the search is another page; beside the thread it is there already.
    if (!matchMedia(BESIDE).matches) go("/");
  }, [go]);

  useEffect(() => {
    document.title = unread > 0 ? `(${unread}) ${session.instance.name}` : session.instance.name;
  }, [unread, session.instance.name]);
  useEffect(() => {
    // What one opens next, once what one came for is drawn.
    const idle = requestIdleCallback(() => void loadThread(), { timeout: PRELOAD_WITHIN_MS });
    return () => cancelIdleCallback(idle);
  }, []);
  useEffect(() => {
    if (state.signedOut) leave();
  }, [state.signedOut, leave]);

  return (
    <ComplaintProvider>
      <div className={`shell ${tabOfPath ? "shell-at-list" : "shell-at-page"} ${isBehind ? "shell-with-program" : ""}`} inert={isBehind && !matchMedia(BESIDE).matches}>
        <Navigation tab={tab} unread={unread} />
        <Shortcuts onSearch={toList} />
        <section className="pane-list"><List of={tab} /></section>
        <main className="pane-page">
          <Suspense fallback={<SkeletonRows label={t("app.loading")} rows={4} />}>
            <Switch>
              <Route path="/c/:id">{({ id }) => <Thread id={id} key={id} />}</Route>
              <Route path="/subscriptions" component={FeedPage} />
              <Route path="/a/:code">{({ code }) => <AccountPage code={code} key={code} />}</Route>
              <Route path="/notifications/:appId">{({ appId }) => <NotificationsPage appId={appId} key={appId} />}</Route>
              <Route path="/s/:code">{({ code }) => <OpenArticle code={code} />}</Route>
              <Route path="/s/:code/share">{({ code }) => <ShareArticle code={code} key={code} />}</Route>
              <Route path="/p/:code">{({ code }) => <PersonPage code={code} key={code} />}</Route>
              <Route path="/g/:id">{({ id }) => <GroupPage id={id} key={id} />}</Route>
              <Route path="/groups/new" component={NewGroup} />
              <Route path="/open" component={BrowserPage} />
              <Route path="/pay" component={PayPage} />
              <Route path="/pay/h5/:token" component={PayPage} />
              <Route path="/pay/:code">{({ code }) => <ReceiverPage code={code} key={code} />}</Route>
              <Route path="/wallet/*?" component={WalletRoutes} />
              <Route path="/wxaurl/:code">{({ code }) => <ProgramLink code={code} key={code} />}</Route>
              <Route path="/me" component={Me} />
              <Route path="/settings" component={Settings} />
              <Route path="/addresses" component={AddressBook} />
              <Route path="/add" component={Add} />
              <Route path="/everything" component={Everything} />
              {Gallery && <Route path="/ui" component={Gallery} />}
              {Object.keys(TABS).map((one) => (
                <Route key={one} path={one} component={Blank} />
              ))}
              <Route>
                <Redirect to="/" />
              </Route>
            </Switch>
          </Suspense>
        </main>
      </div>
    </ComplaintProvider>
  );
}

function List({ of }: { of: Tab }) {
  if (of === "chats") return <ConversationList />;
  if (of !== "wallet") return <DirectoryList of={of} key={of} />;
  return (
    <Suspense fallback={null}>
      <WalletHome />
    </Suspense>
  );
}

/** A real person's own language, in a browser that was never told another. */
function useOwnLanguage(): void {
  const { language, change } = useWords();
  const { session } = useSession();
  const wanted = session.person && !session.person.simulated ? session.person.language : null;
  useEffect(() => {
    if (wanted && wanted !== language && !preferences.hasLanguage()) void change(wanted);
  }, [wanted, language, change]);
}
