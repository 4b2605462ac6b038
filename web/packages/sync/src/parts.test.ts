import { expect, test } from "vitest";
import { aDevice, settle } from "./testing/device";
import { PART_BYTES } from "./testing/parts";
import { Server } from "./testing/server";

const atOnce = <T>(value: T) => Promise.resolve(value);
const aFilm = () => ({ kind: "file" as const, name: "film", bytes: new Blob([new Uint8Array(3 * PART_BYTES + 7)]) });

function aServer() {
  const server = new Server(atOnce);
  server.start("a");
  return server;
}

test("a large file goes up in parts and is then sent", async () => {
  const server = aServer();
  const one = aDevice(server);
  await settle(one);
  one.device.sendFile("a", aFilm(), null);
  await settle(one);
  expect(server.parts.offsets).toEqual([0, PART_BYTES, 2 * PART_BYTES, 3 * PART_BYTES]);
  expect(server.logs.get("a")?.entries.length).toBe(1);
  expect(one.device.snapshot().outbox).toEqual([]);
});

test("a broken line costs the part that was under way, and no other", async () => {
  const server = aServer();
  const one = aDevice(server);
  await settle(one);
  const put = server.parts.put.bind(server.parts);
  server.parts.put = (id, offset, size) => {
    // The second part arrives, but its answer and the line are lost.
    if (server.parts.offsets.length === 1) {
      server.losesAnswers = true;
      server.isReachable = false;
    }
    return put(id, offset, size);
  };
  one.device.sendFile("a", aFilm(), null);
  await settle(one);
  const [waiting] = one.device.snapshot().outbox;
  expect(waiting?.state).toBe("waiting");
  expect(waiting?.progress).toBeGreaterThan(0.3);
  server.isReachable = true;
  server.losesAnswers = false;
  await settle(one);
  expect(server.parts.offsets).toEqual([0, PART_BYTES, 2 * PART_BYTES, 3 * PART_BYTES]);
  expect(server.parts.sizes.size).toBe(1);
  expect(server.logs.get("a")?.entries.length).toBe(1);
});

test("a file that is not wanted any more is deleted where it has arrived", async () => {
  const server = aServer();
  const one = aDevice(server);
  await settle(one);
  const put = server.parts.put.bind(server.parts);
  server.parts.put = (id, offset, size) => {
    server.isReachable = false;
    return put(id, offset, size);
  };
  one.device.sendFile("a", aFilm(), null);
  await settle(one);
  server.isReachable = true;
  one.device.discard(one.device.snapshot().outbox[0]?.clientId ?? "");
  await settle(one);
  expect(server.parts.forgotten).toEqual(["film-0"]);
  expect(one.device.snapshot().outbox).toEqual([]);
  expect(server.logs.get("a")?.entries.length).toBe(0);
});
