/** A lane with life in it, so that every screen has something to show. */
import { fresh, type Account, type Lane, type Person } from "./lane";
import { Merchant, Purses } from "./merchant";
import { thePapers, type Papers } from "./papers";
import { aPicture, aSound } from "./scene";

export interface Town extends Papers {
  li: Person;
  han: Person;
  waterworks: string;
  withHan: string;
  withTea: string;
  group: string;
  tea: Account;
  news: Account;
  teaOpenid: string;
  newcomer: Person;
  /** A group with a bill and a red packet in it, and what in a wallet has pages of its own. */
  noodleClub: string;
  movement: string;
  transaction: string;
  card: string;
  familyCard: string;
  packet: string;
  split: string;
  dispute: string;
  codeUrl: string;
  /** The shop they paid, and its number of the order that is disputed. */
  mchid: string;
  soldNumber: string;
  /** The inspector's numbers of a call that was refused, and of a push that a bot answered. */
  refusedCall: string;
  push: string;
}

/** `isShown`: for pictures, with the demo's own people and plain names; otherwise nothing collides with anything. */
export async function aTown(lane: Lane, isShown = false): Promise<Town> {
  const named = (name: string) => (isShown ? name : fresh(name));
  const [li, han] = isShown ? await theDemosPeople(lane) : [await lane.person(named("Li Lei")), await lane.person(named("Han Meimei"))];
  const [zhao, sun] = [await lane.person(named("Grandmother Zhao")), await lane.person(named("孙师傅"))];
  const tea = await lane.account({ name: named("Red Door Tea"), intro: "Pu'er, oolong, and a chair by the stove.", colour: "haw", verified: true });
  await lane.ask("PUT", `/api/console/apps/${tea.app_id}/menu`, { buttons: MENU });
  const withTea = await lane.follow(li, tea);
  await lane.follow(zhao, tea);
  const news = await lane.account({ name: named("Lane News"), kind: "subscription", intro: "What happens between the two ends.", colour: "plum" });
  await lane.follow(li, news);

  const withSun = await lane.chat(li, sun);
  await lane.say(sun, withSun, "自行车修好了，随时来取。");
  const withZhao = await lane.chat(li, zhao);
  await lane.say(zhao, withZhao, "The persimmons are ripe. Come before the birds do.");
  await lane.say(zhao, withZhao, "And bring the ladder.");
  const waterworks = await theWaterworks(lane, li);
  await theTeahouse(lane, { li, tea, withTea });
  const group = await theGroup(lane, [li, han, zhao, sun]);
  const withHan = await theChat(lane, li, han);
  const papers = await thePapers(lane, { li, zhao }, { news, tea });
  const money = await theMoney(lane, { li, han, zhao, withHan, shop: named("Lao Wang Noodles") });
  await lane.as(li, "PUT", `/conversations/${withZhao}/settings`, { pinned: true });
  await lane.as(li, "PUT", `/conversations/${withSun}/settings`, { muted: true });

  await lane.ask("POST", `/api/console/apps/${tea.app_id}/qrcodes`, { permanent: true, scene: "front-door" }).catch(() => undefined);
  await lane.wechat("POST", `/cgi-bin/message/mass/nobody?access_token=${await lane.token(tea)}`, {}).catch(() => undefined);
  return {
    li, han, waterworks, withHan, withTea, tea, news, group,
    ...papers,
    teaOpenid: await lane.openid(li, tea),
    newcomer: await lane.person(named("Newcomer")),
    ...money,
    refusedCall: await aRefusedCall(lane, news),
    push: await aPush(lane),
  };
}

const MENU = [
  { type: "click", name: "Today's tea", key: "TODAY" },
  { name: "Our teas", sub_button: ["Green", "Oolong", "Pu'er"].map((name) => ({ type: "click", name, key: name.toUpperCase() })) },
  { type: "view", name: "Map", url: "https://example.com/map" },
];

async function theDemosPeople(lane: Lane): Promise<[Person, Person]> {
  const { items } = await lane.ask<{ items: Person[] }>("GET", "/api/lab/people");
  const called = (name: string) => items.find((person) => person.name === name) ?? lane.person(name);
  return [await called("Li Lei"), await called("Han Meimei")];
}

async function theWaterworks(lane: Lane, li: Person): Promise<string> {
  const { accounts } = await lane.as<{ accounts: Account[] }>(li, "GET", "/directory?q=Waterworks");
  const waterworks = accounts.find(({ name }) => name === "Waterworks");
  if (waterworks === undefined) throw new Error("this lane was started without its demo");
  const thread = await lane.follow(li, waterworks);
  // Its welcome comes first, as it would for anybody who does not type at once.
  await lane.heard(li, thread, 1);
  for (const words of ["help", "balance"]) {
    const before = (await lane.texts(li, thread)).length;
    await lane.say(li, thread, words);
    await lane.heard(li, thread, before + 2);
  }
  return thread;
}

async function theTeahouse(lane: Lane, { li, tea, withTea }: { li: Person; tea: Account; withTea: string }): Promise<void> {
  await lane.say(li, withTea, "What is good today?");
  const [token, touser] = [await lane.token(tea), await lane.openid(li, tea)];
  const send = (what: object) => lane.wechat("POST", `/cgi-bin/message/custom/send?access_token=${token}`, { touser, ...what });
  const articles = [{ title: "First frost, last oolong", description: "Why the late harvest tastes of honey, and where to drink it.", url: "https://example.com/frost" }];
  await send({ msgtype: "news", news: { articles } });
  const list = [{ id: "1", content: "A small pot" }, { id: "2", content: "A large pot" }];
  await send({ msgtype: "msgmenu", msgmenu: { head_content: "Shall we keep a chair for you?", list, tail_content: "We close at nine." } });
}

async function theGroup(lane: Lane, [li, han, zhao, sun]: [Person, Person, Person, Person]): Promise<string> {
  const person_ids = [han, zhao, sun].map(({ id }) => id);
  const { id } = await lane.as<{ id: string }>(li, "POST", "/conversations", { person_ids, title: "Dumplings on Sunday" });
  await lane.say(han, id, "Who brings the vinegar?");
  await lane.say(sun, id, "我带醋，面粉也有。");
  await lane.say(li, id, "Wrappers from me. Four hundred of them.");
  await lane.say(zhao, id, "Come hungry.");
  return id;
}

async function theChat(lane: Lane, li: Person, han: Person): Promise<string> {
  const chat = await lane.chat(li, han);
  await lane.say(han, chat, "Look what I walked past this morning");
  await lane.send(han, chat, "image", "lane.png", aPicture());
  await lane.say(li, chat, "That door!\nIs it the one behind the drum tower?");
  await lane.say(han, chat, { kind: "location", latitude: 39.9403, longitude: 116.3961, scale: 15, label: "Drum Tower East Street", name: "The red door" });
  await lane.send(li, chat, "file", "route.pdf", Buffer.from("%PDF-1.4\n%%EOF\n"));
  // Which containers are taken as voice is the server's to say; a picture without one is still a picture.
  await lane.send(han, chat, "voice", "note.wav", aSound()).catch(() => undefined);
  await lane.say(han, chat, "Two minutes. I shall be the one with dumplings.");
  return chat;
}

async function aRefusedCall(lane: Lane, news: Account): Promise<string> {
  const scene = { action_name: "QR_LIMIT_STR_SCENE", action_info: { scene: { scene_str: "door" } } };
  await lane.wechat("POST", `/cgi-bin/qrcode/create?access_token=${await lane.token(news)}`, scene);
  const { items } = await lane.ask<{ items: { id: string; path: string }[] }>("GET", `/api/lab/calls?app_id=${news.app_id}`);
  return items.find(({ path }) => path === "/cgi-bin/qrcode/create")?.id ?? "";
}

async function aPush(lane: Lane): Promise<string> {
  const { items } = await lane.ask<{ items: { id: string; cause: string | null }[] }>("GET", "/api/lab/calls?direction=out");
  return items.find(({ cause }) => cause === "text")?.id ?? "";
}

interface Friends {
  li: Person;
  han: Person;
  zhao: Person;
  withHan: string;
  shop: string;
}

async function theMoney(lane: Lane, { li, han, zhao, withHan, shop: name }: Friends) {
  const purses = new Purses(lane);
  for (const person of [li, han]) await purses.fill(person, 128_040);
  const shop = await Merchant.open(lane, name);
  const sold = await shop.native(6_800, "Persimmon & ham");
  const paid = await purses.pay(li, sold.codeUrl);
  await purses.transfer(han, withHan, 5_000, "For the tickets");
  await purses.packet(han, withHan, 666);
  const noodleClub = (await lane.as<{ id: string }>(li, "POST", "/conversations", { person_ids: [han.id, zhao.id], title: "Noodle club" })).id;
  const split = await purses.split(li, noodleClub, 20_000, "Lao Wang, table 7");
  await purses.paySplit(han, split.id);
  const packet = await purses.packet(han, noodleClub, 2_000, { kind: "lucky", count: 2, greeting: "Sweets for the children" });
  await purses.openPacket(zhao, packet.id);
  await purses.openPacket(li, packet.id);
  const familyCard = await purses.familyCard(han, li);
  await lane.as(li, "POST", `/family-cards/${familyCard.id}/accept`);
  const card = await lane.as<{ id: string }>(li, "POST", "/wallet/cards", { kind: "debit" });
  const dispute = await lane.as<{ id: string }>(li, "POST", "/disputes", { transaction_id: paid.transaction_id, reason: "not_delivered", text: "It never came." });
  const { items } = await lane.as<{ items: { id: string; kind: string }[] }>(li, "GET", "/wallet/statement");
  const movement = items.find(({ kind }) => kind === "payment")?.id ?? "";
  const { codeUrl } = await shop.native(4_200, "A pot of tea");
  return { noodleClub, movement, transaction: paid.transaction_id, card: card.id, familyCard: familyCard.id, packet: packet.id, split: split.id, dispute: dispute.id, codeUrl, mchid: shop.mchid, soldNumber: sold.number };
}
