/** Watching what a query finds: the first picture, then every change, until it is closed. */
import { failureOf, kindOf, wrong } from "./errors";
import type { DatabaseLine, Plain, WatchAsked, WireSnapshot } from "./line";
import type { Guard } from "./settle";
import { decode } from "./values";

export interface Watcher {
  close(): Promise<void>;
}

const API = "collection.watch";

export function watching(line: DatabaseLine, guard: Guard, options: unknown, asked: () => WatchAsked): Watcher {
  if (kindOf(options) !== "object") throw wrong.type("parameter", "object", options);
  const { onChange, onError } = options as Plain;
  if (typeof onChange !== "function") throw wrong.type("parameter.onChange", "function", onChange);
  if (typeof onError !== "function") throw wrong.type("parameter.onError", "function", onError);
  let isClosed = false;
  const hearing = {
    snapshot: (snapshot: WireSnapshot) => {
      if (!isClosed) guard(onChange, pictureOf(snapshot));
    },
    failed: (problem: unknown) => {
      if (!isClosed) guard(onError, failureOf(API, problem));
      isClosed = true;
    },
  };
  const begun = Promise.resolve().then(() => {
    if (!line.watch) throw wrong.missing("watch");
    return line.watch(asked(), hearing);
  });
  begun.catch((problem: unknown) => hearing.failed(problem));
  return {
    async close() {
      isClosed = true;
      await begun.then((end) => end(), () => undefined);
    },
  };
}

function pictureOf({ id, docChanges, docs, type }: WireSnapshot): Plain {
  return {
    id,
    docChanges: docChanges.map(({ doc, updatedFields, ...change }) => ({
      ...change,
      ...(doc !== undefined && { doc: decode(doc) }),
      ...(updatedFields !== undefined && { updatedFields: decode(updatedFields) }),
    })),
    docs: docs.map(decode),
    ...(type !== undefined && { type }),
  };
}
