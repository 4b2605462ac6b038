/** State + events = fresh state, whatever is lost, late or repeated on the way. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { shownEntries } from "./shown";
import type { State } from "./state";
import { aDevice } from "./testing/device";
import { SELF, Server } from "./testing/server";

type Step =
  | { do: "start" | "peer writes" | "peer edits" | "peer pays" | "peer's card turns" | "I write elsewhere" | "I write here" | "I read here" | "I pin here"; in: string }
  | { do: "I read elsewhere" | "I mute elsewhere"; in: string; n: number }
  | { do: "cut" | "unplug" | "plug" | "lose answers" | "time passes" };

const conversation = fc.constantFrom("a", "b", "c");
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constantFrom("peer writes", "I write here"), in: conversation }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constantFrom("start", "peer writes", "peer edits", "peer pays", "peer's card turns", "I write elsewhere", "I write here", "I read here", "I pin here"), in: conversation }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom("I read elsewhere", "I mute elsewhere"), in: conversation, n: fc.nat(9) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom("cut", "unplug", "plug", "lose answers", "time passes") }) },
) as fc.Arbitrary<Step>;

test("state + events = fresh state", async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), fc.array(step, { maxLength: 50, size: "max" }), fc.infiniteStream(fc.integer({ min: 0, max: 4 })), async (s, steps, luck) => {
      const server = new Server((value, label) => s.schedule(Promise.resolve(value), label));
      server.start("a");
      server.start("b");
      const world = { server, ...aDevice(server, { loses: () => luck.next().value === 0 }) };
      await drained(s);
      let written = 0;
      for (const one of steps) {
        written += take(one, world, written);
        if (luck.next().value < 3 && s.count() > 0) await s.waitOne();
      }
      server.isReachable = true;
      server.losesAnswers = false;
      server.cutLines();
      const fresh = await bothSettled(s, server, world);

      const held = world.device.snapshot();
      for (const { entries } of held.threads.values()) expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, at) => (entries[0]?.seq ?? 0) + at));
      expect(seen(held, fresh)).toEqual(seen(fresh, held));
      expect(held.outbox).toEqual([]);
      const sent = [...server.logs.values()].flatMap(({ entries }) => entries.flatMap((entry) => entry.client_id ?? []));
      expect(sent).toHaveLength(written);
      expect(new Set(sent).size).toBe(written);
    }),
    { numRuns: 400 },
  );
});

type World = { server: Server } & ReturnType<typeof aDevice>;

/** Does one step; how many messages the person has written here by it. */
function take(one: Step, { server, device, timers }: World, written: number): number {
  switch (one.do) {
    case "start":
      server.start(one.in);
      return 0;
    case "peer writes":
      server.write(one.in, "p", `to you ${server.logs.get(one.in)?.entries.length}`);
      return 0;
    case "peer edits":
      server.write(one.in, "p", "edit: better");
      return 0;
    case "peer pays":
      server.write(one.in, "p", "card:");
      return 0;
    case "peer's card turns":
      server.write(one.in, "p", "turn:");
      return 0;
    case "I write elsewhere":
      server.write(one.in, SELF, "from my other device");
      return 0;
    case "I write here":
      if (!device.snapshot().threads.has(one.in)) return 0;
      device.send(one.in, { kind: "text", text: `mine ${written}` });
      return 1;
    case "I read here":
      device.markRead(one.in);
      return 0;
    case "I pin here":
      if (server.isReachable && !server.losesAnswers) device.changeSettings(one.in, { pinned: true });
      return 0;
    case "I read elsewhere":
      server.read(one.in, one.n);
      return 0;
    case "I mute elsewhere":
      server.settings(one.in, { muted: one.n % 2 === 0 });
      return 0;
    case "cut":
      server.cutLines();
      return 0;
    case "unplug":
    case "plug":
      server.isReachable = one.do === "plug";
      if (!server.isReachable) server.cutLines();
      return 0;
    case "lose answers":
      server.losesAnswers = !server.losesAnswers;
      return 0;
    case "time passes":
      timers.pass(5_000);
      return 0;
  }
}

async function bothSettled(s: fc.Scheduler, server: Server, world: World): Promise<State> {
  for (let round = 0; round < 8; round += 1) {
    world.timers.pass(31_000);
    await drained(s);
  }
  const fresh = aDevice(server);
  await drained(s);
  return fresh.device.snapshot();
}

/** Everything scheduled has run, and whatever that led to. */
async function drained(s: fc.Scheduler): Promise<void> {
  do {
    while (s.count() > 0) await s.waitOne();
    await new Promise((done) => setImmediate(done));
  } while (s.count() > 0);
}

/** What a person would see. A device that was away for long may hold more of a log than a fresh one, never other. */
function seen(state: State, other: State = state) {
  return [...state.threads.values()]
    .map(({ conversation, entries }) => {
      const from = Math.max(entries[0]?.seq ?? 1, other.threads.get(conversation.id)?.entries[0]?.seq ?? 1);
      return { conversation, shown: shownEntries(entries).filter(({ entry }) => entry.seq >= from) };
    })
    .sort((a, b) => a.conversation.id.localeCompare(b.conversation.id));
}
