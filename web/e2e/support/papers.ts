/** What the accounts of the town have told people, and how they are kept: articles, broadcasts, rules, templates, members. */
import { expect } from "@playwright/test";
import { fresh, type Account, type Lane, type Person } from "./lane";
import { aPicture } from "./scene";
import { zipOf } from "./zip";

export interface Papers {
  /** The code of an article that has been given out, its issue's number, and a draft that has not. */
  article: string;
  issue: number;
  draft: string;
  /** The mini program that the demo brings. */
  program: string;
}

interface Issue {
  number: number;
  state: string;
  articles: { code: string }[];
}

export async function thePapers(lane: Lane, people: { li: Person; zhao: Person }, accounts: { news: Account; tea: Account }): Promise<Papers> {
  const { article, issue, draft } = await theNews(lane, people, accounts.news);
  await theTeahouseKept(lane, people, accounts.tea);
  const { items } = await lane.ask<{ items: { app_id: string; kind: string }[] }>("GET", "/api/console/apps");
  const program = items.find(({ kind }) => kind === "mini")?.app_id;
  if (program === undefined) throw new Error("this lane was started without its demo");
  await lane.ask("POST", `/api/console/mini/${program}/testers`, { link_code: people.zhao.link_code });
  await aCloud(lane, program);
  return { article, issue, draft, program };
}

async function theNews(lane: Lane, { li, zhao }: { li: Person; zhao: Person }, news: Account) {
  const path = `/api/console/apps/${news.app_id}`;
  const cover = await lane.upload<{ media_id: string }>(`${path}/article-covers`, aPicture());
  const written = async (...articles: object[]) =>
    (await lane.ask<{ media_id: string }>("POST", `${path}/drafts`, { articles: articles.map((one) => ({ cover_id: cover.media_id, author: "Lin Xiaonuan", ...one })) })).media_id;

  const { number } = await lane.ask<Issue>("POST", `${path}/drafts/${await written(PERSIMMONS)}/publish`);
  const issued = () => lane.ask<Issue>("GET", `${path}/issues/${number}`);
  await expect.poll(async () => (await issued()).state).toBe("done");
  const article = (await issued()).articles[0]?.code ?? "";
  await lane.as(zhao, "POST", `/articles/${article}/comments`, { text: "Mine are ripe as well. Bring a basket." });
  await lane.as(li, "POST", `/articles/${article}/comments`, { text: "The low ones are for the children." });

  const media_id = await written(COAL, { title: "Three ladders, one tree", digest: "Who lends what, and until when.", html: "<p>Two at number nine, one at the clinic.</p>" });
  await lane.ask("POST", `${path}/broadcasts`, { content: { kind: "articles", media_id }, client_id: fresh("papers") });
  await lane.wechat("POST", `/cgi-bin/message/mass/preview?access_token=${await lane.token(news)}`, {
    touser: await lane.openid(li, news), msgtype: "text", text: { content: "Frost tonight: bring the pots inside." },
  });
  const draft = await written({ title: "What the sparrows say", digest: "Not finished yet." });
  return { article, issue: number, draft };
}

async function theTeahouseKept(lane: Lane, { li, zhao }: { li: Person; zhao: Person }, tea: Account): Promise<void> {
  const path = `/api/console/apps/${tea.app_id}`;
  const [lis, zhaos] = [await lane.openid(li, tea), await lane.openid(zhao, tea)];
  await lane.ask("POST", `${path}/replies/rules`, {
    name: "Opening hours",
    keywords: [{ text: "hours" }, { text: "几点", match: "contain" }],
    replies: [{ kind: "text", text: "From seven in the morning until the last guest leaves." }],
  });
  await lane.ask("POST", `${path}/templates`, { title: "A table is kept", content: "{{first.DATA}}\nWhen: {{keyword1.DATA}}\nTable: {{keyword2.DATA}}" });
  await lane.ask("POST", `${path}/tags`, { name: "Regulars" });
  await lane.ask("PUT", `${path}/members/${zhaos}`, { role: "agent" });
  await lane.ask("POST", `${path}/broadcasts`, { content: { kind: "text", text: "The first snow tea is here." }, audience: { openids: [lis, zhaos] }, client_id: fresh("papers") });
}

const PERSIMMONS = {
  title: "The persimmons of Mao'er Lane are red again",
  digest: "Low ones for the children, high ones for the magpies, the rest for the neighbours.",
  html: "<p>After the first frost the lane loses a colour a day. The bricks are grey, the tiles are grey, and so is the sky.</p><h2>One tree</h2><p>Only the tree at number nine has kept a whole autumn of sun on its branches.</p><blockquote><p>Low ones for the children, high ones for the magpies.</p></blockquote><p>这一棵树，比院里最年长的住户还大三岁。</p>",
  comments_open: true,
};
const COAL = { title: "The last coal seller of Mao'er Lane", digest: "Forty winters, one cart.", html: "<p>He rings twice.</p>", comments_open: true };

/** A collection with a document, a file and a function: each part of a cloud has something to show. */
async function aCloud(lane: Lane, program: string): Promise<void> {
  const cloud = `/api/console/mini/${program}/cloud`;
  await lane.ask("PUT", cloud, { is_on: true });
  await lane.ask("POST", `${cloud}/collections`, { name: "notes", permission: "READONLY" }).catch(() => undefined);
  await lane.ask("POST", `${cloud}/collections/notes/documents`, { document: { text: "The tea is ready", at: { $date: "2026-01-31T08:00:00Z" }, tags: ["tea"] } });
  await lane.upload(`${cloud}/files?path=notes/lane.png`, aPicture());
  await lane.upload(`${cloud}/functions/hello`, zipOf({ "index.js": 'exports.main = async ({ name = "lane" }) => { console.log("said hello"); return { hello: name }; };' }));
  await lane.ask("POST", `${cloud}/functions/hello/runs`, { data: { name: "Li" } });
}
