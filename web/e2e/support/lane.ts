/** The instance under test and what a journey needs done behind the browser's back: people, accounts, calls of a developer. */
import { expect, request, type APIRequest, type APIRequestContext, type Page } from "@playwright/test";

/** Node does not resolve names under localhost, browsers do: the API is asked by address. */
export const address = (url: string): string => `http://127.0.0.1:${new URL(url).port}`;

/** Pages of a lab on this machine live under a name of their own, to which `localhost` leads. */
export const inBrowsers = (url: string): string => url.replace("//localhost:", "//lane.localhost:");

export interface Person {
  id: string;
  name: string;
  link_code: string;
}

export interface Account {
  app_id: string;
  name: string;
  link_code: string;
  link_url: string;
  secret: string;
}

export interface Callback {
  url: string;
  token: string;
  aes_key?: string;
  mode?: "plain" | "compatible" | "safe";
}

interface AccountWishes {
  name?: string;
  kind?: "service" | "subscription";
  intro?: string;
  colour?: string;
  verified?: boolean;
  callback?: Callback;
}

interface Entry {
  seq: number;
  sender: { kind: string; id: string } | null;
  body: { kind: string; text?: string };
}

const AES_KEY = "0123456789012345678901234567890123456789012";
let made = 0;

/** A name nobody else has on this instance, short enough for an account. */
export function fresh(name: string): string {
  made += 1;
  return `${name} ${process.pid % 10_000}${made}`;
}

export class Lane {
  private constructor(
    readonly url: string,
    private readonly http: APIRequestContext,
    private readonly hosts: Record<string, number>,
  ) {}

  static async at(url: string, requests: APIRequest = request): Promise<Lane> {
    const http = await requests.newContext({ baseURL: address(url) });
    const { hosts } = (await (await http.get("/api/lab/state")).json()) as { hosts: Record<string, number> };
    return new Lane(url, http, hosts);
  }

  leave(): Promise<void> {
    return this.http.dispose();
  }

  async ask<T>(method: string, path: string, data?: unknown): Promise<T> {
    const answer = await this.http.fetch(path, { method, data: data ?? (method === "GET" ? undefined : {}) });
    if (!answer.ok()) throw new Error(`${method} ${path}: ${answer.status()} ${await answer.text()}`);
    return (await answer.json()) as T;
  }

  /** Bytes as they are, in the name of whoever uses the console. */
  async upload<T>(path: string, bytes: Buffer): Promise<T> {
    const answer = await this.http.post(path, { data: bytes, headers: { "content-type": "application/octet-stream", "x-hutong": "1" } });
    if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`);
    return (await answer.json()) as T;
  }

  async person(name = fresh("Wang Fang")): Promise<Person> {
    const { items } = await this.ask<{ items: [Person] }>("POST", "/api/lab/people", { name });
    return items[0];
  }

  /** The messenger of this page belongs to `person` from here on. */
  async enter(page: Page, person: Person, path = "/"): Promise<void> {
    await page.goto(await this.signInPath(person, path));
  }

  async signInPath(person: Person, path = "/"): Promise<string> {
    const { url } = await this.ask<{ url: string }>("POST", `/api/lab/people/${person.id}/sign-in-link`, { path });
    return new URL(url).pathname;
  }

  as<T>(person: Person, method: string, path: string, data?: unknown): Promise<T> {
    return this.ask<T>(method, `/api/lab/as/${person.id}${path}`, data);
  }

  async account(wishes: AccountWishes = {}): Promise<Account> {
    const { callback, verified, ...more } = { kind: "service", name: fresh("Teahouse"), ...wishes };
    const account = await this.ask<Account>("POST", "/api/console/apps", more);
    const path = `/api/console/apps/${account.app_id}`;
    if (verified !== undefined) await this.ask("POST", `${path}/verification`, { verified });
    if (callback) await this.ask("PUT", `${path}/callback`, { aes_key: AES_KEY, mode: "plain", ...callback });
    return account;
  }

  /** `person` follows `account`; answers the id of their thread. */
  async follow(person: Person, account: Account): Promise<string> {
    const path = `/accounts/${account.app_id}/follow`;
    const { conversation } = await this.as<{ conversation: { id: string } }>(person, "POST", path);
    return conversation.id;
  }

  async chat(person: Person, other: Person): Promise<string> {
    return (await this.as<{ id: string }>(person, "POST", "/conversations", { person_id: other.id })).id;
  }

  say(person: Person, conversation: string, body: unknown): Promise<Entry> {
    const what = typeof body === "string" ? { kind: "text", text: body } : body;
    return this.as(person, "POST", `/conversations/${conversation}/entries`, { client_id: fresh("c").replace(" ", "-").padEnd(16, "0"), body: what });
  }

  /** A file sent into a conversation: its bytes go up first. */
  async send(person: Person, conversation: string, kind: "image" | "voice" | "video" | "file", name: string, bytes: Buffer): Promise<void> {
    const path = `/api/lab/as/${person.id}/uploads?kind=${kind}&name=${encodeURIComponent(name)}`;
    const answer = await this.http.post(path, { data: bytes, headers: { "content-type": "application/octet-stream", "x-hutong": "1" } });
    if (!answer.ok()) throw new Error(`uploading ${name}: ${answer.status()} ${await answer.text()}`);
    const { upload_id } = (await answer.json()) as { upload_id: string };
    await this.say(person, conversation, { kind, upload_id });
  }

  /** Every text of a conversation as `person` has it, oldest first. */
  async texts(person: Person, conversation: string): Promise<string[]> {
    const { entries } = await this.as<{ entries: Entry[] }>(person, "GET", `/conversations/${conversation}/entries?limit=100`);
    return entries.flatMap(({ body }) => (body.text === undefined ? [] : [body.text]));
  }

  /** Wait until a conversation has `count` texts or more. */
  async heard(person: Person, conversation: string, count: number): Promise<void> {
    await expect.poll(async () => (await this.texts(person, conversation)).length).toBeGreaterThanOrEqual(count);
  }

  async openid(person: Person, account: Account): Promise<string> {
    return (await this.ask<{ openid: string }>("GET", `/api/lab/people/${person.id}/openids/${account.app_id}`)).openid;
  }

  async token(account: Account): Promise<string> {
    const query = `grant_type=client_credential&appid=${account.app_id}&secret=${account.secret}`;
    const answer = await this.wechat<{ access_token?: string }>("GET", `/cgi-bin/token?${query}`);
    if (answer.access_token === undefined) throw new Error(`no token: ${JSON.stringify(answer)}`);
    return answer.access_token;
  }

  /** A call as a developer's server makes it, to api.weixin.qq.com by its own port. */
  async wechat<T = { errcode: number; errmsg: string }>(method: string, path: string, data?: unknown): Promise<T> {
    const answer = await this.http.fetch(`http://127.0.0.1:${this.hosts["api.weixin.qq.com"]}${path}`, { method, data });
    return (await answer.json()) as T;
  }

  /** A version of a mini program, uploaded as its developer would, passed and released. */
  async release(appId: string, number: string, zip: Buffer): Promise<void> {
    const path = `/api/console/mini/${appId}`;
    await this.upload(`${path}/versions?number=${number}`, zip);
    const version_id = await this.compiled(appId);
    await this.ask("POST", `${path}/reviews`, { version_id });
    await expect.poll(async () => (await this.ask<{ review: { state: string } }>("GET", path)).review.state).toBe("passed");
    await this.ask("POST", `${path}/releases`);
  }

  /** The id of the newest version of a mini program, once it can be opened. */
  async compiled(appId: string): Promise<string> {
    const newest = async () => (await this.ask<{ items: { version_id: string; state: string }[] }>("GET", `/api/console/mini/${appId}/versions`)).items[0];
    await expect.poll(async () => (await newest())?.state, { timeout: 20_000 }).not.toBe("compiling");
    const version = await newest();
    if (version?.state !== "ready") throw new Error(`the version is ${version?.state}`);
    return version.version_id;
  }

  /** Bytes that the API answers. */
  async bytes(path: string): Promise<Buffer> {
    return (await this.http.get(`http://127.0.0.1:${this.hosts["api.weixin.qq.com"]}${path}`)).body();
  }

  /** A call to one of the emulated hosts by its own port, with headers and bytes as they are given. */
  async callHost<T>(host: string, method: string, target: string, text: string, headers: Record<string, string>, allowed: number[]): Promise<T> {
    const answer = await this.http.fetch(`http://127.0.0.1:${this.hosts[host]}${target}`, { method, headers, ...(text ? { data: text } : {}) });
    if (!allowed.includes(answer.status())) throw new Error(`${method} ${target}: ${answer.status()} ${await answer.text()}`);
    return (await answer.json()) as T;
  }
}
