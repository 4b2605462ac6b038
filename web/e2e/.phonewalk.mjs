import { chromium } from "@playwright/test";
import { AxeBuilder } from "@axe-core/playwright";
import { readFileSync, existsSync } from "node:fs";
const out = process.env.OUT ?? "/tmp/phonewalk/shots"; 
const ready = (f) => JSON.parse(readFileSync(`/tmp/phonewalk/${f}.log`, "utf8").split("\n").find((l) => l.startsWith("{")));
const net = ready("net"), loop = ready("loop");
const token = readFileSync("/tmp/phonewalk/home/lab-token", "utf8").trim();
const port = (u) => u.split(":").pop();
const bases = { net: `http://127.0.0.1:${port(net.url)}`, loop: `http://lane.localhost:${port(loop.url)}` };
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium" });
const kinds = { js: "text/javascript", css: "text/css", html: "text/html", svg: "image/svg+xml" };
const log = [];
async function shoot(name, { lane, path, width, height, lang = "en", theme = "light", act, mock }) {
  const context = await browser.newContext({ viewport: { width, height }, ignoreHTTPSErrors: true, hasTouch: width < 500 });
  await context.addInitScript(([lang, theme]) => { localStorage.setItem("hutong.language", lang); localStorage.setItem("hutong.theme", theme); }, [lang, theme]);
  const page = await context.newPage();
  page.on("console", (m) => m.type() === "error" && !m.text().startsWith("WebSocket") && log.push(`${name}: ${m.text()}`));
  page.on("pageerror", (e) => log.push(`${name}: ${e}`));
  if (lane === "net") await page.goto(`${bases.net}/api/lab/enter?token=${token}`);
  await page.route("**/console/**", async (route) => {
    const file = new URL(route.request().url()).pathname.replace("/console", "/tmp/phonewalk/web");
    const real = existsSync(file) && /\.\w+$/.test(file) ? file : "/tmp/phonewalk/web/index.html";
    if (new URL(route.request().url()).pathname.startsWith("/api")) return route.fallback();
    await route.fulfill({ body: readFileSync(real), contentType: kinds[real.split(".").pop()] ?? "application/octet-stream" });
  });
  if (mock) await mock(page);
  await page.goto(bases[lane] + path);
  await page.waitForTimeout(1200);
  if (act) await act(page, name);
  const wide = await page.evaluate(() => { const m = document.querySelector("main"); return m && m.scrollWidth > m.clientWidth + 1 ? [m.scrollWidth, m.clientWidth] : null; });
  if (wide) log.push(`${name}: overflows ${wide}`);
  await page.evaluate(() => { const m = document.querySelector("main"); });
  if (process.env.AXE) { const { violations } = await new AxeBuilder({ page }).analyze(); for (const v of violations) log.push(`${name}: axe ${v.impact} ${v.id} ${v.nodes.slice(0, 3).map((n) => n.target.join(" ")).join(" | ")}`); }
  await page.screenshot({ path: `${out}/${name}.png` });
  await context.close();
}
const P = "/console/lab/phone", H = "/console/lab/hosts";
const draw = async (page, name) => { await page.locator("main .ant-btn-primary").click(); await page.waitForTimeout(800); };
const list = {
  "phone-desk": { lane: "net", path: P, width: 1280, height: 1000, act: draw },
  "phone-desk-dark-zh": { lane: "net", path: P, width: 1280, height: 1000, lang: "zh-CN", theme: "dark", act: draw },
  "phone-tablet": { lane: "net", path: P, width: 768, height: 1500 },
  "phone-390-zh": { lane: "net", path: P, width: 390, height: 2200, lang: "zh-CN", act: draw },
  "phone-loop": { lane: "loop", path: P, width: 1280, height: 1000 },
  "phone-loop-390-dark": { lane: "loop", path: P, width: 390, height: 2300, theme: "dark" },
  "phone-loop-zh": { lane: "loop", path: P, width: 768, height: 1500, lang: "zh-CN" },
  "hosts-desk": { lane: "loop", path: H, width: 1280, height: 1250 },
  "hosts-768-dark-zh": { lane: "net", path: H, width: 768, height: 1500, lang: "zh-CN", theme: "dark" },
  "hosts-390": { lane: "net", path: H, width: 390, height: 2300 },
  "phone-error": { lane: "loop", path: P, width: 1280, height: 600, mock: (page) => page.route("**/api/lab/phone", (r) => r.fulfill({ status: 403, json: { error: "not_allowed", params: {}, request_id: "x" } })) },
  "phone-loading": { lane: "loop", path: P, width: 1280, height: 600, mock: (page) => page.route("**/api/lab/phone", () => {}) },
  "phone-empty": { lane: "net", path: P, width: 1280, height: 1000, lang: "zh-CN", mock: async (page) => { await page.route("**/api/lab/phone", async (r) => { const d = await (await r.fetch()).json(); await r.fulfill({ json: { ...d, ways: [], missing: ["network"] } }); }); await page.route("**/api/lab/people**", (r) => r.request().method() === "GET" ? r.fulfill({ json: { items: [], next: null, total: 0 } }) : r.fallback()); } },
  "phone-two": { lane: "net", path: P, width: 1280, height: 1000, mock: (page) => page.route("**/api/lab/phone", async (r) => { const d = await (await r.fetch()).json(); await r.fulfill({ json: { ...d, ways: [...d.ways, { ...d.ways[0], address: "10.1.2.3", open: null }], missing: ["address"] } }); }) },
};
const only = process.argv.slice(2);
for (const [name, how] of Object.entries(list)) if (only.length === 0 || only.includes(name)) await shoot(name, how);
// The code's link, as a phone would take it, and the certificate.
if (only.length === 0 || only.includes("walk")) {
  const door = await (await fetch(`${bases.net}/api/lab/phone`, { headers: { "x-hutong-token": token } })).json();
  const root = await fetch(door.ways[0].trust.url);
  console.log(root.status, root.headers.get("content-type"), (await root.text()).slice(0, 27));
  const people = await (await fetch(`${bases.net}/api/lab/people`, { headers: { "x-hutong-token": token } })).json();
  const made = await (await fetch(`${bases.net}/api/lab/people/${people.items[0].id}/sign-in-link`, { method: "POST", body: '{"path":"/"}', headers: { "x-hutong-token": token, "content-type": "application/json" } })).json();
  const u = new URL(made.url); const phone = await browser.newContext({ viewport: { width: 390, height: 844 }, ignoreHTTPSErrors: true });
  const page = await phone.newPage();
  await page.goto(new URL(u.pathname, door.ways[0].open.url).href); await page.waitForTimeout(1500);
  console.log(page.url(), (await phone.cookies()).map((c) => [c.name.slice(0, 10), c.secure]), await page.evaluate(() => isSecureContext));
  await page.screenshot({ path: `${out}/walk.png` });
  console.log(await page.evaluate(async () => { const r = await fetch("/api/client/me"); return r.status + " " + (await r.text()).slice(0, 120); }));
}
await browser.close();
console.log(log.join("\n") || "clean");
