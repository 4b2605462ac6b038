import { lazy } from "react";
import { Route, Switch } from "wouter";
import { TopUp, Withdraw } from "./MoveMoney";

const Card = lazy(() => import("./Card"));
const CardOfferPage = lazy(() => import("./CardOfferPage"));
const Cards = lazy(() => import("./Cards"));
const Coupons = lazy(() => import("./Coupons"));
const DisputeNew = lazy(() => import("./DisputeNew"));
const DisputePage = lazy(() => import("./DisputePage"));
const Family = lazy(() => import("./Family"));
const FamilyCardPage = lazy(() => import("./FamilyCardPage"));
const FamilyGive = lazy(() => import("./FamilyGive"));
const Give = lazy(() => import("./Give"));
const PasswordPage = lazy(() => import("./PasswordPage"));
const PayCode = lazy(() => import("./PayCode"));
const Payouts = lazy(() => import("./Payouts"));
const Receipt = lazy(() => import("./Receipt"));
const Receive = lazy(() => import("./Receive"));
const ShipmentPage = lazy(() => import("./ShipmentPage"));
const Statement = lazy(() => import("./Statement"));
const Story = lazy(() => import("./Story"));
const WalletSettings = lazy(() => import("./WalletSettings"));

/** Where the wallet stands beside a page, what happened with it is the page that nobody has to ask for. */
const BESIDE = "(min-width: 768px)";

/** Every page under /wallet. */
export default function WalletRoutes() {
  return (
    <Switch>
      <Route path="/wallet">{matchMedia(BESIDE).matches ? <Statement /> : null}</Route>
      <Route path="/wallet/settings" component={WalletSettings} />
      <Route path="/wallet/password" component={PasswordPage} />
      <Route path="/wallet/top-up" component={TopUp} />
      <Route path="/wallet/withdraw" component={Withdraw} />
      <Route path="/wallet/pay-code" component={PayCode} />
      <Route path="/wallet/receive" component={Receive} />
      <Route path="/wallet/cards" component={Cards} />
      <Route path="/wallet/cards/:id">{({ id }) => <Card id={id} key={id} />}</Route>
      <Route path="/wallet/orders/:subject">{({ subject }) => <ShipmentPage subject={subject} key={subject} />}</Route>
      <Route path="/wallet/statement" component={Statement} />
      <Route path="/wallet/statement/:id">{({ id }) => <Receipt id={id} key={id} />}</Route>
      <Route path="/wallet/family" component={Family} />
      <Route path="/wallet/family/new" component={FamilyGive} />
      <Route path="/wallet/family/:id">{({ id }) => <FamilyCardPage id={id} key={id} />}</Route>
      <Route path="/wallet/coupons" component={Coupons} />
      <Route path="/wallet/offers/:code">{({ code }) => <CardOfferPage code={code} key={code} />}</Route>
      <Route path="/wallet/payouts" component={Payouts} />
      <Route path="/wallet/disputes/new" component={DisputeNew} />
      <Route path="/wallet/disputes/:id">{({ id }) => <DisputePage id={id} key={id} />}</Route>
      <Route path="/wallet/give/packet">
        <Give kind="packet" key="packet" />
      </Route>
      <Route path="/wallet/give/split">
        <Give kind="split" key="split" />
      </Route>
      <Route path="/wallet/transfers/:id">{({ id }) => <Story kind="transfer" id={id} key={id} />}</Route>
      <Route path="/wallet/packets/:id">{({ id }) => <Story kind="packet" id={id} key={id} />}</Route>
      <Route path="/wallet/splits/:id">{({ id }) => <Story kind="split" id={id} key={id} />}</Route>
      <Route path="/wallet/payouts/:id">{({ id }) => <Story kind="payout" id={id} key={id} />}</Route>
    </Switch>
  );
}
