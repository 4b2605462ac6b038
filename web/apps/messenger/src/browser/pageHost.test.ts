import { describe, expect, it } from "vitest";
import { frameNameIn, leadsTo, messengerOf, programOf } from "@hutong/shells/messages";
import { PageHost, type Abilities } from "./pageHost";
import type { ConfigWish, Configured } from "./ways";

const SITE = "https://shop.example";
const FRAME = "http://abcdefghijklmnopqrstuvwxyz.web.lane.localhost:8080";

function aHost(right = true, more: Partial<Abilities> = {}) {
  const wishes: ConfigWish[] = [];
  const can: Abilities = {
    config: async (wish) => {
      wishes.push(wish);
      const message = right ? "config:ok" : "config:invalid signature";
      return { right, message, why: right ? "" : "no_ticket", url: wish.url } as Configured;
    },
    told: () => undefined,
    pay: async ({ appId }) => (appId === "wx1" ? "ok" : "cancel"),
    scan: async () => "6901234567892",
    place: async () => null,
    preview: () => undefined,
    showPlace: () => undefined,
    choosePictures: async () => null,
    record: async () => null,
    recorded: () => undefined,
    upload: async () => "",
    download: async () => new Blob(),
    play: () => ({ play: () => undefined, pause: () => undefined, stop: () => undefined }),
    close: () => undefined,
    showMenu: () => undefined,
    ...more,
  };
  return { host: new PageHost(SITE, FRAME, can), wishes };
}

const verify = { verifyAppId: "wx1", verifyTimestamp: "1", verifyNonceStr: "n", verifySignature: "s", verifyJsApiList: ["scanQRCode", "geoLocation"] };

describe("a page in the frame", () => {
  it("is believed about its address only inside the site it was opened as", () => {
    const { host } = aHost();
    expect(host.arrived("https://bank.example/", true)).toBe(false);
    expect(host.arrived("javascript:alert(1)", true)).toBe(false);
    expect(host.url).toBe("");
    expect(host.arrived(`${SITE}/cart#top`, true)).toBe(true);
  });

  it("calls what wx.config granted, until another page comes", async () => {
    const { host, wishes } = aHost();
    host.arrived(`${SITE}/cart?a=1#top`, true);
    expect((await host.call("scanQRCode", {}))["err_msg"]).toContain("fail");
    expect(await host.call("preVerifyJSAPI", verify)).toEqual({ err_msg: "config:ok" });
    expect(wishes[0]).toMatchObject({ app_id: "wx1", url: `${SITE}/cart?a=1`, seen_url: `${FRAME}/cart?a=1` });
    expect(await host.call("scanQRCode", {})).toEqual({ err_msg: "scanQRCode:ok", resultStr: "6901234567892" });
    expect(await host.call("geoLocation", {})).toEqual({ err_msg: "geoLocation:cancel" });
    host.arrived(`${SITE}/cart/2`, false);
    expect((await host.call("scanQRCode", {}))["err_msg"]).toBe("scanQRCode:ok");
    host.arrived(`${SITE}/other`, true);
    expect((await host.call("scanQRCode", {}))["err_msg"]).toContain("fail");
  });

  it("speaks to the mini program it stands in, in the six ways there are, and elsewhere to none", async () => {
    const said: unknown[] = [];
    const { host } = aHost(true, { miniProgram: (...asked) => void said.push(asked) });
    host.arrived(`${SITE}/`, true);
    for (const name of ["navigateTo", "redirectTo", "switchTab", "reLaunch", "navigateBack", "postMessage"]) {
      expect(await host.call("invokeMiniProgramAPI", { name, arg: { url: "/a" } })).toEqual({ err_msg: "invokeMiniProgramAPI:ok" });
    }
    for (const name of ["load", "error", "constructor", ""]) expect((await host.call("invokeMiniProgramAPI", { name }))["err_msg"]).toContain("fail");
    expect(said).toHaveLength(6);
    expect(said[0]).toEqual(["navigateTo", { url: "/a" }]);
    const outside = aHost().host;
    outside.arrived(`${SITE}/`, true);
    expect((await outside.call("invokeMiniProgramAPI", { name: "navigateTo" }))["err_msg"]).toContain("not supported");
  });

  it("hears why its signature is wrong, and may call nothing", async () => {
    const { host } = aHost(false);
    host.arrived(`${SITE}/`, true);
    const told = await host.call("preVerifyJSAPI", verify);
    expect(told["err_msg"]).toBe("config:invalid signature");
    expect(told["why"]).toMatchObject({ reason: "no_ticket", url: `${SITE}/` });
    expect((await host.call("scanQRCode", {}))["err_msg"]).toContain("fail");
  });

  it("pays without wx.config, shares no foreign address, and finds nothing by odd names", async () => {
    const { host } = aHost();
    host.arrived(`${SITE}/`, true);
    expect(await host.call("getBrandWCPayRequest", { appId: "wx1", timeStamp: 1 })).toEqual({ err_msg: "get_brand_wcpay_request:ok" });
    expect(await host.call("getBrandWCPayRequest", { timeStamp: 1 })).toEqual({ err_msg: "get_brand_wcpay_request:cancel" });
    await host.call("preVerifyJSAPI", { ...verify, verifyJsApiList: ["onMenuShareTimeline"] });
    expect((await host.call("updateAppMessageShareData", { title: "T", link: "https://bank.example/" }))["err_msg"]).toContain("fail");
    expect(await host.call("getBrandWCPayRequest", { timeStamp: 1 })).toEqual({ err_msg: "get_brand_wcpay_request:ok" });
    await host.call("updateAppMessageShareData", { title: "T", link: `${FRAME}/x` });
    expect(host.share?.link).toBe(`${SITE}/x`);
    for (const name of ["constructor", "toString", "__proto__", "translateVoice"]) expect((await host.call(name, {}))["err_msg"]).toContain("not supported");
    const { checkResult } = await host.call("checkJsApi", { jsApiList: ["chooseWXPay", "translateVoice"] });
    expect(checkResult).toEqual({ chooseWXPay: true, translateVoice: false });
  });
});

describe("an address in a page", () => {
  it("knows the messenger by its own name alone", () => {
    expect(messengerOf(FRAME)).toBe("http://lane.localhost:8080");
    expect(messengerOf("https://evil.example")).toBeNull();
    expect(messengerOf("http://short.web.lane.localhost")).toBeNull();
  });

  it("knows by the name of its frame whether it stands in a mini program", () => {
    expect(programOf(frameNameIn("wx0123456789abcdef"))).toBe("wx0123456789abcdef");
    for (const name of ["", "shop", "hutong-miniprogram ", "hutong-miniprogram a b"]) expect(programOf(name)).toBeUndefined();
  });

  it("leads within the site, elsewhere, or nowhere of ours", () => {
    const here = { origin: FRAME, site: SITE };
    expect(leadsTo("/x", here)).toBeNull();
    expect(leadsTo(`${SITE}/x?y#z`, here)).toEqual({ within: "/x?y#z" });
    expect(leadsTo("https://open.weixin.qq.com/connect", here)).toEqual({ elsewhere: "https://open.weixin.qq.com/connect" });
    expect(leadsTo("javascript:alert(1)", here)).toBeNull();
    expect(leadsTo("http://[", here)).toBeNull();
  });
});
