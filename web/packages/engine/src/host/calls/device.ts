/** What the device can do, other programs, and the program's own life. */
import { Refused } from "../backend";
import { text } from "../desk";
import type { Desk, Handlers } from "../desk";
import type { OpenTarget } from "../shell";

export function deviceCalls(desk: Desk): Handlers {
  const { device, prompts, shell, gestures, backend, code, opened, onClose, say } = desk;
  let brightness = 0.5;
  let network = device.network();
  onClose(device.onNetwork(() => {
    network = device.network();
    say("networkStatusChange", network);
  }));
  onClose(() => void device.keepAwake(false).catch(() => undefined));

  const version = (value: unknown): OpenTarget["version"] => (value === "trial" || value === "develop" ? value : "release");

  return {
    setClipboardData: async (args) => {
      await device.writeClipboard(text(args.data)).catch(() => {
        throw new Refused("the browser refused it");
      });
    },
    getClipboardData: async () => ({
      data: await device.readClipboard().catch(() => {
        throw new Refused("the browser refused it");
      }),
    }),
    vibrateShort: () => void device.vibrate(15),
    vibrateLong: () => void device.vibrate(400),
    getNetworkType: () => ({ networkType: device.network().networkType, hasSystemProxy: false, weakNet: false }),
    makePhoneCall: async (args) => {
      const number = text(args.phoneNumber);
      if (!(await prompts.callPhone({ number }))) throw new Refused("cancel");
      device.dial(number);
    },
    setKeepScreenOn: (args) => device.keepAwake(args.keepScreenOn === true).catch(() => undefined),
    // A browser cannot dim the screen; what was set is what is read.
    setScreenBrightness: (args) => {
      const value = args.value as number;
      if (value < 0 || value > 1) throw new Refused("parameter error: value should be between 0 and 1", { errno: 1001 });
      brightness = value;
    },
    getScreenBrightness: () => ({ value: brightness }),
    getBatteryInfo: async () => ({ ...(await device.battery()), isLowPowerModeEnabled: false }),

    navigateToMiniProgram: async (args) => {
      gestures.take();
      const target = { appId: text(args.appId), path: text(args.path), version: version(args.envVersion) };
      if (target.appId === "") throw new Refused("invalid shortLink");
      if (!(await prompts.leaveFor(target))) throw new Refused("cancel");
      shell.open({ ...target, extraData: args.extraData, how: "open" });
    },
    navigateBackMiniProgram: (args) => shell.open({ appId: "", path: "", version: "release", extraData: args.extraData, how: "back" }),
    exitMiniProgram: () => shell.exit(),
    restartMiniProgram: (args) => shell.open({ appId: opened.appId, path: text(args.path), version: opened.versionKind, how: "restart" }),
    checkForUpdate: async () => ({ hasUpdate: await backend.newerVersion() }),
    applyUpdate: () => shell.open({ appId: opened.appId, path: "", version: opened.versionKind, how: "restart" }),
    getBackgroundFetchData: () => {
      throw new Refused("no fetched data");
    },
    setBackgroundFetchToken: () => undefined,
    getBackgroundFetchToken: () => ({ token: "" }),
    loadPackage: (args) => code.load(text(args.name)),
  };
}

