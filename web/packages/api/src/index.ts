export * from "./client";
export * from "./messenger";
export * from "./money";
export * from "./moneyTypes";
export * from "./stream";
export * from "./types";
