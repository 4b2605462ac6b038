/** What `/api/console/mini/{app_id}/cloud` tells, as the server describes it. */
import type { components } from "@hutong/api/schema";

type Told = components["schemas"];

export type Standing = Told["CloudShape"];
export type Environment = Told["EnvironmentShape"];
export type Collection = Told["CollectionShape"];
export type Permission = Collection["permission"];
export type Documents = Told["DocumentList"];
/** A document as Extended JSON has it. */
export type Document = Record<string, unknown>;
export type Folder = Told["FolderShape"];
export type CloudFile = Told["FileShape"];
export type CloudFunction = Told["FunctionShape"];
export type Deployed = Told["FunctionDeployed"];
export type FunctionChanges = Partial<Told["FunctionChanges"]>;
export type Invocation = Told["InvocationShape"];
export type Trial = Told["TrialAnswer"];

/** Those that one chooses by a word; rules of one's own are written. */
export const permissions = ["PRIVATE", "READONLY", "ADMINWRITE", "ADMINONLY"] as const satisfies readonly Permission[];
