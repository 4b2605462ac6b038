export * from "./client";
export * from "./messenger";
export * from "./types";
