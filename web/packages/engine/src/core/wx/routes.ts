/** Going from page to page, and what stands around pages: navigation bar, tab bar, pull-down, share menu. */
import type { RouteKind, TabBarDraft } from "../seam";
import { Fail, settle } from "./conventions";
import type { Args } from "./conventions";
import { asFail } from "./kit";
import type { Kit } from "./kit";

export function addRoutes(kit: Kit): void {
  const { seam } = kit;

  const route = (kind: RouteKind, shape: string) =>
    kit.api(kind, shape, async (args) => {
      try {
        return await seam.route(kind, args);
      } catch (problem) {
        throw asFail(problem);
      }
    });

  route("navigateTo", "url:s! events:o routeType:s");
  route("redirectTo", "url:s!");
  route("switchTab", "url:s!");
  route("reLaunch", "url:s!");
  route("navigateBack", "delta:n");

  // The route is rewritten while its listeners run, so arguments are not waited for as those of others are.
  kit.shapes.set("rewriteRoute", "url:s! preserveQuery:b");
  kit.wx.rewriteRoute = (options?: unknown) => {
    let refused: unknown;
    try {
      const { url, preserveQuery } = kit.checked("url:s! preserveQuery:b", options);
      seam.rewriteRoute(url as string, preserveQuery === true);
    } catch (problem) {
      refused = asFail(problem);
    }
    return settle("rewriteRoute", options, kit.guard, () => {
      if (refused !== undefined) throw refused;
    });
  };

  // A page in a web-view leads the program on, or <navigation-bar> says how the bar is.
  seam.onEvent("webRoute", (data) => {
    const { kind, url, delta } = data as { kind: RouteKind; url: string; delta: number };
    seam.route(kind, kind === "navigateBack" ? { delta } : { url }).catch((problem: unknown) => seam.report(problem, "web-view"));
  });
  seam.onEvent("webEvent", (data) => {
    const { node, name, detail } = data as { node: number; name: string; detail: unknown };
    seam.trigger(node, name, detail);
  });
  seam.onEvent("setNavigation", (data) => {
    const { title, loading, frontColor, backgroundColor } = data as Args;
    seam.setNavigation({
      ...(typeof title === "string" && { title }), ...(typeof loading === "boolean" && { loading }), ...(typeof backgroundColor === "string" && backgroundColor && { backgroundColor }),
      ...(typeof frontColor === "string" && frontColor && { textStyle: frontColor.toLowerCase() === "#000000" ? ("black" as const) : ("white" as const) }),
    });
  });

  addNavigationBar(kit);
  addTabBar(kit);

  const command = (name: Parameters<typeof seam.pageCommand>[0]) => (data: Args) => seam.pageCommand(name, data).then(() => undefined);
  kit.api("startPullDownRefresh", "", command("pullDown"));
  kit.api("stopPullDownRefresh", "", command("stopPullDown"));
  kit.api("setBackgroundColor", "backgroundColor:s backgroundColorTop:s backgroundColorBottom:s", command("background"));
  kit.api("setBackgroundTextStyle", "textStyle:s!", (args) => {
    if (args.textStyle !== "dark" && args.textStyle !== "light") throw new Fail(`invalid textStyle "${String(args.textStyle)}"`);
    return command("textStyle")(args);
  });
  kit.api("pageScrollTo", "scrollTop:n selector:s offsetTop:n duration:n", async (args) => {
    const given: Args = { duration: 300, ...args };
    if (typeof args.selector === "string") {
      const [found] = seam.find(args.selector);
      if (!found) throw new Fail("can not find node");
      given.node = found.node;
    }
    await seam.pageCommand("scrollTo", given);
  });
  kit.api("loadFontFace", "family:s! source:s! desc:o global:b scopes:a", async (args) => {
    await seam.pageCommand("loadFont", args);
    return { status: "loaded" };
  });

  kit.api("showShareMenu", "withShareTicket:b menus:a", (args) => {
    const menus = args.menus as unknown[] | undefined;
    seam.setMenus({ share: menus?.includes("shareAppMessage") ?? true, timeline: menus?.includes("shareTimeline") ?? false });
  });
  kit.api("hideShareMenu", "menus:a", (args) => {
    const menus = (args.menus as unknown[] | undefined) ?? ["shareAppMessage", "shareTimeline"];
    seam.setMenus({ ...(menus.includes("shareAppMessage") && { share: false }), ...(menus.includes("shareTimeline") && { timeline: false }) });
  });
  kit.api("updateShareMenu", "withShareTicket:b isUpdatableMessage:b activityId:s templateInfo:o", (args) => kit.call("updateShareMenu", { ...args, page: seam.currentPage()?.id }));
}

function addNavigationBar(kit: Kit): void {
  const { seam } = kit;
  kit.api("setNavigationBarTitle", "title:s!", (args) => seam.setNavigation({ title: args.title as string }));
  kit.api("setNavigationBarColor", "frontColor:s! backgroundColor:s! animation:o", (args) => {
    const front = (args.frontColor as string).toLowerCase();
    if (front !== "#ffffff" && front !== "#000000") throw new Fail(`invalid frontColor "${front}"`);
    const animation = { duration: 0, timingFunc: "linear", ...(args.animation as object | undefined) };
    seam.setNavigation({ textStyle: front === "#ffffff" ? "white" : "black", backgroundColor: args.backgroundColor as string, animation });
  });
  kit.api("showNavigationBarLoading", "", () => seam.setNavigation({ loading: true }));
  kit.api("hideNavigationBarLoading", "", () => seam.setNavigation({ loading: false }));
  kit.api("hideHomeButton", "", () => seam.setNavigation({ homeButton: false }));
  kit.api("enableAlertBeforeUnload", "message:s!", (args) => seam.setNavigation({ alertBeforeUnload: args.message as string }));
  kit.api("disableAlertBeforeUnload", "", () => seam.setNavigation({ alertBeforeUnload: undefined }));
}

function addTabBar(kit: Kit): void {
  const change = (run: (bar: TabBarDraft) => void): void => {
    try {
      kit.seam.setTabBar(run);
    } catch (problem) {
      throw asFail(problem);
    }
  };
  const item = (name: string, shape: string, run: (item: TabBarDraft["items"][number], args: Args) => void) =>
    kit.api(name, `index:n! ${shape}`.trim(), (args) =>
      change((bar) => {
        const one = bar.items[args.index as number];
        if (!one) throw new Fail("tabbar item not found");
        run(one, args);
      }));

  item("setTabBarBadge", "text:s!", (one, { text }) => Object.assign(one, { badge: shortened(text as string), dot: false }));
  item("removeTabBarBadge", "", (one) => delete one.badge);
  item("showTabBarRedDot", "", (one) => Object.assign(one, { dot: true, badge: undefined }));
  item("hideTabBarRedDot", "", (one) => Object.assign(one, { dot: false }));
  item("setTabBarItem", "text:s iconPath:s selectedIconPath:s", (one, args) => Object.assign(one, Object.fromEntries(Object.entries(args).filter(([name]) => name !== "index"))));
  kit.api("setTabBarStyle", "color:s selectedColor:s backgroundColor:s borderStyle:s", (args) => change((bar) => Object.assign(bar, args)));
  kit.api("showTabBar", "animation:b", () => change((bar) => (bar.hiddenByProgram = false)));
  kit.api("hideTabBar", "animation:b", () => change((bar) => (bar.hiddenByProgram = true)));
}

/** A badge shows four characters; of a longer one, three and dots. */
const shortened = (text: string): string => ([...text].length > 4 ? `${[...text].slice(0, 3).join("")}...` : text);
