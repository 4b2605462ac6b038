/** Functions the host answers as they are: questions to the person, their identity, media, places, the device, other programs. */
import { Fail } from "./conventions";
import type { Args } from "./conventions";
import type { Kit } from "./kit";
import { HOST_CALLS } from "./shapes";

/** Calls to the host that other parts of wx make for themselves. */
const INNER = "audio recorder bytes loadPackage getUserCryptoKey checkForUpdate applyUpdate connectSocket".split(" ");

const LONGEST_SHEET = 6;
const MOST_TEMPLATES = 3;

export function addOpen(kit: Kit): void {
  for (const name of Object.keys(HOST_CALLS)) {
    if (!name.includes(".") && !INNER.includes(name) && !Object.hasOwn(kit.wx, name)) kit.api(name, HOST_CALLS[name] ?? "", (args) => kit.call(name, args));
  }

  const asked = (name: string, shape: string, prepare: (args: Args, raw: Args) => Args): void =>
    kit.api(name, shape, (args, raw) => kit.call(name, prepare(args, raw)));
  const shape = (name: string): string => HOST_CALLS[name] ?? "";

  asked("showToast", shape("showToast"), (args) => args);
  asked("showLoading", shape("showLoading"), (args) => args);
  asked("showModal", shape("showModal"), (args) => {
    for (const name of ["cancelText", "confirmText"]) {
      if (widthOf(args[name]) > 8) throw new Fail(`${name} length should not larger than 4 Chinese characters`, { errno: 1001 });
    }
    return args;
  });
  asked("showActionSheet", shape("showActionSheet"), (args) => {
    const items = args.itemList as unknown[];
    if (items.length === 0) throw new Fail("parameter error: itemList should have at least one item;", { errno: 1001 });
    if (items.length > LONGEST_SHEET) throw new Fail(`parameter error: itemList should not be large than ${LONGEST_SHEET}`, { errno: 1001 });
    return { ...args, itemList: items.map(String) };
  });
  asked("requestSubscribeMessage", "tmplIds:a!", (args) => {
    const ids = args.tmplIds as unknown[];
    if (ids.length === 0) throw new Fail("TmplIds can't be empty", { errCode: 10001 });
    if (ids.length > MOST_TEMPLATES) throw new Fail("The template ID number is over the limit", { errCode: 20003 });
    return { tmplIds: ids.map(String) };
  });
  asked("previewImage", "urls:a! current:* showmenu:b referrerPolicy:s", ({ urls, current, ...rest }) => {
    const sources = (urls as unknown[]).map(String);
    const index = typeof current === "number" ? current : Math.max(0, sources.indexOf(String(current ?? "")));
    return { urls: sources, current: index, ...rest };
  });
  asked("previewMedia", shape("previewMedia"), (args) => args);
  asked("navigateToMiniProgram", "appId:s path:s extraData:o envVersion:s shortLink:s noRelaunchIfPathUnchanged:b", (args) => {
    if (!args.appId && !args.shortLink) throw new Fail("parameter error: parameter.appId should be String instead of Undefined;", { errno: 1001 });
    return { ...args, ...(args.extraData !== undefined && { extraData: JSON.parse(JSON.stringify(args.extraData)) as unknown }) };
  });

  // Reports are counted where the program's figures are.
  for (const name of ["reportEvent", "reportAnalytics", "reportMonitor", "reportPerformance"]) {
    kit.sync(name, (id: unknown) => kit.seam.tell("report", { name, id: String(id) }));
  }
  kit.api("hideKeyboard", "", () => kit.seam.pageCommand("hideKeyboard" as never, {}).then(() => undefined));
  kit.api("getShareInfo", "shareTicket:s! timeout:n", () => {
    throw new Fail("invalid shareTicket");
  });
  kit.sync("getBatteryInfoSync", () => ({ level: 100, isCharging: true, isLowPowerModeEnabled: false }));
}

/** The width of a text in halves of a Chinese character. */
function widthOf(text: unknown): number {
  // eslint-disable-next-line no-control-regex -- everything outside the first 256 characters is wide
  return typeof text === "string" ? [...text].reduce((sum, one) => sum + (/[\x00-\xff]/.test(one) ? 1 : 2), 0) : 0;
}
