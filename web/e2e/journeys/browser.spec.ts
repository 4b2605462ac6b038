/** Pages of others inside the messenger: signing in to them, staying signed in, calling the phone, and being hostile. */
import { Merchant, Purses } from "../support/merchant";
import { Sheet } from "../support/money";
import { aSite, shop, type Site } from "../support/site";
import { expect, fresh, test } from "../support/test";

test("a shop from the menu asks who one is, is told, and knows one tomorrow; its JS-SDK is configured", async ({ page, lane, m }) => {
  const account = await lane.account({ verified: true });
  const token = await lane.token(account);
  const { ticket } = await lane.wechat<{ ticket: string }>("GET", `/cgi-bin/ticket/getticket?access_token=${token}&type=jsapi`);
  const site = await aSite(shop(lane, account, ticket, () => ""));
  try {
    await lane.wechat("POST", `/cgi-bin/menu/create?access_token=${token}`, { button: [{ type: "view", name: "Shop", url: `${site.url}/` }] });
    const person = await lane.person(fresh("Li"));
    const thread = await lane.follow(person, account);

    // By an address, and not from the account's own menu: they are asked.
    await lane.enter(page, person, `/open?url=${encodeURIComponent(`${site.url}/`)}`);
    const consent = page.getByRole("dialog", { name: m("browser.signIn") });
    await expect(consent.getByText(m("browser.wantsToKnow", { name: account.name }))).toBeVisible();
    await expect(consent.getByRole("img")).toBeVisible();
    await consent.getByRole("button", { name: m("browser.allow"), exact: true }).click();
    const shown = page.frameLocator("iframe.browser-frame");
    await expect(shown.getByRole("heading", { name: `Hello ${person.name}` })).toBeVisible();
    await expect(shown.locator("#sdk")).toHaveText("ready");
    await expect(shown.locator("#agent")).toHaveText("inside");
    await expect(page.getByRole("heading", { name: "Shop", exact: true })).toBeVisible();
    expect(site.asked.every(({ agent }) => agent.includes("MicroMessenger"))).toBe(true);
    await shown.getByRole("link", { name: "Next" }).click();
    await expect.poll(() => site.asked.at(-1)).toMatchObject({ path: "/next", cookie: `who=${encodeURIComponent(person.name)}` });

    // From the menu, later: the site's own cookie still stands for them.
    await page.goto(`/c/${thread}`);
    const before = site.asked.length;
    await page.getByRole("button", { name: "Shop" }).click();
    await expect(shown.getByRole("heading", { name: `Hello ${person.name}` })).toBeVisible();
    expect(site.asked.slice(before).map(({ path }) => path)).not.toContain("/back");
    await page.getByRole("button", { name: m("browser.more") }).click();
    await expect(page.getByRole("dialog").getByText("config:ok")).toBeVisible();
  } finally {
    await site.close();
  }
});

test("a hostile page gets neither the top window, nor the lane's answers, nor another site's", async ({ page, lane }) => {
  const person = await lane.person();
  const bank: Site = await aSite(() => ({ html: "<h1>Bank</h1>", cookie: "account=secret" }));
  const ours = new URL(test.info().project.use.baseURL ?? lane.url).origin;
  const attack = `<pre id="out"></pre><script>
(async () => {
  const told = {};
  const tried = async (name, run) => { try { told[name] = String(await run()); } catch (e) { told[name] = "blocked " + e.name; } };
  await tried("read api", () => fetch("${ours}/api/client/me", { credentials: "include" }).then((r) => r.text()));
  await tried("post api", () => fetch("${ours}/api/lab/people", { method: "POST", credentials: "include", headers: { "content-type": "application/json" }, body: "{}" }).then((r) => r.status));
  await tried("parent document", () => parent.document.body.innerHTML);
  await tried("parent storage", () => parent.localStorage.length);
  await tried("top", () => { top.location.href = "https://evil.example/"; return "went"; });
  await tried("cookie", () => /hutong/.test(document.cookie) ? "seen" : "none");
  await tried("worker", () => navigator.serviceWorker.register("/sw.js").then((found) => found.scope));
  await tried("window", () => { const w = window.open("${ours}/"); return w ? "opened" : "none"; });
  await tried("forged", () => new Promise((done) => { WeixinJSBridge.invoke("scanQRCode", {}, (r) => done(r.err_msg)); }));
  out.textContent = JSON.stringify(told);
})();
</script>`;
  const evil = await aSite(() => ({ html: attack }));
  const people = () => lane.ask<{ items: unknown[] }>("GET", "/api/lab/people").then(({ items }) => items.length).catch(() => 0);
  try {
    await lane.enter(page, person, `/open?url=${encodeURIComponent(`${bank.url}/`)}`);
    const shown = page.frameLocator("iframe.browser-frame");
    await expect(shown.getByRole("heading", { name: "Bank" })).toBeVisible();
    const bankFrame = await page.locator("iframe.browser-frame").evaluate((frame: HTMLIFrameElement) => new URL(frame.src).origin);
    const before = await people();
    await page.goto(`/open?url=${encodeURIComponent(`${evil.url}/`)}`);
    await expect(shown.locator("#out")).toContainText("forged");
    expect(new URL(page.url()).pathname).toBe("/open");
    const told = JSON.parse((await shown.locator("#out").textContent()) ?? "{}") as Record<string, string>;
    for (const name of ["read api", "post api", "parent document", "parent storage", "top", "worker"]) expect(told[name], name).toContain("blocked");
    expect(told).toMatchObject({ cookie: "none", window: "none", forged: expect.stringContaining("fail") as unknown });
    expect(new URL(page.url()).origin).toBe(ours);
    expect(await people()).toBe(before);
    // Even knowing the bank's name here, a page of another name moves nothing there.
    const asked = bank.asked.length;
    const frame = page.frames().find((one) => one.url().includes(".web."));
    await frame?.evaluate((url) => fetch(url, { method: "POST", mode: "no-cors", credentials: "include", body: "a=1" }).catch(() => null), `${bankFrame}/transfer`);
    expect(bank.asked.length).toBe(asked);
  } finally {
    await bank.close();
    await evil.close();
  }
});

test("a page's button pays by the messenger's own sheet, and the page hears what became of it", async ({ page, lane, m }) => {
  const [li, purses, merchant] = [await lane.person(), new Purses(lane), await Merchant.open(lane)];
  await purses.fill(li, 10_000);
  const given = JSON.stringify(await merchant.invocation(li, 900));
  const pay = `WeixinJSBridge.invoke("getBrandWCPayRequest", ${given}, (r) => out.textContent = r.err_msg)`;
  const site = await aSite(() => ({ html: `<button onclick='${pay}'>Pay</button><p id="out"></p>` }));
  try {
    await lane.enter(page, li, `/open?url=${encodeURIComponent(`${site.url}/`)}`);
    const shown = page.frameLocator("iframe.browser-frame");
    await shown.getByRole("button", { name: "Pay" }).click();
    const sheet = new Sheet(page, m);
    await expect(sheet.asking(900, merchant.name)).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(shown.locator("#out")).toHaveText("get_brand_wcpay_request:cancel");
    await shown.getByRole("button", { name: "Pay" }).click();
    await sheet.type();
    await sheet.paid(900, merchant.name);
    await expect(shown.locator("#out")).toHaveText("get_brand_wcpay_request:ok");
    expect(await purses.balance(li)).toBe(9_100);
  } finally {
    await site.close();
  }
});

test("a page has a picture and a voice from the person, and its server fetches both", async ({ page, lane, m }) => {
  const account = await lane.account({ verified: true });
  const token = await lane.token(account);
  const { ticket } = await lane.wechat<{ ticket: string }>("GET", `/cgi-bin/ticket/getticket?access_token=${token}&type=jsapi`);
  const script = () => `
const told = (name) => (r) => { out.textContent = name + " " + r.errMsg; };
const call = (name, options) => new Promise((success) => wx[name]({ ...options, success, fail: told(name), cancel: told(name) }));
const button = (label, run) => { const b = document.createElement("button"); b.textContent = label; b.onclick = run; document.body.append(b); };
button("Picture", async () => {
  const { localIds } = await call("chooseImage", { count: 1 });
  shown.src = localIds[0];
  const { localData } = await call("getLocalImgData", { localId: localIds[0] });
  const { serverId } = await call("uploadImage", { localId: localIds[0] });
  out.textContent = localData.slice(0, 15) + " " + serverId;
});
button("Speak", async () => { await call("startRecord"); out.textContent = "recording"; });
button("Enough", async () => {
  const { localId } = await call("stopRecord");
  const { serverId } = await call("uploadVoice", { localId });
  out.textContent = "voice " + serverId;
});
button("Where", () => wx.openLocation({ latitude: 39.9, longitude: 116.4, name: "Drum Tower", address: "Gulou West" }));
document.body.insertAdjacentHTML("beforeend", '<p id="out"></p><img id="shown" alt="">');`;
  const site = await aSite(shop(lane, account, ticket, script));
  const media = (id: string) => lane.bytes(`/cgi-bin/media/get?access_token=${token}&media_id=${id}`);
  try {
    // A machine that tests has no microphone: a tone stands in for a voice.
    await page.addInitScript(() => {
      navigator.mediaDevices.getUserMedia = () => {
        const sound = new AudioContext();
        const tone = sound.createOscillator();
        const heard = sound.createMediaStreamDestination();
        tone.connect(heard);
        tone.start();
        return Promise.resolve(heard.stream);
      };
    });
    const person = await lane.person(fresh("Li"));
    await lane.enter(page, person, `/open?url=${encodeURIComponent(`${site.url}/`)}`);
    await page.getByRole("dialog").getByRole("button", { name: m("browser.allow"), exact: true }).click();
    const shown = page.frameLocator("iframe.browser-frame");
    await expect(shown.locator("#sdk")).toHaveText("ready");

    await shown.getByRole("button", { name: "Picture" }).click();
    const chooser = page.waitForEvent("filechooser");
    await page.getByRole("button", { name: m("browser.choosePictures") }).click();
    await (await chooser).setFiles({ name: "dot.png", mimeType: "image/png", buffer: DOT });
    await expect(shown.locator("#out")).toContainText("data:image/png;");
    await expect.poll(() => shown.locator("#shown").evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1);
    expect(await media((await shown.locator("#out").textContent())?.split(" ")[1] ?? "")).toEqual(DOT);

    await shown.getByRole("button", { name: "Speak" }).click();
    await page.getByRole("button", { name: m("browser.record"), exact: true }).click();
    await expect(shown.locator("#out")).toHaveText("recording");
    await expect(page.getByText(m("browser.recording"), { exact: true })).toBeVisible();
    await page.waitForTimeout(1_200);
    await shown.getByRole("button", { name: "Enough" }).click();
    await expect(shown.locator("#out")).toContainText("voice ");
    expect((await media((await shown.locator("#out").textContent())?.split(" ")[1] ?? "")).subarray(0, 5).toString()).toBe("#!AMR");

    await shown.getByRole("button", { name: "Where" }).click();
    await expect(page.getByRole("dialog", { name: "Drum Tower" }).getByText("Gulou West")).toBeVisible();
  } finally {
    await site.close();
  }
});

/** A picture of one pixel. */
const DOT = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGM4IScHAAK2AQU0pnWqAAAAAElFTkSuQmCC", "base64");
