/** Functions that some programs call: what each one gives when all goes well. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { running } from "../../host/testing/running";
import type { Running } from "../../host/testing/running";
import { compiled } from "../testing/compiled";

let program: Running;

beforeAll(async () => {
  program = await running(compiled({
    "app.json": { pages: ["a", "b"], tabBar: { list: [{ pagePath: "a", text: "A" }, { pagePath: "b", text: "B" }] } },
    "ext.json": { extAppid: "wx1", ext: { shop: { id: 7 } } },
    "app.js": "App({})", "a.wxml": "<view/>", "a.js": "Page({})", "b.wxml": "<view/>", "b.js": "Page({})",
  }));
});

afterAll(() => program.program.close());

const file = expect.stringMatching(/^wxfile:\/\/tmp_/) as string;

const LATER: Record<string, [given: object, gives: object]> = {
  batchSetStorage: [{ kvList: [{ key: "a", value: 1 }, { key: "b", value: [2] }] }, {}],
  batchGetStorage: [{ keyList: ["a", "b", "c"] }, { dataList: [1, [2], ""] }],
  getStorageInfo: [{}, { keys: ["a", "b"], limitSize: 10240 }],
  getSystemInfoAsync: [{}, { windowWidth: 375, SDKVersion: "3.7.0" }],
  getSkylineInfo: [{}, { isSupported: false }],
  getRendererUserAgent: [{}, { userAgent: "test" }],
  getDeviceBenchmarkInfo: [{}, { benchmarkLevel: 30 }],
  getExtConfig: [{}, { extConfig: { shop: { id: 7 } } }],
  setEnableDebug: [{ enableDebug: true }, {}],
  getRandomValues: [{ length: 4 }, { randomValues: expect.any(ArrayBuffer) as ArrayBuffer }],
  getPrivacySetting: [{}, { needAuthorization: false }],
  requirePrivacyAuthorize: [{}, {}],
  openPrivacyContract: [{}, {}],
  vibrateLong: [{}, {}],
  setKeepScreenOn: [{ keepScreenOn: true }, {}],
  setScreenBrightness: [{ value: 0.7 }, {}],
  getScreenBrightness: [{}, { value: 0.7 }],
  getBatteryInfo: [{}, { level: 80, isCharging: true }],
  getClipboardData: [{}, { data: "" }],
  hideKeyboard: [{}, {}],
  chooseVideo: [{}, { tempFilePath: file, width: 640, height: 360, duration: 3, size: 7 }],
  chooseMessageFile: [{ count: 1, type: "file" }, { tempFiles: [{ path: file, name: "a.png", size: 7, type: "file" }] }],
  compressImage: [{ src: "/a.png", quality: 50 }, { tempFilePath: file }],
  getVideoInfo: [{ src: "/a.mp4" }, { width: 640, height: 360, duration: 3, type: "mp4" }],
  previewMedia: [{ sources: [{ url: "/a.mp4", type: "video" }] }, {}],
  saveVideoToPhotosAlbum: [{ filePath: "/a.mp4" }, {}],
  saveFileToDisk: [{ filePath: "/a.pdf" }, {}],
  openDocument: [{ filePath: "/a", fileType: "pdf" }, {}],
  setInnerAudioOption: [{ mixWithOther: true }, {}],
  getAvailableAudioSources: [{}, { audioSources: ["auto", "mic"] }],
  chooseLocation: [{}, { name: "Gulou", latitude: 39.94, longitude: 116.39 }],
  getFuzzyLocation: [{}, { latitude: 39.9, longitude: 116.4 }],
  startLocationUpdate: [{}, {}],
  stopLocationUpdate: [{}, {}],
  showTabBarRedDot: [{ index: 0 }, {}],
  hideTabBarRedDot: [{ index: 0 }, {}],
  setTabBarItem: [{ index: 1, text: "Cart", iconPath: "/c.png" }, {}],
  setTabBarStyle: [{ color: "#111111" }, {}],
  hideHomeButton: [{}, {}],
  setBackgroundColor: [{ backgroundColor: "#eeeeee" }, {}],
  setBackgroundTextStyle: [{ textStyle: "dark" }, {}],
  loadFontFace: [{ family: "F", source: 'url("/f.ttf")' }, { status: "loaded" }],
  hideShareMenu: [{}, {}],
  updateShareMenu: [{ withShareTicket: true }, {}],
  disableAlertBeforeUnload: [{}, {}],
  setBackgroundFetchToken: [{ token: "t" }, {}],
  getBackgroundFetchToken: [{}, { token: "" }],
  exitMiniProgram: [{}, {}],
  restartMiniProgram: [{ path: "a" }, {}],
  navigateBackMiniProgram: [{ extraData: { a: 1 } }, {}],
};

test.each(Object.entries(LATER))("%s succeeds", async (name, [given, gives]) => {
  expect(await program.ask(name, given)).toMatchObject({ ...gives, errMsg: `${name}:ok` });
});

const AT_ONCE: Record<string, object | string> = {
  getSystemSetting: { locationEnabled: true, deviceOrientation: "portrait" },
  getAppAuthorizeSetting: { cameraAuthorized: "authorized" },
  getApiCategory: "default",
  getExtConfigSync: { shop: { id: 7 } },
  getSkylineInfoSync: { isSupported: false },
  getBatteryInfoSync: { level: 100 },
};

test.each(Object.entries(AT_ONCE))("%s", (name, gives) => {
  const result = program.now(name);
  if (typeof gives === "string") expect(result).toBe(gives);
  else expect(result).toMatchObject(gives);
});

test("the bars and the shell have heard of all that", () => {
  const last = (name: string): unknown => program.shell.notes.findLast((note) => note.name === name)?.value;
  expect(last("tabBar")).toMatchObject({ color: "#111111", items: [{ text: "A" }, { text: "Cart", iconPath: "https://files.test/d/c.png" }] });
  expect(last("open")).toMatchObject({ how: "back", extraData: { a: 1 } });
});
