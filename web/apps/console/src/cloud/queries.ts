/** What the console asks about a program's cloud, and what it does to it. */
import type { UploadWatch } from "@hutong/api";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { http } from "../api";
import { miniKey, miniPath } from "../mini/queries";
import type { CloudFile, CloudFunction, Collection, Deployed, Document, Documents, Folder, FunctionChanges, Invocation, Permission, Standing, Trial } from "./types";

export const cloudKey = (appId: string, ...part: string[]) => miniKey(appId, "cloud", ...part);
const path = (appId: string, part = "") => miniPath(appId, `/cloud${part}`);
const named = encodeURIComponent;

export function useCloud(appId: string) {
  return useQuery({ queryKey: cloudKey(appId, "standing"), queryFn: () => http.get<Standing>(path(appId)) });
}
export const switchCloud = (appId: string, is_on: boolean) => http.put<Standing>(path(appId), { is_on });

export function useCollections(appId: string) {
  return useQuery({ queryKey: cloudKey(appId, "collections"), queryFn: () => http.get<{ items: Collection[] }>(path(appId, "/collections")) });
}
const collectionAt = (appId: string, name: string, part = "") => path(appId, `/collections/${named(name)}${part}`);
export const addCollection = (appId: string, name: string) => http.post<Collection>(path(appId, "/collections"), { name });
export const permitCollection = (appId: string, name: string, permission: Permission, rules?: Record<string, unknown>) =>
  http.put<Collection>(collectionAt(appId, name), { permission, ...(rules && { rules }) });
export const removeCollection = (appId: string, name: string) => http.delete(collectionAt(appId, name));

const DOCUMENTS_AT_ONCE = 20;

/** `query` is Extended JSON, as it was typed. */
export function useDocuments(appId: string, collection: string, query: string) {
  return useInfiniteQuery({
    queryKey: cloudKey(appId, "documents", collection, query),
    initialPageParam: 0,
    queryFn: ({ pageParam }) => http.get<Documents>(collectionAt(appId, collection, "/documents"), { query, skip: pageParam, limit: DOCUMENTS_AT_ONCE }),
    getNextPageParam: (last, pages) => {
      const seen = pages.reduce((sum, page) => sum + page.items.length, 0);
      return last.items.length > 0 && seen < last.total ? seen : null;
    },
  });
}
export const addDocument = (appId: string, collection: string, document: Document) => http.post(collectionAt(appId, collection, "/documents"), { document });
/** The id is in the address: what was typed for it changes nothing. */
export const saveDocument = (appId: string, collection: string, id: string, typed: Document) =>
  http.put(collectionAt(appId, collection, `/documents/${named(id)}`), { document: withoutId(typed) });
const withoutId = (document: Document): Document => Object.fromEntries(Object.entries(document).filter(([name]) => name !== "_id"));
export const removeDocument = (appId: string, collection: string, id: string) => http.delete(collectionAt(appId, collection, `/documents/${named(id)}`));
export const importDocuments = (appId: string, collection: string, file: Blob) => http.upload<{ added: number }>("POST", collectionAt(appId, collection, "/import"), file);
export const exportOf = (appId: string, collection: string) => collectionAt(appId, collection, "/export");

export function useFolder(appId: string, folder: string) {
  return useQuery({ queryKey: cloudKey(appId, "files", folder), queryFn: () => http.get<Folder>(path(appId, "/files"), { folder }) });
}
export const uploadFile = (appId: string, to: string, file: Blob, watch: UploadWatch) => http.upload<CloudFile>("POST", path(appId, "/files"), file, { path: to }, watch);
export const removeFile = (appId: string, at: string) => http.delete(`${path(appId, "/files")}?path=${named(at)}`);
export const contentOf = (appId: string, at: string) => `${path(appId, "/files/content")}?path=${named(at)}`;
export const permitFiles = (appId: string, permission: Permission) => http.put<Folder>(path(appId, "/files/permission"), { permission });

export function useFunctions(appId: string) {
  return useQuery({ queryKey: cloudKey(appId, "functions"), queryFn: () => http.get<{ items: CloudFunction[]; most: number }>(path(appId, "/functions")) });
}
const functionAt = (appId: string, name: string, part = "") => path(appId, `/functions/${named(name)}${part}`);
export const deployFunction = (appId: string, name: string, zip: Blob, watch: UploadWatch) => http.upload<Deployed>("POST", functionAt(appId, name), zip, undefined, watch);
export const changeFunction = (appId: string, name: string, changes: FunctionChanges) => http.patch<CloudFunction>(functionAt(appId, name), changes);
export const removeFunction = (appId: string, name: string) => http.delete(functionAt(appId, name));
export const tryFunction = (appId: string, name: string, data: unknown, openid: string | null) => http.post<Trial>(functionAt(appId, name, "/runs"), { data, openid });
export const sourceOf = (appId: string, name: string) => functionAt(appId, name, "/source");

const RUNS_AT_ONCE = 30;

export function useInvocations(appId: string, name: string) {
  return useInfiniteQuery({
    queryKey: cloudKey(appId, "invocations", name),
    initialPageParam: "",
    queryFn: ({ pageParam }) => http.get<{ items: Invocation[] }>(path(appId, "/invocations"), { function: name, before: pageParam, limit: RUNS_AT_ONCE }),
    getNextPageParam: ({ items }) => (items.length === RUNS_AT_ONCE ? (items.at(-1)?.id ?? null) : null),
    refetchInterval: 5_000,
  });
}
