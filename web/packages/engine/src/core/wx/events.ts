/** Events of the program and the device: wx.onX adds a listener, wx.offX takes one away. */
import type { Kit } from "./kit";

const APP_EVENTS = [
  ["AppShow", "show"], ["AppHide", "hide"], ["Error", "error"], ["UnhandledRejection", "unhandledRejection"],
  ["PageNotFound", "pageNotFound"], ["ThemeChange", "themeChange"], ["AppRoute", "route"], ["AppRouteDone", "routeDone"],
  ["WindowResize", "resize"], ["BeforeAppRoute", "beforeRoute"], ["BeforePageLoad", "beforePageLoad"], ["AfterPageLoad", "afterPageLoad"],
  ["BeforePageUnload", "beforePageUnload"], ["AfterPageUnload", "afterPageUnload"], ["LazyLoadError", "lazyLoadError"],
] as const;

/** What the host tells by an event of the same name in small letters. */
const HOST_EVENTS = [
  "NetworkStatusChange", "LocationChange", "LocationChangeError", "KeyboardHeightChange", "AudioInterruptionBegin",
  "AudioInterruptionEnd", "BackgroundFetchData",
];

/**
 * Real, only that their moment never comes here: the capsule and the window stay as they are, a program stands in no group
 * and beside no other window, and the capsule's menu copies no link.
 */
const QUIET_EVENTS = ["ApiCategoryChange", "CopyUrl", "MenuButtonBoundingClientRectWeightChange", "ParallelStateChange", "WindowStateChange"];

export function addEvents(kit: Kit): void {
  // Privacy is asked for by the sheets themselves.
  kit.event("NeedPrivacyAuthorization", false);
  for (const name of QUIET_EVENTS) kit.event(name);
  for (const [name, source] of APP_EVENTS) {
    const listeners = kit.event(name);
    kit.seam.onApp(source, ((data: unknown) => listeners.tell(data)) as never);
  }
  for (const name of HOST_EVENTS) {
    const listeners = kit.event(name, name !== "BackgroundFetchData");
    kit.seam.onEvent(name.charAt(0).toLowerCase() + name.slice(1), (data) => listeners.tell(data));
  }
}
