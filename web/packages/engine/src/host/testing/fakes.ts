/** A messenger that answers by itself: what a test does not say otherwise is agreed to. */
import type { Manifest } from "../../protocol";
import type { Backend, CloudBackend, Opened } from "../backend";
import type { Device } from "../device";
import type { Prompts } from "../prompts";
import type { Shell } from "../shell";

export interface Noted {
  name: string;
  value: unknown;
}

/** Every call is written down; answers come from `answers`, which a test changes. */
function noting<T extends object>(notes: Noted[], answers: Required<T>): T & { notes: Noted[] } {
  return new Proxy(answers as T & { notes: Noted[] }, {
    get(target, name) {
      if (name === "notes") return notes;
      const run = (target as Record<PropertyKey, unknown>)[name];
      if (typeof run !== "function") return run;
      return (...args: unknown[]) => {
        notes.push({ name: String(name), value: args.length > 1 ? args : args[0] });
        return (run as (...all: unknown[]) => unknown).apply(target, args);
      };
    },
  });
}

export function fakePrompts(more: Partial<Prompts> = {}): Prompts & { notes: Noted[] } {
  const picture = (): Blob => new Blob(["picture"], { type: "image/png" });
  return noting<Prompts>([], {
    toast: () => undefined, hideToast: () => undefined, loading: () => undefined, hideLoading: () => undefined,
    modal: ({ editable }) => Promise.resolve({ confirm: true, ...(editable && { content: "typed" }) }),
    actionSheet: () => Promise.resolve(1),
    permission: () => Promise.resolve(true), settings: () => Promise.resolve(), phone: () => Promise.resolve(true), userInfo: () => Promise.resolve(true),
    avatar: () => Promise.resolve(picture()),
    address: () => Promise.resolve({ userName: "Li", postalCode: "100000", provinceName: "北京市", cityName: "北京市", countyName: "东城区", detailInfo: "胡同 1", nationalCode: "110101", telNumber: "13800000000" }),
    payment: () => Promise.resolve("paid" as const),
    subscribe: ({ templates }) => Promise.resolve(Object.fromEntries(templates.map(({ id }) => [id, "accept" as const]))),
    chooseFiles: ({ kinds }) => Promise.resolve([{ blob: picture(), name: "a.png", kind: kinds[0] ?? "image" }]),
    preview: () => undefined, chooseLocation: () => Promise.resolve({ name: "Gulou", address: "Beijing", latitude: 39.94, longitude: 116.39 }), openLocation: () => undefined,
    scan: () => Promise.resolve({ result: "https://example.com", scanType: "QR_CODE", charSet: "utf-8", rawData: "" }),
    callPhone: () => Promise.resolve(true), saveFile: () => Promise.resolve(true), openDocument: () => Promise.resolve(true), share: () => Promise.resolve(true),
    customerService: () => undefined, leaveFor: () => Promise.resolve(true), privacy: () => Promise.resolve(true), closeAll: () => undefined,
    ...more,
  });
}

export function fakeBackend(services: Record<string, string>, more: Partial<Backend> = {}): Backend & { notes: Noted[] } {
  const encoded = (value: unknown): ArrayBuffer => new TextEncoder().encode(JSON.stringify(value)).buffer as ArrayBuffer;
  const scopes: Record<string, boolean> = {};
  return noting<Backend>([], {
    packageCode: (name) => Promise.resolve({ name, service: services[name] ?? "", view: "", styles: {} }),
    engineText: (name) => Promise.resolve(name),
    newerVersion: () => Promise.resolve(false),
    login: () => Promise.resolve({ code: "code-1" }),
    checkSession: () => Promise.resolve(true),
    phone: () => Promise.resolve({ code: "phone-1", encryptedData: "e", iv: "i" }),
    userInfo: ({ consented }) => Promise.resolve({
      userInfo: { nickName: consented ? "Li" : "微信用户", avatarUrl: "", gender: 0, language: "", city: "", province: "", country: "" }, rawData: "{}", signature: "s", encryptedData: "e", iv: "i",
    }),
    scopes: () => Promise.resolve(scopes),
    setScope: (scope, allowed) => Promise.resolve(void (scopes[scope] = allowed)),
    request: ({ url, method, data }) => Promise.resolve({ statusCode: 200, header: { "x-test": "1" }, cookies: [], data: encoded({ url, method, data }) }),
    upload: async ({ file, name }, _, progress) => {
      progress({ sent: 5, total: 10 });
      return { statusCode: 200, header: {}, cookies: [], data: `${name}:${await file.text()}` };
    },
    download: (_, __, progress) => {
      progress({ sent: 10, total: 10 });
      return Promise.resolve({ statusCode: 200, header: {}, cookies: [], blob: new Blob(["downloaded"], { type: "text/plain" }) });
    },
    socket: (_, events) => {
      setTimeout(() => events.open({ "x-open": "1" }), 0);
      return { send: (data) => events.message(typeof data === "string" ? `echo ${data}` : data), close: (code, reason) => events.close({ code, reason }) };
    },
    subscribeTemplates: (ids) => Promise.resolve({ templates: ids.map((id) => ({ id, title: id, lines: [] })), settled: {} }),
    subscribe: () => Promise.resolve(),
    addresses: () => Promise.resolve([]),
    subscriptionSettings: () => Promise.resolve({ mainSwitch: true, itemSettings: {} }),
    measures: () => Promise.resolve(),
    agreePrivacy: () => Promise.resolve(),
    webView: (url) => Promise.resolve(url),
    cloud: fakeCloud(),
    ...more,
  });
}

/** One document, one function and one file of the cloud. */
export function fakeCloud(more: Partial<CloudBackend> = {}): CloudBackend & { notes: Noted[] } {
  return noting<CloudBackend>([], {
    database: ({ action }) => Promise.resolve(action === "get" ? { data: [{ _id: "1", at: { $date: "2024-05-01T08:00:00.000Z" } }] } : action === "count" ? { total: 1 } : { _id: "1" }),
    watch: (_, hearing) => {
      hearing.snapshot({ id: 0, type: "init", docs: [{ _id: "1" }], docChanges: [] });
      return Promise.resolve({ close: () => Promise.resolve() });
    },
    call: (name, data) => Promise.resolve({ result: { name, data }, requestID: "r1" }),
    upload: async ({ cloudPath, file }, _, progress) => {
      progress({ sent: file.size, total: file.size });
      return Promise.resolve({ fileID: `cloud://lane.bucket/${cloudPath}` });
    },
    download: (url) => Promise.resolve(new Blob([`bytes of ${url}`], { type: "text/plain" })),
    urls: (list) => Promise.resolve(list.map((one) => {
      const fileID = typeof one === "string" ? one : one.fileID;
      return fileID.includes("missing") ? { fileID, tempFileURL: "", status: -503003, errMsg: "storage file not exists" } : { fileID, tempFileURL: `https://files.test/cloud/${fileID.split("/").pop() ?? ""}`, status: 0, errMsg: "ok" };
    })),
    remove: (list) => Promise.resolve(list.map((fileID) => ({ fileID, status: 0, errMsg: "ok" }))),
    ...more,
  });
}

export function fakeShell(): Shell & { notes: Noted[] } {
  const capsule = { left: 281, top: 26, right: 368, bottom: 58, width: 87, height: 32 };
  return noting<Shell>([], {
    navigation: () => undefined, tabBar: () => undefined, stack: () => undefined, ready: () => undefined, broken: () => undefined, scriptError: () => undefined,
    console: () => undefined, exit: () => undefined, open: () => undefined,
    layers: () => undefined, openWebView: () => undefined, showWebView: () => undefined, closeWebView: () => undefined, capsule: () => capsule,
    screen: () => ({ windowWidth: 375, windowHeight: 603, screenWidth: 375, screenHeight: 667, pixelRatio: 2, statusBarHeight: 20, safeBottom: 0 }),
  });
}

export function fakeDevice(more: Partial<Device> = {}): Device & { clipboard: string; moment: number } {
  const device: Device & { clipboard: string; moment: number } = {
    clipboard: "",
    moment: 1_700_000_000_000,
    now: () => device.moment,
    after: (milliseconds: number, run: () => void) => {
      const timer = setTimeout(run, milliseconds);
      timer.unref();
      return () => clearTimeout(timer);
    },
    facts: () => ({ platform: "android", system: "Android 14", model: "Hutong", brand: "Hutong", language: "zh_CN" as const, theme: "light" as const, userAgent: "test" }),
    readClipboard: () => Promise.resolve(device.clipboard),
    writeClipboard: (text: string) => Promise.resolve(void (device.clipboard = text)),
    vibrate: () => true,
    network: () => ({ networkType: "wifi", isConnected: true }),
    onNetwork: () => () => undefined,
    locate: () => Promise.resolve({ latitude: 39.9, longitude: 116.4, accuracy: 10, altitude: 0, verticalAccuracy: 0, speed: -1 }),
    watchPlace: () => () => undefined,
    keepAwake: () => Promise.resolve(),
    battery: () => Promise.resolve({ level: 80, isCharging: true }),
    dial: () => undefined,
    fetchBlob: (address: string) => (address.includes("missing") ? Promise.reject(new Error("answered 404")) : Promise.resolve(new Blob([`bytes of ${address}`]))),
    addressOf: () => "blob:test",
    dropAddress: () => undefined,
    imageSize: () => Promise.resolve({ width: 40, height: 30 }),
    videoFacts: () => Promise.resolve({ width: 640, height: 360, duration: 3 }),
    compress: (blob: Blob) => Promise.resolve(blob.slice(0, 3, "image/jpeg")),
    sound: (() => new SilentSound()) as unknown as Device["sound"],
    record: () => Promise.resolve({ pause: () => undefined, resume: () => undefined, stop: () => Promise.resolve(new Blob(["sound"], { type: "audio/webm" })) }),
    ...more,
  };
  return device;
}

class SilentSound extends EventTarget {
  src = "";
  volume = 1;
  loop = false;
  playbackRate = 1;
  currentTime = 0;
  duration = 12;
  paused = true;

  play(): Promise<void> {
    this.paused = false;
    this.dispatchEvent(new Event("play"));
    return Promise.resolve();
  }

  pause(): void {
    this.paused = true;
    this.dispatchEvent(new Event("pause"));
  }

  load(): void {
    this.currentTime = 0;
  }

  removeAttribute(): void {
    this.src = "";
  }
}

export const openedOf = (manifest: Manifest): Opened => ({
  appId: "wx0000000000000001", name: "Trial", avatar: "", owner: "", version: "1.0.0", versionKind: "release", digest: "d", manifest,
  frameUrl: "", assetBase: "https://files.test/d/", proxyBase: "https://files.test/proxy/t/", launchToken: "t", scopes: {},
});
