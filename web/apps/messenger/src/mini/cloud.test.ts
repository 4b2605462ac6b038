import type { CloudSnapshot, StreamEvent } from "@hutong/api";
import { Refused } from "@hutong/engine/host";
import { expect, test } from "vitest";
import { Watches } from "./cloud";

type Snapshot = CloudSnapshot;

const picture = (docs: unknown[], type?: string): Snapshot => ({ id: 0, docs, docChanges: [], ...(type && { type }) });

/** A server that gives each watch a number, and a line that the test speaks on. */
function aServer(answer: () => Snapshot[] = () => [picture([], "init")]) {
  let speak: ((event: StreamEvent) => void) | null = null;
  const said = { begun: 0, ended: [] as string[] };
  const watches = new Watches({
    begin: () => Promise.resolve().then(() => ({ watch_id: `w${(said.begun += 1)}`, events: answer() })),
    end: (id) => Promise.resolve(said.ended.push(id)),
    hearken: (listener) => {
      speak = listener;
      return () => (speak = null);
    },
    appId: "wx1",
    refusalOf: (error) => new Refused(String((error as Error).message), { errCode: -1 }),
  });
  const seen: Snapshot[] = [];
  const failures: string[] = [];
  const hearing = { snapshot: (one: unknown) => void seen.push(one as Snapshot), failed: ({ reason }: Refused) => void failures.push(reason) };
  return {
    watches, hearing, seen, failures, said,
    push: (watch_id: string, snapshot: Snapshot, app_id = "wx1") => speak?.({ type: "cloud_watch", app_id, watch_id, snapshot }),
    end: (watch_id: string) => speak?.({ type: "cloud_watch", app_id: "wx1", watch_id, error: { errCode: -502003, errMsg: "database permission denied" } }),
    greet: () => speak?.({ type: "hello", personal_seq: 0 }),
    isHeard: () => speak !== null,
  };
}

const settled = () => new Promise((done) => setTimeout(done, 0));

test("a watch shows the first picture, then what the line brings for it and for nobody else", async () => {
  const { watches, hearing, seen, push } = aServer();
  await watches.begin({}, hearing);
  push("w1", picture(["a"]));
  push("w2", picture(["not mine"]));
  push("w1", picture(["of another program"]), "wx2");
  expect(seen).toEqual([picture([], "init"), picture(["a"])]);
});

test("what came before the watch had its number is not lost", async () => {
  const { watches, hearing, seen, push } = aServer();
  const begun = watches.begin({}, hearing);
  push("w1", picture(["early"]));
  await begun;
  expect(seen).toEqual([picture([], "init"), picture(["early"])]);
});

test("after a cut line a watch begins again, and tells only what is different", async () => {
  let docs = ["a"];
  const { watches, hearing, seen, said, greet } = aServer(() => [picture(docs, "init")]);
  await watches.begin({}, hearing);
  greet();
  await settled();
  expect([said.begun, seen.length]).toEqual([2, 1]);
  docs = ["a", "b"];
  greet();
  await settled();
  expect(seen.at(-1)).toEqual(picture(["a", "b"], "init"));
});

test("a watch that can't begin again says so", async () => {
  let isGone = false;
  const { watches, hearing, failures, greet } = aServer(() => {
    if (isGone) throw new Error("gone");
    return [];
  });
  await watches.begin({}, hearing);
  isGone = true;
  greet();
  await settled();
  expect(failures).toEqual(["gone"]);
});

test("a watch that the server ends says why", async () => {
  const { watches, hearing, failures, seen, end, push } = aServer();
  await watches.begin({}, hearing);
  end("w1");
  push("w1", picture(["late"]));
  expect(failures).toEqual(["database permission denied"]);
  expect(seen).toHaveLength(1);
});

test("closing ends it on the server, also while it begins again; the last one leaves the line", async () => {
  const { watches, hearing, said, greet, isHeard } = aServer();
  const first = await watches.begin({}, hearing);
  await first.close();
  expect(said.ended).toEqual(["w1"]);
  expect(isHeard()).toBe(false);
  const second = await watches.begin({}, hearing);
  greet();
  await second.close();
  await settled();
  expect(said.ended).toEqual(["w1", "w2", "w3"]);
});
