/** The messenger's side of an open mini program. */
export { Refused } from "./backend";
export type * from "./backend";
export { browserDevice } from "./device";
export type { Device, Position, Recording, SoundLike } from "./device";
export { browserKeepers, memoryKeeper } from "./keeper";
export type { Keeper, Keepers, KeptFile } from "./keeper";
export { HostProgram } from "./program";
export type { Inspected } from "./hearing";
export type { ProgramParts } from "./program";
export { SCOPES } from "./prompts";
export type * from "./prompts";
export type * from "./shell";
