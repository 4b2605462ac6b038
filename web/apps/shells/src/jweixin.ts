/** The JS-SDK as pages know it: `wx.config`, `wx.ready`, `wx.error` and the calls, over `WeixinJSBridge`. */

type Params = Record<string, unknown>;
type Handler = (result: Params) => void;

interface Options extends Params {
  success?: Handler;
  fail?: Handler;
  cancel?: Handler;
  complete?: Handler;
  trigger?: Handler;
}

interface Bridge {
  invoke(name: string, params: Params, callback: Handler): void;
  on(name: string, callback: Handler): void;
}

/** What a call is named on the bridge, where that differs. */
const BRIDGE_NAMES: Record<string, string> = {
  chooseWXPay: "getBrandWCPayRequest",
  previewImage: "imagePreview",
  getLocation: "geoLocation",
};
const CALLS = [
  "checkJsApi", "closeWindow", "hideOptionMenu", "showOptionMenu", "hideMenuItems", "showMenuItems", "hideAllNonBaseMenuItem",
  "showAllNonBaseMenuItem", "getNetworkType", "previewImage", "scanQRCode", "getLocation", "openLocation", "chooseWXPay",
  "updateAppMessageShareData", "updateTimelineShareData", "chooseImage", "uploadImage", "downloadImage", "getLocalImgData",
  "startRecord", "stopRecord", "playVoice", "pauseVoice", "stopVoice", "uploadVoice", "downloadVoice",
  "translateVoice", "openProductSpecificView", "addCard", "chooseCard", "openCard", "openAddress", "openEnterpriseChat",
] as const;
const EVENTS = ["onVoiceRecordEnd", "onVoicePlayEnd"] as const;
const SHARES = ["onMenuShareTimeline", "onMenuShareAppMessage", "onMenuShareQQ", "onMenuShareWeibo", "onMenuShareQZone"] as const;

interface Config extends Params {
  appId?: string;
  timestamp?: number | string;
  nonceStr?: string;
  signature?: string;
  jsApiList?: string[];
  debug?: boolean;
}

let isConfigured = false;
let outcome: Params | null = null;
let isDebugging = false;
const readies: (() => void)[] = [];
const failures: Handler[] = [];

function whenBridged(run: (bridge: Bridge) => void): void {
  const bridge = () => (window as { WeixinJSBridge?: Bridge }).WeixinJSBridge;
  const found = bridge();
  if (found) run(found);
  else document.addEventListener("WeixinJSBridgeReady", () => run(bridge() as Bridge), { once: true });
}

/** The bridge says `err_msg: "scanQRCode:ok"`; pages read `errMsg`, which names the call they made. */
function told(name: string, result: Params): Params {
  const { err_msg, ...rest } = result;
  const words = typeof err_msg === "string" ? err_msg.slice(err_msg.indexOf(":") + 1) : "fail";
  return { ...rest, errMsg: `${name}:${words}` };
}

function finish(options: Options, result: Params): void {
  const words = String(result["errMsg"]);
  const verdict = words.slice(words.indexOf(":") + 1);
  if (isDebugging) console.info("[JS-SDK]", result);
  if (verdict === "ok") options.success?.(result);
  else if (verdict === "cancel") options.cancel?.(result);
  else options.fail?.(result);
  options.complete?.(result);
}

function call(name: string, options: Options = {}): void {
  const { success, fail, cancel, complete, trigger, ...params } = options;
  // Here the page's spelling of a time differs from that of the bridge.
  const given = name === "chooseWXPay" ? { ...params, timeStamp: String(params["timestamp"] ?? params["timeStamp"] ?? "") } : params;
  whenBridged((bridge) =>
    bridge.invoke(BRIDGE_NAMES[name] ?? name, given, (result) => finish({ success, fail, cancel, complete, trigger }, told(name, result))),
  );
}

function config(given: Config): void {
  isConfigured = true;
  isDebugging = given.debug === true;
  const wanted = [...(given.jsApiList ?? [])].map((name) => BRIDGE_NAMES[name] ?? name);
  const params = {
    verifyJsApiList: wanted,
    verifyAppId: given.appId,
    verifySignType: "sha1",
    verifyTimestamp: String(given.timestamp ?? ""),
    verifyNonceStr: given.nonceStr,
    verifySignature: given.signature,
  };
  whenBridged((bridge) =>
    bridge.invoke("preVerifyJSAPI", params, (result) => {
      outcome = told("config", result);
      if (outcome["errMsg"] === "config:ok") for (const run of readies.splice(0)) run();
      else {
        // The reason, in full, is for whoever develops the page; it holds nothing secret.
        console.warn("[JS-SDK]", outcome["errMsg"], outcome["why"] ?? "");
        for (const run of failures) run(outcome);
      }
    }),
  );
}

const wx: Record<string, unknown> = {
  config,
  ready(run: () => void) {
    if (!isConfigured || outcome?.["errMsg"] === "config:ok") whenBridged(() => (outcome ? run() : readies.push(run)));
    else readies.push(run);
  },
  error(run: Handler) {
    failures.push(run);
    if (outcome && outcome["errMsg"] !== "config:ok") run(outcome);
  },
};
for (const name of CALLS) wx[name] = (options?: Options) => call(name, options);
for (const name of EVENTS) {
  wx[name] = (options: Options = {}) => whenBridged((bridge) => bridge.on(name, (result) => finish(options, told(name, { err_msg: "ok", ...result }))));
}
for (const name of SHARES) {
  wx[name] = (options: Options = {}) => {
    const { success, fail, cancel, complete, trigger, ...data } = options;
    call("updateAppMessageShareData", data);
    whenBridged((bridge) => bridge.on(name, (result) => finish({ success, fail, cancel, complete, trigger }, told(name, result))));
  };
}

/** What a page inside a mini program asks of it. */
const asked = (name: string, argOf: (options: Options) => unknown) => (options: Options = {}) =>
  whenBridged((bridge) => bridge.invoke("invokeMiniProgramAPI", { name, arg: argOf(options) }, (result) => finish(options, told(name, result))));
const miniProgram: Record<string, unknown> = {
  navigateBack: asked("navigateBack", ({ delta }) => ({ delta: delta || 1 })),
  postMessage: asked("postMessage", ({ data }) => data || {}),
  getEnv: (run: Handler) => whenBridged(() => run({ miniprogram: (window as { __wxjs_environment?: string }).__wxjs_environment === "miniprogram" })),
};
for (const name of ["navigateTo", "redirectTo", "switchTab", "reLaunch"]) miniProgram[name] = asked(name, ({ url }) => ({ url }));
wx["miniProgram"] = miniProgram;

const scope = window as unknown as Record<string, unknown> & { define?: { (make: () => unknown): void; amd?: unknown } };
scope["wx"] = scope["jWeixin"] = wx;
if (typeof scope.define === "function" && scope.define.amd) scope.define(() => wx);
