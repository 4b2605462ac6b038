/** What a program can learn about where it runs; all of it answers at once from what the host sent. */
import { Fail } from "./conventions";
import type { Kit } from "./kit";

const DEVICE = "abi benchmarkLevel brand cpuType deviceAbi memorySize model platform system";
const WINDOW = "pixelRatio safeArea screenHeight screenTop screenWidth statusBarHeight windowHeight windowWidth";
const APP = "SDKVersion enableDebug fontSizeScaleFactor fontSizeSetting host language theme version";

export function addBase(kit: Kit): void {
  const { seam, wx } = kit;

  const pick = (names: string) => () => {
    const system = { ...seam.system, ...extra() } as Record<string, unknown>;
    return Object.fromEntries(names.split(" ").flatMap((name) => (system[name] === undefined ? [] : [[name, system[name]]])));
  };

  function extra(): Record<string, unknown> {
    const { system, boot } = seam;
    return {
      enableDebug: boot.debug, fontSizeScaleFactor: system.fontSizeSetting / 16, screenTop: 0, memorySize: 4096, abi: "", deviceAbi: "", cpuType: "unknown",
      bluetoothEnabled: false, locationEnabled: true, wifiEnabled: true, deviceOrientation: system.windowWidth > system.windowHeight ? "landscape" : "portrait",
      locationAuthorized: true, albumAuthorized: true, cameraAuthorized: true, microphoneAuthorized: true, notificationAuthorized: true,
    };
  }

  const systemInfo = () => {
    const info: Record<string, unknown> = { ...extra(), ...seam.system };
    delete info.menuButton;
    delete info.userAgent;
    // Programs that do not follow the system's look are not told of it.
    if (!seam.manifest.darkmode) delete info.theme;
    return info;
  };

  kit.sync("getSystemInfoSync", systemInfo);
  kit.api("getSystemInfo", "", systemInfo);
  kit.api("getSystemInfoAsync", "", systemInfo);
  kit.sync("getDeviceInfo", pick(DEVICE));
  kit.sync("getWindowInfo", pick(WINDOW));
  kit.sync("getAppBaseInfo", pick(APP));
  kit.sync("getSystemSetting", pick("bluetoothEnabled deviceOrientation locationEnabled wifiEnabled"));
  kit.sync("getAppAuthorizeSetting", () => ({
    albumAuthorized: "authorized", bluetoothAuthorized: "denied", cameraAuthorized: "authorized", locationAuthorized: "authorized",
    locationReducedAccuracy: false, microphoneAuthorized: "authorized", notificationAuthorized: "authorized",
    phoneCalendarAuthorized: "denied",
  }));
  kit.sync("getMenuButtonBoundingClientRect", () => ({ ...seam.system.menuButton }));
  kit.sync("getAccountInfoSync", () => structuredClone(seam.account));
  kit.sync("getLaunchOptionsSync", () => ({ ...seam.launchOptions(), apiCategory: "default" }));
  kit.sync("getEnterOptionsSync", () => ({ ...seam.enterOptions(), apiCategory: "default" }));
  kit.sync("getApiCategory", () => "default");
  const ext = () => structuredClone(seam.manifest.ext ?? {});
  kit.sync("getExtConfigSync", ext);
  kit.api("getExtConfig", "", () => ({ extConfig: ext() }));
  kit.sync("getSkylineInfoSync", () => ({ isSupported: false, version: "", reason: "client not supported" }));
  kit.api("getSkylineInfo", "", () => ({ isSupported: false, version: "", reason: "client not supported" }));
  kit.api("getRendererUserAgent", "", () => ({ userAgent: String(seam.system.userAgent ?? "") }));
  kit.api("getDeviceBenchmarkInfo", "", () => ({ benchmarkLevel: seam.system.benchmarkLevel, modelLevel: 3 }));
  kit.api("setEnableDebug", "enableDebug:b!", (args) => seam.tell("debug", args.enableDebug));
  kit.api("preDownloadSubpackage", "packageName:s packageType:s", (args) => seam.preloadPackage(String(args.packageName ?? "")));

  // There is one frame and one way of drawing, both there already; pictures and fonts are fetched so that they are kept.
  kit.api("preloadWebview", "", () => undefined);
  kit.api("preloadSkylineView", "", () => undefined);
  kit.api("preloadAssets", "data:a!", async ({ data }) => {
    await Promise.all((data as { src?: unknown }[]).map(({ src }) => kit.call("bytes", { src: String(src) })));
  });
  kit.api("setTopBarText", "text:s!", () => undefined);
  kit.sync("checkIsPictureInPictureActive", () => false);
  kit.sync("createBufferURL", (buffer: unknown) => {
    const bytes = ArrayBuffer.isView(buffer) ? (buffer.buffer.slice(buffer.byteOffset, buffer.byteOffset + buffer.byteLength) as ArrayBuffer) : buffer;
    if (!(bytes instanceof ArrayBuffer)) throw new Fail("parameter error: parameter should be ArrayBuffer");
    return `data:${kindOfPicture(bytes)};base64,${toBase64(bytes)}`;
  });
  kit.sync("revokeBufferURL", () => undefined);
  // Nobody is part of an experiment.
  kit.sync("getExptInfoSync", () => ({}));

  wx.env = { USER_DATA_PATH: "wxfile://usr" };
  wx.version = { version: seam.system.SDKVersion, updateTime: "" };

  kit.sync("arrayBufferToBase64", toBase64);
  kit.sync("base64ToArrayBuffer", (text) => fromBase64(text));
  kit.sync("nextTick", (callback) => {
    void Promise.resolve().then(() => kit.guard(callback));
  });
  kit.sync("requestIdleCallback", (callback: unknown) =>
    setTimeout(() => kit.guard(callback, { didTimeout: false, timeRemaining: () => 10 }), 1));
  kit.sync("cancelIdleCallback", (handle) => clearTimeout(handle));
  kit.api("getRandomValues", "length:n!", (args) => ({ randomValues: crypto.getRandomValues(new Uint8Array(args.length as number)).buffer }));
}

const PICTURES: readonly [string, string][] = [["\x89PNG", "png"], ["\xff\xd8", "jpeg"], ["GIF8", "gif"], ["RIFF", "webp"], ["BM", "bmp"], ["<", "svg+xml"]];

/** By its first bytes, as nobody says what it is. */
function kindOfPicture(bytes: ArrayBuffer): string {
  const start = String.fromCharCode(...new Uint8Array(bytes.slice(0, 4)));
  return `image/${PICTURES.find(([head]) => start.startsWith(head))?.[1] ?? "*"}`;
}

export function toBase64(buffer: ArrayBuffer): string {
  const bytes = new Uint8Array(buffer);
  let text = "";
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(text);
}

export function fromBase64(text: string): ArrayBuffer {
  const raw = atob(text.replace(/^data:[^,]*,/, ""));
  const bytes = new Uint8Array(raw.length);
  for (let at = 0; at < raw.length; at += 1) bytes[at] = raw.charCodeAt(at);
  return bytes.buffer;
}
