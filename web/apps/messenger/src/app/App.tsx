import { Button, EmptyState, Logo } from "@hutong/ui";
import { lazy, Suspense } from "react";
import { Redirect, Route, Switch, useLocation, useSearch } from "wouter";
import { Shell } from "../shell/Shell";
import { SessionProvider, useSession } from "./session";
import { ToastProvider } from "./toasts";
import { useWords } from "./words";

const SignIn = lazy(() => import("../people/SignIn"));
const Register = lazy(() => import("../people/Register"));
const ThreeDoors = lazy(() => import("../lab/ThreeDoors"));
const AccountPage = lazy(() => import("../official/AccountPage"));
const OpenArticle = lazy(() => import("../articles/OpenArticle"));
const PayPageSignedOut = lazy(() => import("../pay/SignedOut"));
const PersonPage = lazy(() => import("../people/PersonPage"));

export function App() {
  const { t } = useWords();
  return (
    <SessionProvider
      waiting={<Waiting />}
      failed={(retry) => (
        <main className="whole-page">
          <EmptyState
            title={t("app.unreachable")}
            actions={
              <Button look="door" onClick={retry}>
                {t("app.tryAgain")}
              </Button>
            }
          >
            {t("app.unreachableHelp")}
          </EmptyState>
        </main>
      )}
    >
      <ToastProvider>
        <Suspense fallback={<Waiting />}>
          <Gate />
        </Suspense>
      </ToastProvider>
    </SessionProvider>
  );
}

/** Signed in: the whole messenger. Signed out: what the public may see, and the way in. */
function Gate() {
  const { session } = useSession();
  return (
    <Switch>
      <Route path="/invite/:code">{({ code }) => <Register key={code} invitation={code} />}</Route>
      <Route path="/operator/:code">{({ code }) => <Register key={code} invitation={code} />}</Route>
      <Route path="/sign-in">
        <SignIn />
      </Route>
      <Route path="/register">
        <Register invitation={null} />
      </Route>
      <Route path="/doors">{session.instance.mode === "lab" ? <ThreeDoors /> : <Redirect to="/" />}</Route>
      <Route>{session.person ? <Shell /> : <PublicPages />}</Route>
    </Switch>
  );
}

function PublicPages() {
  const { session } = useSession();
  const [path] = useLocation();
  const search = useSearch();
  const next = encodeURIComponent(search ? `${path}?${search}` : path);
  return (
    <Switch>
      <Route path="/a/:code">{({ code }) => <main className="public-page"><AccountPage code={code} /></main>}</Route>
      <Route path="/s/:code">{({ code }) => <OpenArticle code={code} />}</Route>
      <Route path="/pay/*?" component={PayPageSignedOut} />
      <Route path="/p/:code">{({ code }) => <main className="public-page"><PersonPage code={code} /></main>}</Route>
      <Route path="/">{session.instance.mode === "lab" ? <ThreeDoors /> : <Redirect to="/sign-in" />}</Route>
      <Route>
        <Redirect to={`/sign-in?next=${next}`} />
      </Route>
    </Switch>
  );
}

/** What the page itself showed before there was any script, so that nothing blinks. */
const outline = document.querySelector(".outline")?.outerHTML ?? "";

function Waiting() {
  if (document.documentElement.dataset["outline"]) return <div className="outline-place" dangerouslySetInnerHTML={{ __html: outline }} />;
  return (
    <main className="whole-page waiting">
      <Logo size={56} />
    </main>
  );
}
