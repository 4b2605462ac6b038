/** Small servers of developers: one that understands callbacks, and ones that get the check wrong in the usual ways. */
import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

export const TOKEN = "teahouse";

/** The fields of one push, and the XML they were read from. */
export type Push = Record<string, string> & { xml: string };

export interface Bot {
  url: string;
  pushes: Push[];
  close: () => Promise<void>;
}

type Handler = (query: URLSearchParams, request: IncomingMessage, response: ServerResponse) => unknown;

/** A bot that passes the check and answers each push with `reply`; null means there is nothing to say. */
export async function aBot(reply: (push: Push) => string | null = () => null): Promise<Bot> {
  const pushes: Push[] = [];
  const server = await listening(async (query, request, response) => {
    if (!isSigned(query)) return response.writeHead(403).end();
    if (request.method === "GET") return response.end(query.get("echostr"));
    const push = parse(await text(request));
    pushes.push(push);
    const words = reply(push);
    return response.end(words === null ? "success" : textReply(push, words));
  });
  return { url: urlOf(server), pushes, close: () => closed(server) };
}

/** Servers that do not pass the check, by the reason the console has a sentence for. */
export const mistakes: Record<string, Handler> = {
  quoted: (query, _, response) => response.end(JSON.stringify(query.get("echostr"))),
  newline: (query, _, response) => response.end(`${query.get("echostr")}\n`),
  bom: (query, _, response) => response.end(`\uFEFF${query.get("echostr")}`),
  html: (_, __, response) => response.setHeader("content-type", "text/html").end("<!doctype html><title>Sign in</title>"),
  json: (query, _, response) => response.end(JSON.stringify({ echostr: query.get("echostr") })),
  empty: (_, __, response) => response.end(),
  mismatch: (query, _, response) => response.end(query.get("nonce")),
  status: (_, __, response) => response.writeHead(500).end("boom"),
  redirect: (_, __, response) => response.writeHead(302, { location: "/elsewhere" }).end(),
};

/** Any server at all, for as long as a journey needs it. */
export async function aServer(handler: Handler): Promise<{ url: string; close: () => Promise<void> }> {
  const server = await listening(handler);
  return { url: urlOf(server), close: () => closed(server) };
}

async function listening(handler: Handler): Promise<Server> {
  const server = createServer((request, response) => {
    void handler(new URL(request.url ?? "/", "http://bot").searchParams, request, response);
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  return server;
}

const urlOf = (server: Server): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}/weixin`;

function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((done) => server.close(() => done()));
}

function isSigned(query: URLSearchParams): boolean {
  const words = [TOKEN, query.get("timestamp") ?? "", query.get("nonce") ?? ""].sort().join("");
  return createHash("sha1").update(words).digest("hex") === query.get("signature");
}

function parse(xml: string): Push {
  const fields = [...xml.matchAll(/<(\w+)>(?:<!\[CDATA\[([\s\S]*?)\]\]>|([^<]*))<\/\1>/g)];
  return Object.assign(Object.fromEntries(fields.map(([, name, data, plain]) => [name, data ?? plain ?? ""])), { xml }) as Push;
}

function textReply({ FromUserName, ToUserName }: Push, words: string): string {
  const cdata = (value: string | undefined) => `<![CDATA[${value ?? ""}]]>`;
  return (
    `<xml><ToUserName>${cdata(FromUserName)}</ToUserName><FromUserName>${cdata(ToUserName)}</FromUserName>` +
    `<CreateTime>${Math.floor(Date.now() / 1000)}</CreateTime><MsgType><![CDATA[text]]></MsgType><Content>${cdata(words)}</Content></xml>`
  );
}
