/** What one page in the frame has been allowed, and what becomes of its calls. Plain TypeScript: the screen hands in what it can do. */
import type { Params } from "@hutong/shells/messages";
import { PageMedia, type MediaAbilities } from "./pageMedia";
import type { Configured, ConfigWish } from "./ways";

export interface Spot {
  latitude: number;
  longitude: number;
  name: string;
  address: string;
}

export interface Abilities extends MediaAbilities {
  config: (wish: ConfigWish) => Promise<Configured>;
  told: (configured: Configured) => void;
  pay: (invocation: Record<string, string>) => Promise<"ok" | "cancel" | "fail">;
  scan: () => Promise<string | null>;
  place: () => Promise<{ latitude: number; longitude: number; accuracy: number } | null>;
  showPlace: (spot: Spot) => void;
  preview: (urls: string[], current: string) => void;
  close: () => void;
  showMenu: (isShown: boolean) => void;
  /** Only where the page stands inside a mini program: what it asks of that. */
  miniProgram?: (name: string, arg: unknown) => void;
}

export interface Share {
  title: string;
  desc: string;
  link: string;
}

type Call = (params: Params) => Promise<Params> | Params;

/** Pages may do these without `wx.config`, as in WeChat; each of them asks the person or gives nothing away. */
const FREE = new Set(["preVerifyJSAPI", "checkJsApi", "closeWindow", "hideOptionMenu", "showOptionMenu", "getNetworkType", "imagePreview", "getBrandWCPayRequest", "invokeMiniProgramAPI"]);
const PROGRAM_CALLS = new Set(["navigateTo", "redirectTo", "switchTab", "reLaunch", "navigateBack", "postMessage"]);
const MOST_PICTURES = 50;

export class PageHost {
  /** The page's real address; "" until it said so. */
  url = "";
  share: Share | null = null;
  private granted = new Set<string>();
  private appId = "";
  private pagePass = "";
  private readonly media: PageMedia;
  private readonly calls: Record<string, Call>;

  /** `site` is the origin that the messenger itself opened; a page's own word is believed only below it. */
  constructor(
    readonly site: string,
    private readonly frameOrigin: string,
    private readonly can: Abilities,
    tell: (name: string, argv: Params) => void = () => undefined,
  ) {
    this.media = new PageMedia(can, () => this.pagePass, tell);
    this.calls = {
      ...this.media.calls,
      preVerifyJSAPI: (params) => this.config(params),
      checkJsApi: (params) => this.check(params),
      closeWindow: () => (can.close(), ok()),
      hideOptionMenu: () => (can.showMenu(false), ok()),
      showOptionMenu: () => (can.showMenu(true), ok()),
      hideMenuItems: ok,
      showMenuItems: ok,
      hideAllNonBaseMenuItem: ok,
      showAllNonBaseMenuItem: ok,
      getNetworkType: () => ({ err_msg: "getNetworkType:ok", networkType: navigator.onLine ? "wifi" : "none", subtype: "wifi" }),
      imagePreview: (params) => this.preview(params),
      scanQRCode: () => this.scan(),
      geoLocation: () => this.place(),
      openLocation: (params) => this.showPlace(params),
      getBrandWCPayRequest: (params) => this.pay(params),
      updateAppMessageShareData: (params) => this.keepShare(params),
      updateTimelineShareData: (params) => this.keepShare(params),
      ...(can.miniProgram && { invokeMiniProgramAPI: (params: Params) => this.toProgram(can.miniProgram, params) }),
    };
  }

  /** A page says where it is. Answers false, and keeps what it knew, when that is not in the site it was opened as. */
  arrived(url: string, isNew: boolean): boolean {
    if (originOf(url) !== this.site) return false;
    if (isNew) {
      this.granted.clear();
      this.appId = "";
      this.pagePass = "";
      this.share = null;
      this.media.forget();
    }
    this.url = url;
    return true;
  }

  async call(name: string, params: Params): Promise<Params> {
    const run = Object.hasOwn(this.calls, name) ? this.calls[name] : undefined;
    if (!run) return { err_msg: `${name}:fail, the function is not supported` };
    if (!FREE.has(name) && !this.granted.has(name)) return { err_msg: `${name}:fail, the permission value is offline verifying` };
    try {
      const { err_msg = "ok", ...rest } = await run(params);
      const words = String(err_msg);
      return { ...rest, err_msg: words.includes(":") ? words : `${name}:${words}` };
    } catch {
      return { err_msg: `${name}:fail` };
    }
  }

  private async config(params: Params): Promise<Params> {
    this.granted.clear();
    const url = this.url.split("#")[0] ?? "";
    const configured = await this.can.config({
      app_id: text(params["verifyAppId"]),
      timestamp: text(params["verifyTimestamp"]),
      nonce: text(params["verifyNonceStr"]),
      signature: text(params["verifySignature"]),
      url,
      seen_url: this.frameOrigin + url.slice(this.site.length),
    });
    this.can.told(configured);
    this.pagePass = configured.page_pass ?? "";
    this.appId = configured.right ? text(params["verifyAppId"]) : "";
    if (configured.right) this.granted = new Set(list(params["verifyJsApiList"]).map((name) => (name.startsWith("onMenuShare") ? "updateAppMessageShareData" : name)));
    const { message, why, signed_url, expected_text, ticket_age_seconds } = configured;
    return configured.right ? { err_msg: message } : { err_msg: message, why: { reason: why, url: configured.url, signed_url, expected_text, ticket_age_seconds } };
  }

  private check(params: Params): Params {
    const names = list(params["jsApiList"]);
    const bridged: Record<string, string> = { chooseWXPay: "getBrandWCPayRequest", previewImage: "imagePreview", getLocation: "geoLocation" };
    return { checkResult: Object.fromEntries(names.map((name) => [name, Object.hasOwn(this.calls, bridged[name] ?? name)])) };
  }

  private preview(params: Params): Params {
    const shown = (url: string) => {
      const file = this.media.file(url);
      return file ? URL.createObjectURL(file) : url;
    };
    const urls = list(params["urls"]).filter((url) => isWeb(url) || this.media.file(url)).slice(0, MOST_PICTURES);
    const at = Math.max(0, urls.indexOf(text(params["current"])));
    const pictures = urls.map(shown);
    if (pictures.length > 0) this.can.preview(pictures, pictures[at] ?? "");
    return ok();
  }

  private async scan(): Promise<Params> {
    const found = await this.can.scan();
    return found === null ? { err_msg: "cancel" } : { resultStr: found };
  }

  private async place(): Promise<Params> {
    const found = await this.can.place();
    return found ? { ...found, speed: 0 } : { err_msg: "cancel" };
  }

  private showPlace(params: Params): Params {
    const latitude = Number(params["latitude"]);
    const longitude = Number(params["longitude"]);
    if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) return { err_msg: "fail, invalid coordinate" };
    this.can.showPlace({ latitude, longitude, name: text(params["name"]).slice(0, 200), address: text(params["address"]).slice(0, 500) });
    return ok();
  }

  /** The screen goes. */
  leave(): void {
    this.media.forget();
  }

  private async pay(params: Params): Promise<Params> {
    const invocation = Object.fromEntries(Object.entries(params).map(([name, value]) => [name, text(value)]));
    // chooseWXPay leaves out the appid: it is that of wx.config.
    const outcome = await this.can.pay({ appId: this.appId, ...invocation });
    return { err_msg: `get_brand_wcpay_request:${outcome}` };
  }

  private toProgram(miniProgram: Abilities["miniProgram"], { name, arg }: Params): Params {
    if (!PROGRAM_CALLS.has(text(name))) return { err_msg: `fail, ${text(name).slice(0, 50)} is not supported` };
    miniProgram?.(text(name), arg);
    return ok();
  }

  private keepShare(params: Params): Params {
    const link = text(params["link"]);
    // Somebody else's address under this page's name would be a trap for whoever opens it.
    if (link && originOf(link) !== this.site && originOf(link) !== this.frameOrigin) return { err_msg: "fail, invalid link" };
    const own = originOf(link) === this.frameOrigin ? this.site + link.slice(this.frameOrigin.length) : link;
    this.share = { title: text(params["title"]).slice(0, 200), desc: text(params["desc"]).slice(0, 500), link: own || this.url };
    return ok();
  }
}

export function originOf(url: string): string {
  try {
    return new URL(url).origin;
  } catch {
    return "";
  }
}

function ok(): Params {
  return { err_msg: "ok" };
}

function text(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

function list(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === "string").slice(0, 200) : [];
}

function isWeb(url: string): boolean {
  return /^https?:\/\//.test(url);
}
