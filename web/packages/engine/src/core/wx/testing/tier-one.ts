/** What each function of the first tier gives and how it fails. */
import { expect } from "vitest";
import type { Running, Wanted } from "../../../host/testing/running";
import { calling } from "../../../host/testing/running";

export const TIER_ONE = (
  "arrayBufferToBase64 base64ToArrayBuffer canIUse getAppBaseInfo getDeviceInfo getEnterOptionsSync getLaunchOptionsSync getSystemInfo getSystemInfoSync getUpdateManager " +
  "getWindowInfo onAppHide onAppShow canvasToTempFilePath createCanvasContext getNetworkType makePhoneCall scanCode setClipboardData vibrateShort getFileSystemManager cloud env " +
  "getLocation openLocation chooseImage chooseMedia createInnerAudioContext getImageInfo previewImage saveImageToPhotosAlbum connectSocket downloadFile request uploadFile authorize " +
  "checkSession chooseAddress getAccountInfoSync getSetting getUserInfo getUserProfile login openSetting requestSubscribeMessage requestPayment navigateBack navigateTo reLaunch " +
  "redirectTo switchTab showShareMenu clearStorage clearStorageSync getStorage getStorageInfoSync getStorageSync removeStorage removeStorageSync setStorage setStorageSync " +
  "createAnimation getMenuButtonBoundingClientRect hideLoading hideNavigationBarLoading hideTabBar hideToast nextTick pageScrollTo removeTabBarBadge setNavigationBarColor " +
  "setNavigationBarTitle setTabBarBadge showActionSheet showLoading showModal showNavigationBarLoading showTabBar showToast startPullDownRefresh stopPullDownRefresh " +
  "createIntersectionObserver createSelectorQuery"
).split(" ");

export interface Failure {
  given?: unknown;
  wanted?: Wanted;
  pressed?: boolean;
  first?: (program: Running) => Promise<unknown>;
  says: string;
  and?: object;
}

export interface AsyncCase {
  given?: unknown;
  gives?: object;
  /** Its answer has more fields than `gives`. */
  more?: boolean;
  /** Needs a drawing surface, which only a browser has. */
  inBrowser?: boolean;
  pressed?: boolean;
  first?: (program: Running) => Promise<unknown>;
  /** What the messenger showed or did. */
  seen?: (program: Running) => void;
  fails: Failure[];
}

export type AtOnce = (call: (...args: unknown[]) => unknown, program: Running) => void | Promise<void>;

const needs = (name: string, type: string, given: unknown = {}): Failure => ({
  given, says: `parameter error: parameter.${name} should be ${type} instead of Undefined;`, and: { errno: 1001 },
});
const showed = (name: string, value: object | undefined) => ({ prompts }: Running) => {
  expect(prompts.notes.find((note) => note.name === name)?.value).toEqual(value);
};
const bar = (change: object) => ({ shell }: Running) => {
  expect(shell.notes.findLast(({ name }) => name === "navigation")?.value).toMatchObject(change);
};
const tabs = (change: object) => ({ shell }: Running) => {
  expect(shell.notes.findLast(({ name }) => name === "tabBar")?.value).toMatchObject(change);
};
const denied: Wanted = { prompts: { permission: () => Promise.resolve(false), userInfo: () => Promise.resolve(false) } };
const noFile: Wanted = { prompts: { chooseFiles: () => Promise.resolve(null) } };
const onPlainPage = (program: Running): Promise<unknown> => program.ask("reLaunch", { url: "/pages/plain/plain" }).then(() => program.settle());
const notTab = (given: unknown): Failure => ({ given, first: onPlainPage, says: "not TabBar page" });
const size = expect.any(Number) as number;
const temporary = expect.stringMatching(/^wxfile:\/\/tmp_/) as string;
const payment = { timeStamp: "1", nonceStr: "n", package: "prepay_id=1", signType: "RSA", paySign: "p" };
const tapOnly: Failure = { says: "can only be invoked by user TAP gesture." };
const profile = { userInfo: expect.objectContaining({ nickName: "Li" }) as object, rawData: "{}", signature: "s", encryptedData: "e", iv: "i" };

export const ASYNC: Record<string, AsyncCase> = {
  getSystemInfo: { more: true, gives: { windowWidth: 375, platform: "android", language: "zh_CN" }, fails: [] },
  canvasToTempFilePath: { inBrowser: true, fails: [{ given: { canvasId: "none" }, says: "canvas is empty" }] },
  getNetworkType: { gives: { networkType: "wifi", hasSystemProxy: false, weakNet: false }, fails: [] },
  makePhoneCall: {
    given: { phoneNumber: "10086" }, seen: showed("callPhone", { number: "10086" }),
    fails: [needs("phoneNumber", "String"), { given: { phoneNumber: "1" }, wanted: { prompts: { callPhone: () => Promise.resolve(false) } }, says: "cancel" }],
  },
  scanCode: { gives: { result: "https://example.com", scanType: "QR_CODE", charSet: "utf-8", rawData: "" }, fails: [{ wanted: { prompts: { scan: () => Promise.resolve(null) } }, says: "cancel" }] },
  setClipboardData: {
    given: { data: "x" }, seen: ({ device }) => expect(device.clipboard).toBe("x"),
    fails: [needs("data", "String"), { given: { data: 5 }, says: "parameter error: parameter.data should be String instead of Number;" }],
  },
  vibrateShort: { given: { type: "light" }, fails: [] },
  getLocation: {
    given: { type: "wgs84" }, gives: { latitude: 39.9, longitude: 116.4, accuracy: 10, altitude: 0, verticalAccuracy: 0, speed: -1, horizontalAccuracy: 10 },
    fails: [{ wanted: denied, says: "auth deny", and: { errno: 103 } }],
  },
  openLocation: {
    given: { latitude: 1, longitude: 2, name: "n" }, seen: showed("openLocation", { latitude: 1, longitude: 2, scale: 18, name: "n", address: "" }),
    fails: [{ given: {}, says: "parameter error: parameter.latitude should be Number instead of Undefined;parameter.longitude should be Number instead of Undefined;" }],
  },
  chooseImage: { given: { count: 1 }, gives: { tempFilePaths: [temporary], tempFiles: [{ path: temporary, size: 7 }] }, fails: [{ wanted: noFile, says: "cancel" }] },
  chooseMedia: {
    given: { mediaType: ["image"] }, gives: { tempFiles: [{ tempFilePath: temporary, size: 7, fileType: "image" }], type: "image" }, fails: [{ wanted: noFile, says: "cancel" }],
  },
  getImageInfo: {
    given: { src: "/a.png" }, gives: { width: 40, height: 30, path: "/a.png", orientation: "up", type: "png" },
    fails: [needs("src", "String"), { given: { src: "/missing.png" }, says: 'no such file or directory "/missing.png"' }],
  },
  previewImage: {
    given: { urls: ["https://a.test/1.png", "/b.png"], current: "/b.png" },
    seen: showed("preview", {
      sources: [{ url: "https://files.test/proxy/t/image?url=https%3A%2F%2Fa.test%2F1.png", kind: "image" }, { url: "https://files.test/d/b.png", kind: "image" }], current: 1, menu: true,
    }),
    fails: [needs("urls", "Array")],
  },
  saveImageToPhotosAlbum: {
    given: { filePath: "/a.png" }, seen: ({ prompts }) => expect(prompts.notes.map(({ name }) => name)).toEqual(["permission", "saveFile"]),
    fails: [needs("filePath", "String"), { given: { filePath: "/a.png" }, wanted: denied, says: "auth deny" }, { given: { filePath: "https://a.test/1.png" }, says: "invalid file type" }],
  },
  downloadFile: {
    given: { url: "https://a.test/x.txt" }, gives: { statusCode: 200, header: {}, cookies: [], tempFilePath: temporary, dataLength: 10 },
    fails: [needs("url", "String"), { given: { url: "ftp:x" }, says: 'invalid url "ftp:x"', and: { errno: 600009 } }],
  },
  request: {
    given: { url: "https://a.test/", data: { q: 1 } }, gives: { statusCode: 200, header: { "x-test": "1" }, cookies: [], data: { url: "https://a.test/?q=1", method: "GET", data: null } },
    fails: [
      needs("url", "String"), { given: undefined, says: "parameter error: parameter should be Object instead of Undefined;" },
      { given: { url: "https://a.test/", method: "PICK" }, says: "parameter error: parameter.method should be one of OPTIONS,GET,HEAD,POST,PUT,DELETE,TRACE,CONNECT;" },
      { given: { url: "https://a.test/", timeout: 30 }, wanted: { backend: { request: () => new Promise(() => undefined) } }, says: "timeout", and: { errno: 5 } },
      { given: { url: "https://a.test/" }, wanted: { backend: { request: () => Promise.reject(refused("url not in domain list", 600002)) } }, says: "url not in domain list", and: { errno: 600002 } },
    ],
  },
  uploadFile: {
    first: async (program) => calling(program.now("getFileSystemManager"), "writeFileSync", ["wxfile://usr/a.txt", "abc"]),
    given: { url: "https://a.test/", filePath: "wxfile://usr/a.txt", name: "file" }, gives: { statusCode: 200, header: {}, cookies: [], data: "file:abc" },
    fails: [
      { given: { url: "https://a.test/", filePath: "wxfile://usr/none", name: "f" }, says: "file not found" },
      { given: { url: "https://a.test/" }, says: "parameter error: parameter.filePath should be String instead of Undefined;parameter.name should be String instead of Undefined;" },
    ],
  },
  authorize: {
    given: { scope: "scope.userLocation" }, seen: showed("permission", { scope: "scope.userLocation", reason: "" }),
    fails: [needs("scope", "String"), { given: { scope: "scope.userLocation" }, wanted: denied, says: "auth deny", and: { errno: 103 } }, { given: { scope: "scope.none" }, says: "invalid scope" }],
  },
  checkSession: { fails: [{ wanted: { backend: { checkSession: () => Promise.resolve(false) } }, says: "session time out, need relogin" }] },
  chooseAddress: { more: true, gives: { userName: "Li", telNumber: "13800000000" }, fails: [{ wanted: { prompts: { address: () => Promise.resolve(null) } }, says: "cancel" }] },
  getSetting: { given: {}, gives: { authSetting: {} }, fails: [] },
  getUserInfo: { gives: { ...profile, userInfo: expect.objectContaining({ nickName: "微信用户" }) as object }, fails: [] },
  getUserProfile: { given: { desc: "d" }, pressed: true, gives: profile, fails: [needs("desc", "String"), { given: { desc: "d" }, pressed: true, wanted: denied, says: "auth deny" }, { ...tapOnly, given: { desc: "d" } }] },
  login: { gives: { code: "code-1" }, fails: [{ wanted: { backend: { login: () => Promise.reject(refused("network is not available", 5)) } }, says: "network is not available" }] },
  openSetting: { pressed: true, gives: { authSetting: {} }, fails: [tapOnly] },
  requestSubscribeMessage: {
    given: { tmplIds: ["t1", "t2"] }, pressed: true, gives: { t1: "accept", t2: "accept" },
    fails: [
      needs("tmplIds", "Array"), { given: { tmplIds: [] }, says: "TmplIds can't be empty", and: { errCode: 10001 } }, { ...tapOnly, given: { tmplIds: ["t1"] } },
      { given: { tmplIds: ["1", "2", "3", "4"] }, says: "The template ID number is over the limit", and: { errCode: 20003 } },
    ],
  },
  requestPayment: {
    given: payment, seen: showed("payment", payment),
    fails: [
      { given: { ...payment, timeStamp: 1 }, says: "parameter error: parameter.timeStamp should be String instead of Number;" },
      { given: payment, wanted: { prompts: { payment: () => Promise.resolve("cancelled") } }, says: "cancel" },
      { given: payment, wanted: { prompts: { payment: () => Promise.resolve({ failed: "the order is closed" }) } }, says: "the order is closed" },
    ],
  },
  navigateTo: {
    given: { url: "/pages/plain/plain?id=1" }, gives: { eventChannel: expect.anything() as object }, seen: ({ program }) => expect(program.pages.at(-1)).toMatchObject({ path: "pages/plain/plain", query: { id: "1" } }),
    fails: [needs("url", "String"), { given: { url: "/pages/none" }, says: 'page "pages/none" is not found' }, { given: { url: "/pages/b/b" }, says: "can not navigateTo a tabbar page" }],
  },
  redirectTo: { given: { url: "/pages/plain/plain" }, fails: [needs("url", "String")] },
  switchTab: { given: { url: "/pages/b/b" }, fails: [needs("url", "String"), { given: { url: "/pages/plain/plain" }, says: "can not switch to no-tabBar page" }] },
  reLaunch: { given: { url: "/pages/b/b" }, fails: [needs("url", "String")] },
  navigateBack: { first: (program) => program.ask("navigateTo", { url: "/pages/plain/plain" }), fails: [{ says: "cannot navigate back at first page." }] },
  showShareMenu: { given: { menus: ["shareAppMessage", "shareTimeline"] }, seen: bar({ menus: { share: true, timeline: true } }), fails: [] },
  clearStorage: { first: async (program) => program.now("setStorageSync", "k", 1), seen: (program) => expect(program.now("getStorageSync", "k")).toBe(""), fails: [] },
  getStorage: { given: { key: "k" }, first: async (program) => program.now("setStorageSync", "k", { a: 1 }), gives: { data: { a: 1 } }, fails: [needs("key", "String"), { given: { key: "none" }, says: "data not found" }] },
  removeStorage: { given: { key: "k" }, first: async (program) => program.now("setStorageSync", "k", 1), seen: (program) => expect(program.now("getStorageSync", "k")).toBe(""), fails: [needs("key", "String")] },
  setStorage: {
    given: { key: "k", data: [1, "二"] }, seen: (program) => expect(program.now("getStorageSync", "k")).toEqual([1, "二"]),
    fails: [needs("key", "String"), { given: { key: "k", data: "x".repeat(1024 * 1024 + 1) }, says: "exceed storage item max length" }],
  },
  hideLoading: { seen: showed("hideLoading", undefined), fails: [] },
  hideToast: { seen: showed("hideToast", undefined), fails: [] },
  showLoading: { given: { title: "t" }, seen: showed("loading", { title: "t", mask: false }), fails: [needs("title", "String")] },
  showToast: {
    given: { title: "t", icon: "none", duration: "2000" }, seen: showed("toast", { title: "t", icon: "none", durationMs: 2000, mask: false }),
    fails: [needs("title", "String")],
  },
  showModal: {
    given: { title: "t", editable: true }, gives: { confirm: true, cancel: false, content: "typed" },
    fails: [{ given: { confirmText: "五个字太长" }, says: "confirmText length should not larger than 4 Chinese characters" }],
  },
  showActionSheet: {
    given: { itemList: ["a", "b"] }, gives: { tapIndex: 1 },
    fails: [
      needs("itemList", "Array"), { given: { itemList: ["1", "2", "3", "4", "5", "6", "7"] }, says: "parameter error: itemList should not be large than 6" },
      { given: { itemList: ["a"] }, wanted: { prompts: { actionSheet: () => Promise.resolve(null) } }, says: "cancel" },
    ],
  },
  setNavigationBarTitle: { given: { title: "new" }, seen: bar({ title: "new" }), fails: [needs("title", "String")] },
  setNavigationBarColor: {
    given: { frontColor: "#ffffff", backgroundColor: "#ff0000" }, seen: bar({ textStyle: "white", backgroundColor: "#ff0000" }),
    fails: [needs("frontColor", "String", { backgroundColor: "#fff" }), { given: { frontColor: "red", backgroundColor: "#fff" }, says: 'invalid frontColor "red"' }],
  },
  showNavigationBarLoading: { seen: bar({ loading: true }), fails: [] },
  hideNavigationBarLoading: { seen: bar({ loading: false }), fails: [] },
  setTabBarBadge: {
    given: { index: 1, text: "12345" }, seen: tabs({ items: [expect.anything(), expect.objectContaining({ badge: "123..." })] }),
    fails: [{ given: { index: 9, text: "1" }, says: "tabbar item not found" }, notTab({ index: 0, text: "1" }), needs("text", "String", { index: 0 })],
  },
  removeTabBarBadge: { given: { index: 1 }, fails: [needs("index", "Number"), notTab({ index: 0 })] },
  showTabBar: { seen: tabs({ hiddenByProgram: false }), fails: [notTab({})] },
  hideTabBar: { seen: tabs({ hiddenByProgram: true }), fails: [notTab({})] },
  pageScrollTo: { given: { scrollTop: 10 }, seen: command("scrollTo"), fails: [{ given: { selector: "#none" }, says: "can not find node" }] },
  startPullDownRefresh: { seen: command("pullDown"), fails: [] },
  stopPullDownRefresh: { seen: command("stopPullDown"), fails: [] },
};

function command(name: string) {
  return ({ view }: Running): void => {
    expect(view.commands).toContainEqual(expect.objectContaining({ t: "page", name }));
  };
}

function refused(reason: string, errno: number): Error {
  return Object.assign(new Error(reason), { name: "Refused", reason, errno });
}

export const CASES_AT_ONCE: Record<string, AtOnce> = {
  arrayBufferToBase64: (call) => expect(call(new Uint8Array([104, 105]).buffer)).toBe("aGk="),
  base64ToArrayBuffer: (call) => expect(new Uint8Array(call("aGk=") as ArrayBuffer)).toEqual(new Uint8Array([104, 105])),
  canIUse: (call) => {
    const yes = ["showToast", "showToast.object.image", "request.object.method.GET", "getSystemInfoSync.return.safeArea", "login.success.code", "button", "button.open-type.getPhoneNumber", "text.selectable", "VideoContext.play", "FileSystemManager.readFile", "SocketTask.send"];
    const no = ["openBluetoothAdapter", "showToast.object.none", "live-player", "button.open-type.none", "VideoContext.startCasting", "createVKSession", "nothing", "", "text.none"];
    expect(yes.filter((name) => call(name) !== true)).toEqual([]);
    expect(no.filter((name) => call(name) !== false)).toEqual([]);
  },
  getAppBaseInfo: (call) => expect(call()).toMatchObject({ SDKVersion: expect.stringMatching(/^\d+\.\d+\.\d+$/) as string, language: "zh_CN" }),
  getDeviceInfo: (call) => expect(call()).toMatchObject({ platform: "android", brand: "Hutong" }),
  getWindowInfo: (call) => expect(call()).toMatchObject({ windowWidth: 375, windowHeight: 603, pixelRatio: 2, statusBarHeight: 20 }),
  getSystemInfoSync: (call) => expect(call()).toMatchObject({ windowWidth: 375, model: "Hutong", safeArea: { top: 20, width: 375 } }),
  getEnterOptionsSync: (call) => expect(call()).toMatchObject({ scene: 1001 }),
  getLaunchOptionsSync: (call) => expect(call()).toMatchObject({ scene: 1001, query: {}, referrerInfo: {} }),
  getAccountInfoSync: (call) => expect(call()).toEqual({ miniProgram: { appId: "wx0000000000000001", envVersion: "release", version: "1.0.0" } }),
  getMenuButtonBoundingClientRect: (call) => expect(call()).toEqual({ left: 281, top: 26, right: 368, bottom: 58, width: 87, height: 32 }),
  env: (_, { wx }) => expect(wx.env).toEqual({ USER_DATA_PATH: "wxfile://usr" }),
  cloud: async (_, { wx }) => {
    await expect(calling(wx.cloud, "callFunction", [{ name: "f" }])).rejects.toMatchObject({ errMsg: "cloud.callFunction:fail Cloud API isn't enabled, please call wx.cloud.init first" });
  },
  getUpdateManager: async (call, { settle }) => {
    const heard: unknown[] = [];
    calling(call(), "onCheckForUpdate", [(result: unknown) => heard.push(result)]);
    await settle();
    expect(heard).toEqual([{ hasUpdate: false }]);
  },
  onAppShow: async (call, { program, settle }) => {
    const heard: unknown[] = [];
    call((options: unknown) => heard.push(options));
    program.show({ scene: 1038 });
    await settle();
    expect(heard).toMatchObject([{ scene: 1038 }]);
  },
  onAppHide: async (call, { program, settle }) => {
    let count = 0;
    call(() => (count += 1));
    program.hide();
    await settle();
    expect(count).toBe(1);
  },
  createCanvasContext: (call) => {
    const context = call("old") as Record<string, unknown>;
    context.fillStyle = "red";
    calling(context, "fillRect", [0, 0, 1, 1]);
    expect(context.fillStyle).toBe("red");
  },
  getFileSystemManager: (call) => {
    const files = call();
    calling(files, "writeFileSync", ["wxfile://usr/a", "é", "utf8"]);
    expect(calling(files, "readFileSync", ["wxfile://usr/a", "base64"])).toBe("w6k=");
    expect(() => calling(files, "readFileSync", ["wxfile://usr/none"])).toThrow('readFileSync:fail no such file or directory "wxfile://usr/none"');
  },
  createInnerAudioContext: async (call, { settle }) => {
    const sound = call() as Record<string, unknown>;
    const heard: string[] = [];
    calling(sound, "onPlay", [() => heard.push("play")]);
    sound.src = "/a.mp3";
    calling(sound, "play", []);
    await settle();
    expect([heard, sound.paused, sound.duration]).toEqual([["play"], false, 12]);
  },
  connectSocket: async (call, { settle }) => {
    const socket = call({ url: "wss://a.test/" });
    const heard: unknown[] = [];
    calling(socket, "onMessage", [({ data }: { data: unknown }) => heard.push(data)]);
    calling(socket, "onClose", [({ code }: { code: number }) => heard.push(code)]);
    await settle();
    await calling(socket, "send", [{ data: "hi" }]);
    await settle();
    await calling(socket, "close", [{}]);
    await settle();
    expect(heard).toEqual(["echo hi", 1000]);
  },
  clearStorageSync: (call, { now }) => {
    now("setStorageSync", "k", 1);
    call();
    expect(now("getStorageInfoSync")).toEqual({ keys: [], currentSize: 0, limitSize: 10240 });
  },
  getStorageInfoSync: (call, { now }) => {
    now("setStorageSync", "k", "v");
    expect(call()).toEqual({ keys: ["k"], currentSize: 1, limitSize: 10240 });
  },
  getStorageSync: (call, { now }) => {
    const day = new Date(5);
    now("setStorageSync", "day", day);
    expect([call("day"), call("none")]).toEqual([day, ""]);
    expect(() => call(undefined)).toThrow("getStorageSync:fail parameter error: parameter should be String instead of Undefined;");
  },
  removeStorageSync: (call, { now }) => {
    now("setStorageSync", "k", 1);
    call("k");
    expect(now("getStorageSync", "k")).toBe("");
  },
  setStorageSync: async (call, { keepers, settle }) => {
    call("k", { deep: [1] });
    await settle();
    expect(await keepers.storage.all()).toEqual(new Map([["k", '{"d":{"deep":[1]}}']]));
    expect(() => call("k", "x".repeat(2 ** 20))).toThrow("setStorageSync:fail exceed storage item max length");
  },
  createAnimation: (call) => {
    const animation = call({ duration: 100 });
    calling(calling(animation, "rotate", [45]), "step", []);
    expect(calling(animation, "export", [])).toEqual({
      actions: [{ animates: [{ type: "rotate", args: [45] }], option: { transformOrigin: "50% 50% 0", transition: { duration: 100, timingFunction: "linear", delay: 0 } } }],
    });
  },
  nextTick: async (call, { settle }) => {
    let ran = false;
    call(() => (ran = true));
    expect(ran).toBe(false);
    await settle();
    expect(ran).toBe(true);
  },
  createSelectorQuery: async (call, { settle }) => {
    const results = await new Promise((resolve) => {
      const query = call();
      calling(calling(query, "select", ["#box"]), "boundingClientRect", []);
      calling(calling(query, "selectAll", [".none"]), "boundingClientRect", []);
      calling(query, "exec", [resolve]);
    });
    await settle();
    expect(results).toMatchObject([{ id: "box", dataset: { n: expect.anything() as unknown }, width: size }, []]);
  },
  createIntersectionObserver: async (call, { view, settle }) => {
    const observer = call(undefined, { thresholds: [0.5] });
    calling(calling(observer, "relativeToViewport", [{ bottom: 20 }]), "observe", ["#box", () => undefined]);
    await settle();
    expect(view.commands).toContainEqual(expect.objectContaining({ t: "observe", request: expect.objectContaining({ thresholds: [0.5], relatives: [{ node: 0, margins: { left: 0, right: 0, top: 0, bottom: 20 } }] }) as object }));
    calling(observer, "disconnect", []);
    expect(view.commands.at(-1)?.t).toBe("unobserve");
  },
};
