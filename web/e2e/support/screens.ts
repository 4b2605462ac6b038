/** Every screen there is: for axe, which looks for what cannot be read, and for the pictures, which people look at. */
import { expect, type Page, type Request } from "@playwright/test";
import type { Lane, Person } from "./lane";
import type { Town } from "./town";
import { wordsOf } from "./words";

export interface Screen {
  name: string;
  /** Who is looking: a person of the town, or nobody in particular. */
  who?: (town: Town) => Person;
  path: (town: Town) => string;
  /** What is done there before one looks. */
  then?: (page: Page) => Promise<unknown>;
}

const li = (town: Town) => town.li;
const newcomer = (town: Town) => town.newcomer;
const at = (path: string) => () => path;
const ofShop = (page: string) => (town: Town) => `/console/merchants/${town.mchid}${page}`;
const ofNews = (page: string | ((town: Town) => string)) => (town: Town) => `/console/apps/${town.news.app_id}${typeof page === "string" ? page : page(town)}`;
const ofProgram = (page: string) => (town: Town) => `/console/apps/${town.program}${page}`;
/** A program's doors are open, and what it draws is there. */
async function isOpen(page: Page): Promise<void> {
  await page.locator(".program iframe").waitFor();
  await expect(page.locator(".program .doors")).toHaveCount(0, { timeout: 15_000 });
}
/** A payment has been looked up. */
const isAsked = (page: Page) => page.getByRole("dialog").first().waitFor();
const ofTea = (page: string) => (town: Town) => `/console/apps/${town.tea.app_id}${page}`;

/** Whoever looks at one looks at the next as well where that can be, so that a page is seldom opened anew. */
export const messenger: Screen[] = [
  { name: "doors", path: at("/") },
  { name: "sign-in", path: at("/sign-in") },
  { name: "register", path: at("/register") },
  { name: "invitation-refused", path: at("/invite/nobody") },
  { name: "account-in-public", path: (town) => `/a/${town.tea.link_code}` },
  { name: "pay-signed-out", path: at("/pay/nobody") },
  { name: "chats-empty", who: newcomer, path: at("/") },
  { name: "account-new", who: newcomer, path: (town) => `/a/${town.tea.link_code}` },
  { name: "wallet-new", who: newcomer, path: at("/wallet") },
  { name: "chats", who: li, path: at("/") },
  { name: "lane", who: li, path: at("/lane"), then: (page) => page.locator(".programs").waitFor() },
  { name: "people", who: li, path: at("/people") },
  { name: "everything", who: li, path: at("/everything") },
  { name: "add", who: li, path: at("/add") },
  { name: "me", who: li, path: at("/me") },
  { name: "settings", who: li, path: at("/settings") },
  { name: "addresses", who: li, path: at("/addresses") },
  { name: "program", who: li, path: (town) => `/mini/${town.program}`, then: isOpen },
  { name: "program-missing", who: li, path: at("/mini/wx0000000000000000"), then: (page) => page.locator(".program-broken").waitFor() },
  { name: "thread", who: li, path: (town) => `/c/${town.withHan}` },
  { name: "thread-waterworks", who: li, path: (town) => `/c/${town.waterworks}` },
  { name: "thread-teahouse", who: li, path: (town) => `/c/${town.withTea}` },
  { name: "thread-group", who: li, path: (town) => `/c/${town.group}` },
  { name: "group", who: li, path: (town) => `/g/${town.group}` },
  { name: "group-new", who: li, path: at("/groups/new") },
  { name: "thread-missing", who: li, path: at("/c/1") },
  { name: "subscriptions", who: li, path: at("/subscriptions") },
  { name: "article", who: li, path: (town) => `/s/${town.article}` },
  { name: "article-share", who: li, path: (town) => `/s/${town.article}/share` },
  { name: "notifications", who: li, path: (town) => `/notifications/${town.tea.app_id}` },
  { name: "account", who: li, path: (town) => `/a/${town.tea.link_code}` },
  { name: "account-missing", who: li, path: at("/a/nobody") },
  { name: "wallet", who: li, path: at("/wallet") },
  { name: "wallet-settings", who: li, path: at("/wallet/settings") },
  { name: "wallet-password", who: li, path: at("/wallet/password") },
  { name: "wallet-top-up", who: li, path: at("/wallet/top-up") },
  { name: "wallet-withdraw", who: li, path: at("/wallet/withdraw") },
  { name: "wallet-cards", who: li, path: at("/wallet/cards") },
  { name: "wallet-card", who: li, path: (town) => `/wallet/cards/${town.card}` },
  { name: "wallet-statement", who: li, path: at("/wallet/statement") },
  { name: "wallet-receipt", who: li, path: (town) => `/wallet/statement/${town.movement}` },
  { name: "wallet-pay-code", who: li, path: at("/wallet/pay-code") },
  { name: "wallet-receive", who: li, path: at("/wallet/receive") },
  { name: "wallet-family", who: li, path: at("/wallet/family") },
  { name: "wallet-family-card", who: li, path: (town) => `/wallet/family/${town.familyCard}` },
  { name: "wallet-family-new", who: li, path: at("/wallet/family/new") },
  { name: "wallet-coupons", who: li, path: at("/wallet/coupons") },
  { name: "wallet-payouts", who: li, path: at("/wallet/payouts") },
  { name: "wallet-packet", who: li, path: (town) => `/wallet/packets/${town.packet}` },
  { name: "wallet-split", who: li, path: (town) => `/wallet/splits/${town.split}` },
  { name: "wallet-dispute", who: li, path: (town) => `/wallet/disputes/${town.dispute}` },
  { name: "wallet-give", who: li, path: at("/wallet/give/packet") },
  { name: "wallet-give-split", who: li, path: at("/wallet/give/split") },
  { name: "wallet-dispute-new", who: li, path: (town) => `/wallet/disputes/new?of=${town.transaction}` },
  { name: "thread-noodle-club", who: li, path: (town) => `/c/${town.noodleClub}` },
  { name: "pay", who: li, path: (town) => `/pay?text=${encodeURIComponent(town.codeUrl)}`, then: isAsked },
  { name: "pay-refused", who: li, path: at("/pay?text=weixin://wxpay/bizpayurl?pr=nobody"), then: isAsked },
  { name: "person", who: li, path: (town) => `/p/${town.han.link_code}` },
];

export const console: Screen[] = [
  { name: "home", path: at("/console") },
  { name: "new", path: at("/console/new") },
  { name: "overview", path: ofTea("") },
  { name: "keys", path: ofTea("/settings") },
  { name: "permissions", path: ofTea("/permissions") },
  { name: "quota", path: ofTea("/quota") },
  { name: "ip-list", path: ofTea("/ip-list") },
  { name: "menu", path: ofTea("/menu") },
  { name: "replies", path: ofTea("/replies") },
  { name: "templates", path: ofTea("/templates") },
  { name: "followers", path: ofTea("/followers") },
  { name: "broadcasts", path: ofTea("/broadcasts") },
  { name: "broadcast-new", path: ofTea("/broadcasts/new") },
  { name: "articles", path: ofNews("/articles") },
  { name: "article-new", path: ofNews("/articles/new") },
  { name: "article-draft", path: ofNews((town) => `/articles/drafts/${town.draft}`) },
  { name: "article-comments", path: ofNews((town) => `/articles/${town.issue}/0/comments`) },
  { name: "broadcasts-news", path: ofNews("/broadcasts") },
  { name: "program", path: ofProgram("") },
  { name: "program-versions", path: ofProgram("/versions") },
  { name: "program-domains", path: ofProgram("/domains") },
  { name: "program-testers", path: ofProgram("/testers") },
  { name: "program-categories", path: ofProgram("/categories") },
  { name: "program-measures", path: ofProgram("/measures") },
  { name: "program-keys", path: ofProgram("/settings") },
  { name: "program-cloud-documents", path: ofProgram("/cloud/collections/notes") },
  { name: "program-privacy", path: ofProgram("/privacy") },
  { name: "program-cloud", path: ofProgram("/cloud") },
  { name: "program-cloud-files", path: ofProgram("/cloud/files") },
  { name: "program-cloud-functions", path: ofProgram("/cloud/functions") },
  { name: "program-cloud-logs", path: ofProgram("/cloud/logs") },
  { name: "messages", path: ofTea("/messages") },
  { name: "messages-with", path: (town) => `/console/apps/${town.tea.app_id}/messages/${town.teaOpenid}` },
  { name: "qrcodes", path: ofTea("/qrcodes") },
  { name: "numbers", path: ofTea("/numbers") },
  { name: "account-members", path: ofTea("/members") },
  { name: "merchants", path: at("/console/merchants") },
  { name: "merchant-new", path: at("/console/merchants/new") },
  { name: "merchant-money", path: ofShop("") },
  { name: "merchant-orders", path: ofShop("/orders") },
  { name: "merchant-order", path: (town) => `/console/merchants/${town.mchid}/orders/${town.soldNumber}` },
  { name: "merchant-refunds", path: ofShop("/refunds") },
  { name: "merchant-coupons", path: ofShop("/coupons") },
  { name: "merchant-complaints", path: ofShop("/complaints") },
  { name: "merchant-complaint", path: (town) => `/console/merchants/${town.mchid}/complaints/${town.dispute}` },
  { name: "merchant-bills", path: ofShop("/bills") },
  { name: "merchant-keys", path: ofShop("/keys") },
  { name: "merchant-notices", path: ofShop("/notices") },
  { name: "operate-reviews", path: at("/console/operate/reviews") },
  { name: "operate-verifications", path: at("/console/operate/verifications") },
  { name: "operate-complaints", path: at("/console/operate/complaints") },
  { name: "operate-disputes", path: at("/console/operate/disputes") },
  { name: "operate-desk", path: at("/console/operate/desk") },
  { name: "inspector", path: at("/console/lab/inspector") },
  { name: "inspector-refused", path: (town) => `/console/lab/inspector/${town.refusedCall}` },
  { name: "inspector-push", path: (town) => `/console/lab/inspector/${town.push}` },
  { name: "lab-people", path: at("/console/lab/people") },
  { name: "clock", path: at("/console/lab/clock") },
  { name: "rules", path: at("/console/lab/rules") },
  { name: "faults", path: at("/console/lab/faults") },
  { name: "coverage", path: at("/console/lab/coverage") },
  { name: "operate-health", path: at("/console/operate/health") },
  { name: "operate-audit", path: at("/console/operate/audit") },
  { name: "lab-phone", path: at("/console/lab/phone") },
  { name: "operate-people", path: at("/console/operate/people") },
  { name: "operate-invitations", path: at("/console/operate/invitations") },
  { name: "hosts", path: at("/console/lab/hosts") },
  { name: "not-here", path: at("/console/nowhere") },
];

/**
 * Go there as whoever looks, and wait until it stands still. A page that shows the same app to the same person already
 * is led on as a link would lead it; otherwise it is opened anew, and a browser that was somebody else is nobody first.
 */
export async function visit(page: Page, lane: Lane, town: Town, screen: Screen): Promise<void> {
  const [path, person] = [screen.path(town), screen.who?.(town)];
  trafficOf(page);
  const next = { app: appOf(path), personId: person?.id };
  const before = seenBy.get(page);
  // A sheet that stands open would cover what comes next.
  const isFree = (await page.locator("dialog[open]").count()) === 0;
  if (isFree && before?.app === next.app && before.personId === next.personId) await lead(page, path);
  else {
    if (before?.personId !== undefined && before.personId !== next.personId) await leave(page);
    if (person && before?.personId !== person.id) await lane.enter(page, person, path);
    else await page.goto(path);
  }
  seenBy.set(page, next);
  await settled(page);
  if (screen.then) {
    await screen.then(page);
    await settled(page);
  }
}

/** Sign out, so that visits do not pile up where one reads who is signed in. */
export async function leave(page: Page): Promise<void> {
  await page.evaluate(() => fetch("/api/client/session", { method: "DELETE", headers: { "content-type": "application/json" }, body: "{}" }));
  await page.context().clearCookies();
  seenBy.delete(page);
}

interface Seen {
  app: string;
  personId: string | undefined;
}

const seenBy = new WeakMap<Page, Seen>();

/** An article stands in a document of its own, and leads nowhere by itself. */
const appOf = (path: string): string => (path.startsWith("/console") ? "console" : /^\/s\/[^/]+$/.test(path) ? path : "messenger");

/** By way of the first screen, so that the list beside a page is the one that a fresh look has there. */
async function lead(page: Page, path: string): Promise<void> {
  const step = (to: string) =>
    page.evaluate((next) => {
      history.pushState(null, "", next);
      dispatchEvent(new PopStateEvent("popstate", { state: null }));
    }, to);
  if (appOf(path) === "messenger") await step("/");
  await step(path);
}

/** How a place says that something is still on its way, in either app and language. */
const LOADING = new RegExp(
  `^(${(["en", "zh-CN"] as const).flatMap((language) => [wordsOf("messenger", language)("app.loading"), wordsOf("console", language)("state.loading")]).join("|")})$`,
);

/** Until nothing is asked for any more, nothing says that it is loading, and nothing moves. */
export async function settled(page: Page): Promise<void> {
  await answered(page);
  await expect(page.getByRole("heading").filter({ visible: true }).first()).toBeVisible();
  await expect(page.getByRole("status", { name: LOADING })).toHaveCount(0);
  await answered(page);
  await page.evaluate(async () => {
    await document.fonts.ready;
    // What goes round for ever, or as far as one reads, is as still as it gets.
    const moving = document.getAnimations().filter(({ effect, timeline }) => timeline === document.timeline && effect?.getComputedTiming().iterations !== Infinity);
    await Promise.allSettled(moving.map(({ finished }) => finished));
  });
}

/** Until the page has had time to ask for more after its last answer, and did not. */
async function answered(page: Page): Promise<void> {
  const traffic = trafficOf(page);
  for (let asked = -1; asked !== traffic.asked || traffic.open.size > 0; ) {
    await expect.poll(() => traffic.open.size, { intervals: [20] }).toBe(0);
    asked = traffic.asked;
    const isIdle = page.evaluate(() => new Promise((idle) => requestAnimationFrame(() => requestIdleCallback(idle, { timeout: 1_000 }))));
    // A page that goes on to another document meanwhile asks for more there.
    await isIdle.catch(() => page.waitForLoadState());
  }
}

interface Traffic {
  asked: number;
  open: Set<Request>;
}

const traffics = new WeakMap<Page, Traffic>();

/** What a page has asked for and what of it is still open, counted from its first visit on. */
function trafficOf(page: Page): Traffic {
  const known = traffics.get(page);
  if (known) return known;
  const traffic: Traffic = { asked: 0, open: new Set() };
  traffics.set(page, traffic);
  page.on("request", (request) => {
    traffic.asked += 1;
    traffic.open.add(request);
  });
  page.on("requestfinished", (request) => traffic.open.delete(request));
  page.on("requestfailed", (request) => traffic.open.delete(request));
  return traffic;
}
