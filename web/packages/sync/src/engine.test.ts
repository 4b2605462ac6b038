import type { Conversation, Entry } from "@hutong/api";
import { describe, expect, test } from "vitest";
import { withConversation, withEntry } from "./fold";
import { shownEntries } from "./shown";
import { inListOrder, unreadTotal } from "./list";
import { emptyState, isBehind, visibleThread, type State, type Thread } from "./state";
import { aDevice, settle } from "./testing/device";
import { PAGE, SELF, Server } from "./testing/server";

const atOnce = <T>(value: T) => Promise.resolve(value);
const texts = (state: State, id: string) =>
  shownEntries(state.threads.get(id)?.entries ?? []).map(({ entry }) => (entry.body.kind === "text" ? entry.body.text : entry.body.kind));

async function aServerWith(...written: string[]) {
  const server = new Server(atOnce);
  server.start("a");
  for (const text of written) server.write("a", "p", text);
  return server;
}

describe("catching up", () => {
  test("a fresh device shows what was written before it came", async () => {
    const server = await aServerWith("hello", "are you there");
    const one = aDevice(server);
    await settle(one);
    expect(texts(one.device.snapshot(), "a")).toEqual(["hello", "are you there"]);
    expect(unreadTotal(one.device.snapshot())).toBe(2);
  });

  test("what is written while the line is down comes with the next one", async () => {
    const server = await aServerWith("before");
    const one = aDevice(server);
    await settle(one);
    server.isReachable = false;
    server.cutLines();
    server.write("a", "p", "during");
    await settle(one);
    expect(one.device.snapshot().link).toBe("offline");
    server.isReachable = true;
    one.device.wake();
    await settle(one);
    expect(texts(one.device.snapshot(), "a")).toEqual(["before", "during"]);
    expect(one.device.snapshot().link).toBe("online");
  });

  test("a lost push is fetched without waiting for the next connection", async () => {
    const server = await aServerWith("one");
    let isLosing = false;
    const one = aDevice(server, { loses: () => isLosing });
    await settle(one);
    isLosing = true;
    server.write("a", "p", "two");
    isLosing = false;
    server.write("a", "p", "three");
    await settle(one);
    expect(texts(one.device.snapshot(), "a")).toEqual(["one", "two", "three"]);
  });

  test("across a long absence the newest page is kept and the older is asked for", async () => {
    const server = await aServerWith("first");
    const one = aDevice(server);
    await settle(one);
    server.cutLines();
    for (let n = 1; n < 2 * PAGE; n += 1) server.write("a", "p", `m${n}`);
    await settle(one);
    expect(texts(one.device.snapshot(), "a")).toHaveLength(PAGE);
    await one.device.loadOlder("a");
    expect(texts(one.device.snapshot(), "a").at(0)).toBe("first");
    expect(one.device.snapshot().threads.get("a")?.hasOlder).toBe(false);
  });

  test("deleting the newest for me leaves nothing to fetch", async () => {
    const server = await aServerWith("keep", "gone");
    const one = aDevice(server);
    await settle(one);
    server.note("removed", "a", { seq: 2 });
    await settle(one);
    const thread = one.device.snapshot().threads.get("a");
    expect(texts(one.device.snapshot(), "a")).toEqual(["keep"]);
    expect(thread && isBehind(thread)).toBe(false);
    server.write("a", "p", "next");
    await settle(one);
    expect(texts(one.device.snapshot(), "a")).toEqual(["keep", "next"]);
  });

  test("only a silent line is pinged, every 45 seconds, and nothing else is asked", async () => {
    const server = await aServerWith("one");
    const one = aDevice(server);
    await settle(one);
    server.write("a", "p", "two");
    await new Promise((done) => setTimeout(done, 0));
    const [socket] = server.sockets;
    const sent = () => socket?.sent.length ?? 0;
    const before = sent();
    one.timers.pass(44_999);
    expect(sent()).toBe(before);
    one.timers.pass(1);
    for (let n = 0; n < 9; n += 1) {
      await new Promise((done) => setTimeout(done, 0));
      one.timers.pass(45_000);
    }
    expect(sent()).toBe(before + 10);
    expect(new Set(socket?.sent)).toEqual(new Set(['{"type":"ping"}']));
  });
});

test("a line that does not answer a ping is given up and opened again", async () => {
  const server = await aServerWith("one");
  const one = aDevice(server);
  await settle(one);
  const [first] = server.sockets;
  server.isReachable = false;
  one.timers.pass(45_000 + 20_000);
  server.isReachable = true;
  await settle(one);
  expect(server.sockets.has(first as never)).toBe(false);
  expect(one.device.snapshot().link).toBe("online");
});

test("a device whose session has ended stops and says so", async () => {
  const server = await aServerWith("one");
  const one = aDevice(server);
  await settle(one);
  for (const socket of server.sockets) socket.cut(4401);
  await settle(one);
  expect(one.device.snapshot().signedOut).toBe(true);
  expect(server.sockets.size).toBe(0);
});

describe("sending", () => {
  test("a message is on screen at once and in the log once", async () => {
    const server = await aServerWith();
    const one = aDevice(server);
    await settle(one);
    one.device.send("a", { kind: "text", text: "hi" });
    expect(one.device.snapshot().outbox).toHaveLength(1);
    await settle(one);
    expect(one.device.snapshot().outbox).toHaveLength(0);
    expect(texts(one.device.snapshot(), "a")).toEqual(["hi"]);
  });

  test("a message whose answer was lost is sent again and still there once", async () => {
    const server = await aServerWith();
    const one = aDevice(server);
    await settle(one);
    server.losesAnswers = true;
    one.device.send("a", { kind: "text", text: "hi" });
    await settle(one);
    server.losesAnswers = false;
    server.cutLines();
    await settle(one);
    expect(server.logs.get("a")?.entries).toHaveLength(1);
    expect(one.device.snapshot().outbox).toHaveLength(0);
  });

  test("messages written without a line go out in order when it is back, also after a reload", async () => {
    const server = await aServerWith();
    const one = aDevice(server);
    await settle(one);
    server.isReachable = false;
    server.cutLines();
    for (const text of ["1", "2", "3"]) one.device.send("a", { kind: "text", text });
    await settle(one);
    one.device.stop();
    server.isReachable = true;
    const reloaded = aDevice(server, { saved: one.saved });
    await settle(reloaded);
    expect(texts(reloaded.device.snapshot(), "a")).toEqual(["1", "2", "3"]);
    expect(one.saved.list).toEqual([]);
  });

  test("a refused message stays, says why, and lets the next one go", async () => {
    const server = await aServerWith();
    const one = aDevice(server);
    await settle(one);
    server.refusesSends = true;
    one.device.send("a", { kind: "text", text: "no" });
    await settle(one);
    server.refusesSends = false;
    one.device.send("a", { kind: "text", text: "yes" });
    await settle(one);
    expect(one.device.snapshot().outbox.map(({ state, error }) => [state, error?.code])).toEqual([["failed", "message_window_closed"]]);
    expect(texts(one.device.snapshot(), "a")).toEqual(["yes"]);
    one.device.retry(one.device.snapshot().outbox[0]?.clientId ?? "");
    await settle(one);
    expect(texts(one.device.snapshot(), "a")).toEqual(["yes", "no"]);
  });

  test("what is being typed is not taken away by what the server knew before", async () => {
    const server = await aServerWith("hello");
    const one = aDevice(server);
    await settle(one);
    one.device.saveDraft("a", "Who brings");
    server.write("a", "p", "meanwhile");
    await one.device.sync();
    expect(one.device.snapshot().threads.get("a")?.conversation.draft).toBe("Who brings");
    await settle(one);
    expect(server.logs.get("a")?.conversation.draft).toBe("Who brings");
    server.settings("a", { draft: "written elsewhere" });
    await settle(one);
    expect(one.device.snapshot().threads.get("a")?.conversation.draft).toBe("written elsewhere");
  });

  test("a file goes up first and is then sent by its upload", async () => {
    const server = await aServerWith();
    const one = aDevice(server);
    await settle(one);
    one.device.sendFile("a", { kind: "image", name: "cat.png", bytes: new Blob(["x"]) }, null);
    await settle(one);
    expect(texts(one.device.snapshot(), "a")).toEqual(["image"]);
  });
});

describe("two devices of one person", () => {
  test("what is read on one is read on the other", async () => {
    const server = await aServerWith("one", "two");
    const [phone, desk] = [aDevice(server), aDevice(server)];
    await settle(phone, desk);
    phone.device.markRead("a");
    expect(unreadTotal(phone.device.snapshot())).toBe(0);
    await settle(phone, desk);
    expect(unreadTotal(desk.device.snapshot())).toBe(0);
  });

  test("sending moves the sender's own mark on both", async () => {
    const server = await aServerWith("one");
    const [phone, desk] = [aDevice(server), aDevice(server)];
    await settle(phone, desk);
    phone.device.send("a", { kind: "text", text: "answer" });
    await settle(phone, desk);
    for (const { device } of [phone, desk]) expect(unreadTotal(device.snapshot())).toBe(0);
    expect(texts(desk.device.snapshot(), "a")).toEqual(["one", "answer"]);
  });

  test("a read mark that could not be told is told with the next line", async () => {
    const server = await aServerWith("one");
    const phone = aDevice(server);
    await settle(phone);
    server.isReachable = false;
    phone.device.markRead("a");
    await settle(phone);
    server.isReachable = true;
    server.cutLines();
    await settle(phone);
    expect(server.logs.get("a")?.conversation.read_seq).toBe(1);
  });

  test("drafts and pins travel; the list puts pinned first", async () => {
    const server = await aServerWith("one");
    server.start("b");
    const [phone, desk] = [aDevice(server), aDevice(server)];
    await settle(phone, desk);
    phone.device.saveDraft("a", "I can lend you");
    phone.device.changeSettings("b", { pinned: true });
    await settle(phone, desk);
    const state = desk.device.snapshot();
    expect(state.threads.get("a")?.conversation.draft).toBe("I can lend you");
    expect(inListOrder(state).map(({ conversation }) => conversation.id)).toEqual(["b", "a"]);
  });
});

test("an edit is folded onto what it concerns and a recall hides it", () => {
  const base = { conversation_id: "a", client_id: null, sender: { kind: "person" as const, id: SELF }, at: "" };
  const shown = shownEntries([
    { ...base, seq: 1, ordinal: 1, id: "1", body: { kind: "text", text: "teh" } },
    { ...base, seq: 2, ordinal: 2, id: "2", body: { kind: "text", text: "oops" } },
    { ...base, seq: 3, ordinal: 2, id: "3", body: { kind: "edit", concerns: 1, text: "the" } },
    { ...base, seq: 4, ordinal: 2, id: "4", body: { kind: "recall", concerns: 2 } },
  ]);
  expect(shown.map(({ entry, isEdited, isRecalled }) => [entry.body, isEdited, isRecalled])).toEqual([
    [{ kind: "text", text: "the" }, true, false],
    [{ kind: "text", text: "oops" }, false, true],
  ]);
});

test("a card reads as it stands now, in the log and in the list, and nothing else is turned by it", () => {
  const base = { conversation_id: "a", client_id: null, sender: { kind: "person" as const, id: "p" }, at: "" };
  const log: Entry[] = [
    { ...base, seq: 1, ordinal: 1, id: "1", body: { kind: "text", text: "lunch" } },
    { ...base, seq: 2, ordinal: 2, id: "2", body: { kind: "card", type: "transfer", subject: "7", words: { amount_fen: 500 }, state: "pending" } },
    { ...base, seq: 3, ordinal: 2, id: "3", body: { kind: "card_changed", concerns: 2, words: { amount_fen: 500, memo: "thanks" }, state: "accepted" } },
    { ...base, seq: 4, ordinal: 2, id: "4", body: { kind: "card_changed", concerns: 1, words: {}, state: "returned" } },
  ];
  const accepted = { kind: "card", type: "transfer", subject: "7", words: { amount_fen: 500, memo: "thanks" }, state: "accepted" };
  expect(shownEntries(log).map(({ entry }) => entry.body)).toEqual([{ kind: "text", text: "lunch" }, accepted]);
  const server = new Server((value) => Promise.resolve(value));
  server.start("b");
  const { conversation } = server.logs.get("b") as { conversation: Conversation };
  let state = withConversation(emptyState, { ...conversation, id: "a" });
  for (const entry of log) state = withEntry(state, entry, SELF);
  expect(state.threads.get("a")?.conversation).toMatchObject({ unread: 2, last: { seq: 2, body: accepted } });
});

test("a program's card turns if its server changes it; a plain one stays", () => {
  const base = { conversation_id: "a", client_id: null, sender: { kind: "person" as const, id: "p" }, at: "", ordinal: 1 };
  const plain = { kind: "program" as const, title: "Tea", app_id: "wx1", page: "" };
  const open = { ...plain, state: "open", words: { member_count: "1", room_limit: "5" } };
  const turn = (concerns: number) => ({ kind: "card_changed" as const, concerns, words: { path: "b", version_type: "release" }, state: "started" });
  const log = [plain, open, turn(1), turn(2)].map((body, index): Entry => ({ ...base, seq: index + 1, id: String(index), body }));
  expect(shownEntries(log).map(({ entry }) => entry.body)).toEqual([plain, { ...open, state: "started", words: { path: "b", version_type: "release" } }]);
});

describe("deleting for myself", () => {
  test("what I delete is out of sight at once, and the server hears of it when undoing is over", async () => {
    const server = await aServerWith("one", "two", "three");
    const [one, other] = [aDevice(server), aDevice(server)];
    await settle(one);
    one.device.deleteForMe("a", [2]);
    const held = one.device.snapshot();
    expect(texts({ ...held, threads: new Map([["a", visibleThread(held, held.threads.get("a") as Thread)]]) }, "a")).toEqual(["one", "three"]);
    expect(server.personal.some(({ kind }) => kind === "removed")).toBe(false);
    await settle(one);
    await settle(other);
    expect(texts(one.device.snapshot(), "a")).toEqual(["one", "three"]);
    expect(texts(other.device.snapshot(), "a")).toEqual(["one", "three"]);
    expect(one.device.snapshot().hidings).toEqual([]);
  });

  test("undone, nothing has happened", async () => {
    const server = await aServerWith("one", "two");
    const one = aDevice(server);
    await settle(one);
    one.device.clearHistory("a")();
    await settle(one);
    expect(texts(one.device.snapshot(), "a")).toEqual(["one", "two"]);
    expect(server.personal.some(({ kind }) => kind === "cleared")).toBe(false);
  });

  test("a cleared history keeps what came while it could still be undone", async () => {
    const server = await aServerWith("one", "two");
    const one = aDevice(server);
    await settle(one);
    one.device.clearHistory("a");
    server.write("a", "p", "three");
    await settle(one);
    expect(texts(one.device.snapshot(), "a")).toEqual(["three"]);
    expect(one.device.snapshot().threads.get("a")?.hasOlder).toBe(false);
  });
});
