/** A shop as its own server sees it: keys that the lane gave, calls of APIv3 signed with them, and people's money behind the browser's back. */
import { createSign, randomBytes } from "node:crypto";
import { fresh, type Account, type Lane, type Person } from "./lane";

export const PASSWORD = "123456";
const HOST = "api.mch.weixin.qq.com";
const BALANCE = { kind: "balance", id: null };

interface Keys {
  mchid: string;
  name: string;
  serial: string;
  private_key: string;
}

interface Code {
  out_trade_no: string;
  state: string;
  transaction_id?: string;
}

export class Merchant {
  private constructor(
    private readonly lane: Lane,
    private readonly keys: Keys,
    readonly account: Account,
  ) {}

  /** A company's service account with a merchant number bound to it. */
  static async open(lane: Lane, name = fresh("Noodles")): Promise<Merchant> {
    const account = await lane.account({ name, verified: true });
    const keys = await lane.ask<Keys>("POST", "/api/lab/merchants", { name, app_ids: [account.app_id] });
    return new Merchant(lane, keys, account);
  }

  get name(): string {
    return this.keys.name;
  }

  get mchid(): string {
    return this.keys.mchid;
  }

  /** An order to be scanned: the words of its code. */
  async native(fen: number, description = "Two bowls of noodles"): Promise<{ codeUrl: string; number: string }> {
    const number = freshNumber();
    const { code_url } = await this.call<{ code_url: string }>("POST", "/v3/pay/transactions/native", this.order(number, fen, description));
    return { codeUrl: code_url, number };
  }

  /** An order for a phone's browser: the address that the shop sends it to. */
  async h5(fen: number, description = "Tea to take away"): Promise<string> {
    const scene = { scene_info: { payer_client_ip: "127.0.0.1", h5_info: { type: "Wap" } } };
    return (await this.call<{ h5_url: string }>("POST", "/v3/pay/transactions/h5", { ...this.order(freshNumber(), fen, description), ...scene })).h5_url;
  }

  /** Charges a payment code that a person shows; it may wait for their password. */
  async charge(code: string, fen: number, description = "At the till"): Promise<{ number: string; answer: Code }> {
    const number = freshNumber();
    const order = { ...this.order(number, fen, description), payer: { auth_code: code }, scene_info: { store_info: { out_id: "1" }, device_ip: "127.0.0.1" } };
    return { number, answer: await this.call<Code>("POST", "/v3/pay/transactions/codepay", order, [200, 202]) };
  }

  /** What a page hands over to be paid inside the messenger, signed as `getBrandWCPayRequest` wants it. */
  async invocation(person: Person, fen: number, key = this.keys.private_key): Promise<Record<string, string>> {
    const openid = await this.lane.openid(person, this.account);
    const { prepay_id } = await this.call<{ prepay_id: string }>("POST", "/v3/pay/transactions/jsapi", { ...this.order(freshNumber(), fen, "A pot of tea"), payer: { openid } });
    const given = { appId: this.account.app_id, timeStamp: seconds(), nonceStr: randomBytes(12).toString("hex"), package: `prepay_id=${prepay_id}` };
    return { ...given, signType: "RSA", paySign: signed(`${Object.values(given).join("\n")}\n`, key) };
  }

  async state(number: string): Promise<string> {
    return (await this.call<{ trade_state: string }>("GET", `/v3/pay/transactions/out-trade-no/${number}?mchid=${this.mchid}`)).trade_state;
  }

  /** A bad signer, for what happens then: the last line feed is missing. */
  async badInvocation(person: Person, fen: number): Promise<Record<string, string>> {
    const good = await this.invocation(person, fen);
    const { appId, timeStamp, nonceStr, package: what } = good;
    return { ...good, paySign: signed([appId, timeStamp, nonceStr, what].join("\n"), this.keys.private_key) };
  }

  private order(number: string, fen: number, description: string) {
    const { app_id: appid } = this.account;
    return { appid, mchid: this.mchid, description, out_trade_no: number, notify_url: "https://shop.example.com/notify", amount: { total: fen, currency: "CNY" } };
  }

  private async call<T>(method: string, target: string, body?: unknown, allowed = [200]): Promise<T> {
    const text = body === undefined ? "" : JSON.stringify(body);
    const [time, nonce] = [seconds(), randomBytes(16).toString("hex")];
    const signature = signed(`${method}\n${target}\n${time}\n${nonce}\n${text}\n`, this.keys.private_key);
    const facts = { mchid: this.mchid, nonce_str: nonce, signature, timestamp: time, serial_no: this.keys.serial };
    const token = Object.entries(facts).map(([name, value]) => `${name}="${value}"`).join(",");
    return this.lane.callHost<T>(HOST, method, target, text, { authorization: `WECHATPAY2-SHA256-RSA2048 ${token}`, accept: "application/json", "content-type": "application/json" }, allowed);
  }
}

/** What people have and give each other, as the lane is told it without a browser. */
export class Purses {
  constructor(private readonly lane: Lane) {}

  async fill(person: Person, fen: number): Promise<void> {
    await this.lane.ask("POST", `/api/lab/people/${person.id}/wallet`, { balance_fen: fen, is_verified: true });
  }

  async balance(person: Person): Promise<number> {
    return (await this.lane.ask<{ balance_fen: number }>("GET", `/api/lab/people/${person.id}/wallet`)).balance_fen;
  }

  transfer(from: Person, conversation: string, fen: number, memo = ""): Promise<{ id: string }> {
    return this.paid(from, "/transfers", { conversation_id: conversation, amount_fen: fen, memo });
  }

  packet(from: Person, conversation: string, fen: number, more: Record<string, unknown> = {}): Promise<{ id: string }> {
    return this.paid(from, "/packets", { conversation_id: conversation, kind: "single", total_fen: fen, count: 1, greeting: "Good luck", ...more });
  }

  openPacket(person: Person, id: string): Promise<{ share_fen: number }> {
    return this.lane.as(person, "POST", `/packets/${id}/open`);
  }

  split(from: Person, conversation: string, fen: number, title: string): Promise<{ id: string }> {
    return this.lane.as(from, "POST", "/splits", { conversation_id: conversation, mode: "equal", total_fen: fen, title, shares: [], request_id: freshNumber() });
  }

  paySplit(person: Person, id: string): Promise<unknown> {
    return this.paid(person, `/splits/${id}/pay`, {});
  }

  familyCard(from: Person, to: Person, more: Record<string, unknown> = {}): Promise<{ id: string }> {
    const terms = { relation: "child", per_payment_fen: 5_000, per_month_fen: 50_000, categories_blocked: [], ...more };
    return this.lane.as(from, "POST", "/family-cards", { person_id: to.id, password: PASSWORD, request_id: freshNumber(), ...terms });
  }

  async pay(person: Person, codeUrl: string): Promise<{ transaction_id: string }> {
    const { sheet_id } = await this.lane.as<{ sheet_id: string }>(person, "POST", "/payments/open", { text: codeUrl });
    return this.paid(person, `/payments/${encodeURIComponent(sheet_id)}/pay`, { coupon_ids: [] });
  }

  private paid<T>(person: Person, path: string, what: Record<string, unknown>): Promise<T> {
    return this.lane.as<T>(person, "POST", path, { means: BALANCE, password: PASSWORD, request_id: freshNumber(), ...what });
  }
}

const seconds = (): string => String(Math.floor(Date.now() / 1000));
const freshNumber = (): string => randomBytes(12).toString("hex");
const signed = (text: string, key: string): string => createSign("RSA-SHA256").update(text).sign(key, "base64");
