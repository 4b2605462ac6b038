/** `wx`: everything a program can call, built on what the core lends. */
import type { CoreSeam, CreateWx, Face } from "../seam";
import { addAnimation, Animation } from "./animation";
import { addBase } from "./base";
import { canIUseFrom } from "./can-i-use";
import { addCanvas } from "./canvas";
import { NAMES } from "./catalogue";
import { Fail, settle } from "./conventions";
import { addEvents } from "./events";
import { addFiles } from "./file-manager";
import { Kit, syncError } from "./kit";
import { addManagers } from "./managers";
import { addMedia } from "./media";
import { addNetwork } from "./network";
import { addOlder } from "./older";
import { addOpen } from "./open";
import { createIntersectionObserver, createMediaQueryObserver, createSelectorQuery, IntersectionObserver, MediaQueryObserver, NodesRef, SelectorQuery } from "./query";
import { addRoutes } from "./routes";
import { addSockets } from "./sockets";
import { addStorage } from "./storage";
import { addWorker } from "./worker";

export { createIntersectionObserver, createMediaQueryObserver, createSelectorQuery };
export { Animation };

export const createWx: CreateWx = (seam) => {
  const kit = new Kit(seam);
  for (const add of [addBase, addStorage, addWorker, addEvents, addRoutes, addNetwork, addSockets, addFiles, addOpen, addMedia, addOlder, addManagers, addAnimation, addCanvas]) {
    add(kit);
  }
  addQueries(kit, seam);
  const real = new Set(Object.keys(kit.wx));
  // It comes in a file of its own, with every program that speaks of it.
  real.add("cloud");
  kit.wx.canIUse = canIUseFrom(kit, (name) => real.has(name));
  real.add("canIUse");
  addMissing(kit);
  return kit.wx;
};

function addQueries(kit: Kit, seam: CoreSeam): void {
  kit.wx.createSelectorQuery = () => createSelectorQuery(seam);
  kit.wx.createIntersectionObserver = (within?: Face, options?: object) => createIntersectionObserver(seam, within, options);
  kit.wx.createMediaQueryObserver = (within?: Face) => createMediaQueryObserver(seam, within);
  kit.shapes.set("createIntersectionObserver", "thresholds:a initialRatio:n observeAll:b nativeMode:b");
  const classes = { SelectorQuery, NodesRef, IntersectionObserver, MediaQueryObserver };
  for (const [name, { prototype }] of Object.entries(classes)) kit.classes.set(name, prototype);
}

/** What the platform has and this engine has not: there, failing by name, and counted. */
function addMissing(kit: Kit): void {
  const { wx, seam } = kit;
  const miss = (name: string): void => seam.tell("missing", { api: name });
  const stub = (names: string, make: (name: string) => unknown): void => {
    for (const name of names.split(" ")) if (!Object.hasOwn(wx, name)) wx[name] = make(name);
  };
  stub(NAMES.async, (name) => (options?: unknown) => {
    miss(name);
    return settle(name, options, kit.guard, () => {
      throw new Fail("not supported");
    });
  });
  // A listener that is never called does no harm, so that adding one goes through.
  stub(NAMES.event.replace(/\b[A-Z]\w+/g, "on$& off$&"), (name) => () => miss(name));
  stub(`${NAMES.sync} ${NAMES.manager}`, (name) => () => {
    miss(name);
    throw syncError(name, new Fail("not supported"));
  });
}
