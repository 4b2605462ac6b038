/** The cloud database as programs and functions know it, over one function that carries what they ask. */
export { CloudError, failureOf } from "./errors";
export { createDatabase } from "./database";
export type { Database, DatabaseParts } from "./database";
export { decode, encode } from "./values";
export { settle } from "./settle";
export type { Guard } from "./settle";
export type { Asked, Answer, DatabaseLine, Order, WatchAsked, WatchHearing, WireSnapshot } from "./line";
