/** What the console asks about merchants, and what it does for them. */
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useParams } from "react-router";
import { http } from "../api";
import type {
  Bill,
  BillType,
  Complaint,
  ComplaintDetail,
  DeskRequest,
  KeyMode,
  Merchant,
  MerchantDetail,
  MerchantDraft,
  MerchantKeys,
  Money,
  NewMerchant,
  Notice,
  Order,
  OrderDetail,
  PageOf,
  Refund,
  Sale,
  Standing,
  Stock,
} from "./types";

const root = "/api/console/merchants";
const disputes = "/api/console/disputes";
const desk = "/api/console/rails/requests";

export const merchantsKey = ["merchants"];
export const merchantKey = (mchid: string, ...part: string[]) => ["merchant", mchid, ...part];
export const disputesKey = ["disputes"];
export const deskKey = ["desk"];
const path = (mchid: string, part = "") => `${root}/${encodeURIComponent(mchid)}${part}`;
const orderPath = (mchid: string, number: string, part = "") =>
  path(mchid, `/orders/${encodeURIComponent(number)}${part}`);

/** The merchant named by the address. */
export function useMchid(): string {
  const { mchid } = useParams();
  if (mchid === undefined) throw new Error("this page needs a merchant in its address");
  return mchid;
}

export function useMerchants() {
  return useQuery({ queryKey: merchantsKey, queryFn: () => http.get<{ items: Merchant[] }>(root) });
}

export function useMerchant(mchid: string) {
  return useQuery({ queryKey: merchantKey(mchid), queryFn: () => http.get<MerchantDetail>(path(mchid)) });
}

export function useMoney(mchid: string) {
  return useQuery({ queryKey: merchantKey(mchid, "money"), queryFn: () => http.get<Money>(path(mchid, "/money")) });
}

export const ordersBefore = (mchid: string, sought: string, state: string, before: string | null) =>
  http.get<PageOf<Order>>(path(mchid, "/orders"), { q: sought, state: state || null, before });

export function useOrders(mchid: string, sought: string, state: string) {
  return useInfiniteQuery({
    queryKey: merchantKey(mchid, "orders", sought, state),
    queryFn: ({ pageParam }) => ordersBefore(mchid, sought, state, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
}

export function useOrder(mchid: string, number: string) {
  return useQuery({
    queryKey: merchantKey(mchid, "orders", "one", number),
    queryFn: () => http.get<OrderDetail>(orderPath(mchid, number)),
  });
}

export const refundsBefore = (mchid: string, sought: string, before: string | null) =>
  http.get<PageOf<Refund>>(path(mchid, "/refunds"), { q: sought, before });

export function useRefunds(mchid: string, sought: string) {
  return useInfiniteQuery({
    queryKey: merchantKey(mchid, "refunds", sought),
    queryFn: ({ pageParam }) => refundsBefore(mchid, sought, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
}

export function useNotices(mchid: string) {
  return useInfiniteQuery({
    queryKey: merchantKey(mchid, "notices"),
    queryFn: ({ pageParam }) => http.get<PageOf<Notice>>(path(mchid, "/notices"), { before: pageParam }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
}

export function useBill(mchid: string, date: string, type: BillType) {
  return useQuery({
    queryKey: merchantKey(mchid, "bills", date, type),
    queryFn: () => http.get<Bill>(path(mchid, "/bills"), { date, type }),
  });
}

export const billFile = (mchid: string, date: string, type: BillType) =>
  path(mchid, `/bills?date=${date}&type=${type}&download=csv`);

export function useComplaints(mchid: string) {
  return useInfiniteQuery({
    queryKey: merchantKey(mchid, "complaints"),
    queryFn: ({ pageParam }) => http.get<PageOf<Complaint>>(path(mchid, "/complaints"), { before: pageParam }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
}

export function useComplaint(mchid: string, id: string) {
  return useQuery({
    queryKey: merchantKey(mchid, "complaints", id),
    queryFn: () => http.get<ComplaintDetail>(path(mchid, `/complaints/${encodeURIComponent(id)}`)),
  });
}

export function useDisputes(state: string) {
  return useInfiniteQuery({
    queryKey: [...disputesKey, state],
    queryFn: ({ pageParam }) => http.get<PageOf<ComplaintDetail>>(disputes, { state, before: pageParam }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
}

export function useCoupons(mchid: string) {
  return useQuery({
    queryKey: merchantKey(mchid, "coupons"),
    queryFn: () => http.get<{ items: Stock[] }>(path(mchid, "/coupons")),
  });
}

export function useDesk(state: DeskRequest["state"]) {
  return useInfiniteQuery({
    queryKey: [...deskKey, state],
    queryFn: ({ pageParam }) => http.get<PageOf<DeskRequest>>(desk, { state, before: pageParam }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
}

const standingPath = (personId: string) => `/api/console/people/${encodeURIComponent(personId)}/wallet`;
export const standingKey = (personId: string) => ["standing", personId];

export function useStanding(personId: string) {
  return useQuery({ queryKey: standingKey(personId), queryFn: () => http.get<Standing>(standingPath(personId)) });
}

export const noteVerified = (personId: string, isVerified: boolean) =>
  http.put<Standing>(standingPath(personId), { is_verified: isVerified });

export const stopWallet = (personId: string, reason: string) =>
  http.post<Standing>(`${standingPath(personId)}/stop`, { reason });
export const letWalletGo = (personId: string) => http.delete<Standing>(`${standingPath(personId)}/stop`);

export const createMerchant = (draft: MerchantDraft) => http.post<NewMerchant>(root, draft);
export const renameMerchant = (mchid: string, change: { name?: string; short_name?: string }) =>
  http.patch<MerchantDetail>(path(mchid), change);
export const bindApp = (mchid: string, appId: string) => http.post<unknown>(path(mchid, "/apps"), { app_id: appId });
export const unbindApp = (mchid: string, appId: string) =>
  http.delete<unknown>(path(mchid, `/apps/${encodeURIComponent(appId)}`));
export const newKey = (mchid: string, version: "v2" | "v3") =>
  http.post<{ key: string }>(path(mchid, `/keys/${version}`));
export const newCertificate = (mchid: string) =>
  http.post<Pick<MerchantKeys, "private_key" | "certificate" | "serial">>(path(mchid, "/certificates"));
export const revokeCertificate = (mchid: string, serial: string) =>
  http.delete<unknown>(path(mchid, `/certificates/${encodeURIComponent(serial)}`));
export const setMode = (mchid: string, mode: KeyMode) => http.put<unknown>(path(mchid, "/mode"), { mode });
export const rotatePlatform = (mchid: string) => http.post<unknown>(path(mchid, "/rotation"));
export const createSub = (mchid: string, name: string) => http.post<NewMerchant>(path(mchid, "/subs"), { name });

export const requestRefund = (
  mchid: string,
  number: string,
  wanted: { amount_fen: number; reason: string; request_id: string },
) => http.post<Refund>(orderPath(mchid, number, "/refunds"), wanted);
export const closeOrder = (mchid: string, number: string) => http.post<unknown>(orderPath(mchid, number, "/close"));
export const replayNotice = (mchid: string, id: string) =>
  http.post<unknown>(path(mchid, `/notices/${encodeURIComponent(id)}/replay`));

export const answerComplaint = (mchid: string, id: string, text: string) =>
  http.post<unknown>(path(mchid, `/complaints/${encodeURIComponent(id)}/replies`), { text });
export const completeComplaint = (mchid: string, id: string) =>
  http.post<unknown>(path(mchid, `/complaints/${encodeURIComponent(id)}/complete`));
export const decideDispute = (id: string, decision: { refund_fen: number; words: string }) =>
  http.post<unknown>(`${disputes}/${encodeURIComponent(id)}/decision`, decision);

const salePath = (mchid: string, stockId: string) => path(mchid, `/coupons/${encodeURIComponent(stockId)}/sale`);
export const offerSale = (mchid: string, stockId: string, sale: Sale) =>
  http.put<Stock>(salePath(mchid, stockId), sale);
export const endSale = (mchid: string, stockId: string) => http.delete<unknown>(salePath(mchid, stockId));

const requestPath = (id: string, step: string) => `${desk}/${encodeURIComponent(id)}/${step}`;
export const approveRequest = (id: string) => http.post<DeskRequest>(requestPath(id, "approval"));
export const confirmRequest = (id: string) => http.post<DeskRequest>(requestPath(id, "confirmation"));
export const refuseRequest = (id: string, reason: string) =>
  http.post<DeskRequest>(requestPath(id, "refusal"), { reason });
