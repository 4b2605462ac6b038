/** A developer's site with default manners: a session cookie, no frames, sign-in by OAuth, the JS-SDK signed on its server. */
import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Account, Lane } from "./lane";

export interface Site {
  url: string;
  /** What arrived: method and path, with the cookie it came with. */
  asked: { path: string; cookie: string; agent: string }[];
  close: () => Promise<void>;
}

type Page = (request: { path: string; query: URLSearchParams; cookie: string; here: string }) => Promise<Answer> | Answer;

export interface Answer {
  to?: string;
  cookie?: string;
  html?: string;
}

export async function aSite(page: Page): Promise<Site> {
  const asked: Site["asked"] = [];
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const here = `http://${request.headers.host}`;
    const { pathname: path, searchParams: query } = new URL(request.url ?? "/", here);
    const cookie = request.headers.cookie ?? "";
    asked.push({ path, cookie, agent: request.headers["user-agent"] ?? "" });
    if (path === "/favicon.ico") return response.writeHead(404).end();
    const said = await page({ path, query, cookie, here });
    response.setHeader("x-frame-options", "DENY");
    if (said.cookie) response.setHeader("set-cookie", `${said.cookie}; Path=/; HttpOnly; SameSite=Lax`);
    if (said.to) return response.writeHead(302, { location: said.to }).end();
    return response.setHeader("content-type", "text/html; charset=utf-8").end(`<!doctype html><html><head><title>Shop</title></head><body>${said.html ?? ""}</body></html>`);
  };
  const server = createServer((request, response) => void answer(request, response).catch((error: unknown) => response.writeHead(500).end(String(error))));
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const close = () => {
    server.closeAllConnections();
    return new Promise<void>((done) => server.close(() => done()));
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked, close };
}

const SDK_CALLS = [
  ...["scanQRCode", "updateAppMessageShareData", "chooseImage", "uploadImage", "downloadImage", "getLocalImgData", "openLocation"],
  ...["startRecord", "stopRecord", "playVoice", "uploadVoice", "downloadVoice"],
];

/** Greets whoever is signed in, by the name that the lane tells; everybody else is sent to sign in. */
export function shop(lane: Lane, account: Account, ticket: string, script: (here: string) => string): Page {
  return async ({ path, query, cookie, here }) => {
    if (path === "/back") {
      const credentials = `appid=${account.app_id}&secret=${account.secret}`;
      const signed = await lane.wechat<{ access_token: string; openid: string }>("GET", `/sns/oauth2/access_token?${credentials}&code=${query.get("code")}&grant_type=authorization_code`);
      const { nickname } = await lane.wechat<{ nickname: string }>("GET", `/sns/userinfo?access_token=${signed.access_token}&openid=${signed.openid}`);
      return { to: "/", cookie: `who=${encodeURIComponent(nickname)}` };
    }
    const who = /who=([^;]+)/.exec(cookie)?.[1];
    if (!who) {
      const back = encodeURIComponent(`${here}/back`);
      return { to: `https://open.weixin.qq.com/connect/oauth2/authorize?appid=${account.app_id}&redirect_uri=${back}&response_type=code&scope=snsapi_userinfo&state=1#wechat_redirect` };
    }
    const [timestamp, nonce] = ["1795254067", "n0nce"];
    const signature = createHash("sha1").update(`jsapi_ticket=${ticket}&noncestr=${nonce}&timestamp=${timestamp}&url=${here}${path}`).digest("hex");
    const config = JSON.stringify({ appId: account.app_id, timestamp, nonceStr: nonce, signature, jsApiList: SDK_CALLS });
    return {
      html: `<h1>Hello ${decodeURIComponent(who)}</h1><p id="sdk">waiting</p><p id="agent"></p><a href="/next" target="_blank">Next</a>
<script src="https://res.wx.qq.com/open/js/jweixin-1.6.0.js"></script>
<script>agent.textContent = /MicroMessenger/i.test(navigator.userAgent) ? "inside" : "outside";
wx.config(${config}); wx.ready(() => sdk.textContent = "ready"); wx.error((e) => sdk.textContent = e.errMsg);${script(here)}</script>`,
    };
  };
}
