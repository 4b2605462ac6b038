/** `/api/client`, the part about money: a wallet, what one pays, and what people give each other. Amounts are whole fen. */
import { queryString, type Http } from "./client";
import type {
  BankCard, CardWallet, Coupon, DeskRequest, Dispute, FamilyCard, FamilyCardTerms, FamilyCardUse, FriendTransfer, H5Page, Means, MeansView, Packet, PacketKind, PayCode,
  Payout, PayReceipt, PaySheet, ReceiveCode, Split, SplitMode, Statement, StatementReceipt, Wallet,
} from "./moneyTypes";
import type { components } from "./schema";
import type { Id, Person } from "./types";

/** What opens a payment sheet: what a code or a link says, or what a page asked for. */
export type PaymentDoor = { text: string } | { invocation: Record<string, string> };

/** Names one wish of a person's, so that asking again is never paying twice. */
interface Asked {
  request_id: string;
}

interface Paid extends Asked {
  means: Means;
  password: string | null;
}

/** What becomes of an order that somebody paid in a mini program. */
export type Shipment = components["schemas"]["ShipmentCard"];

export type MoneyApi = ReturnType<typeof moneyApi>;

export function moneyApi(http: Http) {
  const root = "/api/client";
  const at = (path: string, id: Id, verb = "") => `${root}/${path}/${encodeURIComponent(id)}${verb && `/${verb}`}`;

  return {
    wallet: () => http.get<Wallet>(`${root}/wallet`),
    setPassword: (change: { password: string; old_password?: string; sign_in_password?: string }) => http.post(`${root}/wallet/password`, change),
    freeze: () => http.post(`${root}/wallet/freeze`),
    unfreeze: (password: string) => http.post(`${root}/wallet/unfreeze`, { password }),
    setLimits: (limits: { per_payment_fen: number | null; per_day_fen: number | null; no_password_fen: number; password: string }) =>
      http.put(`${root}/wallet/limits`, limits),
    addCard: (kind: "debit" | "credit") => http.post<BankCard>(`${root}/wallet/cards`, { kind }),
    removeCard: (id: Id) => http.delete(at("wallet/cards", id)),
    topUp: (order: Asked & { amount_fen: number; card_id: Id | null; note?: string; password: string }) =>
      http.post<{ number: string; balance_fen: number }>(`${root}/wallet/top-ups`, order),
    withdraw: (order: Asked & { amount_fen: number; card_id: Id | null; note?: string; password: string }) =>
      http.post<{ number: string; fee_fen: number; balance_fen: number }>(`${root}/wallet/withdrawals`, order),
    repay: (cardId: Id, order: Asked & { amount_fen: number; password: string }) => http.post(at("wallet/cards", cardId, "repayments"), order),
    deskRequests: () => http.get<{ items: DeskRequest[] }>(`${root}/wallet/requests`),
    withdrawDeskRequest: (id: Id) => http.delete<DeskRequest>(at("wallet/requests", id)),
    statement: (query: { before?: string | null; limit?: number; kind?: string | null; q?: string; month?: string | null }) =>
      http.get<Statement>(`${root}/wallet/statement`, query),
    receipt: (id: Id) => http.get<StatementReceipt>(at("wallet/statement", id)),
    shipment: (appId: Id, id: Id) => http.get<Shipment>(at(`mini/${encodeURIComponent(appId)}/shipments`, id)),
    receiveShipment: (appId: Id, id: Id) => http.post<Shipment>(at(`mini/${encodeURIComponent(appId)}/shipments`, id, "receive")),
    means: (amountFen: number, scene: "merchant" | "person" | "topup") =>
      http.get<{ items: MeansView[] }>(`${root}/wallet/means`, { amount_fen: amountFen, scene }),

    receiveCode: () => http.get<ReceiveCode>(`${root}/wallet/receive-code`),
    makeReceiveCode: (wish: { amount_fen?: number; memo?: string }) => http.post<ReceiveCode>(`${root}/wallet/receive-code`, wish),
    receiver: (code: string) => http.get<{ person: Person; amount_fen: number | null; memo: string }>(at("receive-codes", code)),
    payReceiver: (code: string, order: Paid & { amount_fen: number; memo: string }) => http.post<FriendTransfer>(at("receive-codes", code, "payments"), order),
    resetReceiveCode: () => http.delete<ReceiveCode>(`${root}/wallet/receive-code`),
    payCode: () => http.get<PayCode>(`${root}/wallet/pay-code`),
    activatePayCode: (password: string) => http.post(`${root}/wallet/pay-code/activation`, { password }),

    openPayment: (door: PaymentDoor) => http.post<PaySheet>(`${root}/payments/open`, door),
    h5Page: (token: string) => http.get<H5Page>(at("payments/h5", token)),
    pay: (sheetId: Id, order: Paid & { coupon_ids: Id[]; amount_fen?: number }) => http.post<PayReceipt>(at("payments", sheetId, "pay"), order),
    refusePayment: (sheetId: Id) => http.post(at("payments", sheetId, "refuse")),
    pendingPayments: () => http.get<{ items: PaySheet[] }>(`${root}/payments/pending`),

    sendTransfer: (order: Paid & { conversation_id?: Id; person_id?: Id; amount_fen: number; memo: string; delay_hours: 0 | 2 | 24 }) =>
      http.post<FriendTransfer>(`${root}/transfers`, order),
    transfer: (id: Id) => http.get<FriendTransfer>(at("transfers", id)),
    acceptTransfer: (id: Id) => http.post<FriendTransfer>(at("transfers", id, "accept")),
    returnTransfer: (id: Id) => http.post<FriendTransfer>(at("transfers", id, "return")),
    remindOfTransfer: (id: Id) => http.post(at("transfers", id, "remind")),

    sendPacket: (order: Paid & { conversation_id: Id; kind: PacketKind; total_fen: number; count: number; greeting: string; to_person_id?: Id }) =>
      http.post<Packet>(`${root}/packets`, order),
    packet: (id: Id) => http.get<Packet>(at("packets", id)),
    openPacket: (id: Id) => http.post<{ share_fen: number; is_best: boolean; packet: Packet }>(at("packets", id, "open")),

    startSplit: (order: Asked & { conversation_id: Id; total_fen?: number; each_fen?: number; mode: SplitMode; shares: { person_id: Id; amount_fen: number }[]; title: string }) =>
      http.post<Split>(`${root}/splits`, order),
    split: (id: Id) => http.get<Split>(at("splits", id)),
    paySplit: (id: Id, order: Paid) => http.post<Split>(at("splits", id, "pay"), order),
    remindOfSplit: (id: Id) => http.post(at("splits", id, "remind")),
    closeSplit: (id: Id) => http.post<Split>(at("splits", id, "close")),

    familyCard: (id: Id) => http.get<FamilyCard>(at("family-cards", id)),
    familyCards: () => http.get<{ items: FamilyCard[] }>(`${root}/family-cards`),
    giveFamilyCard: (card: FamilyCardTerms & { person_id: Id; relation: string; password: string; request_id: string }) => http.post<FamilyCard>(`${root}/family-cards`, card),
    changeFamilyCard: (id: Id, terms: FamilyCardTerms & { password: string }) => http.put<FamilyCard>(at("family-cards", id), terms),
    acceptFamilyCard: (id: Id) => http.post<FamilyCard>(at("family-cards", id, "accept")),
    pauseFamilyCard: (id: Id) => http.post<FamilyCard>(at("family-cards", id, "pause")),
    resumeFamilyCard: (id: Id) => http.post<FamilyCard>(at("family-cards", id, "resume")),
    endFamilyCard: (id: Id) => http.post<FamilyCard>(at("family-cards", id, "end")),
    familyCardUses: (id: Id) => http.get<{ items: FamilyCardUse[] }>(at("family-cards", id, "uses")),

    disputesOf: (transactionId: string) => http.get<{ items: Dispute[] }>(at("orders", transactionId, "disputes")),
    openDispute: (order: { transaction_id: string; reason: string; text: string }) => http.post<Dispute>(`${root}/disputes`, order),
    dispute: (id: Id) => http.get<Dispute>(at("disputes", id)),
    sayInDispute: (id: Id, text: string) => http.post<Dispute>(at("disputes", id, "messages"), { text }),
    withdrawDispute: (id: Id) => http.post<Dispute>(at("disputes", id, "withdraw")),

    payouts: (query: { waiting?: boolean; before?: string | null } = {}) => http.get<{ items: Payout[]; next: string | null }>(`${root}/payouts`, query),
    payout: (id: Id, conversationId: Id | null) => http.get<Payout>(`${at("payouts", id)}${queryString({ conversation_id: conversationId })}`),
    confirmPayout: (id: Id) => http.post<Payout>(at("payouts", id, "confirm")),
    openPayout: (id: Id, conversationId: Id | null) =>
      http.post<Payout>(at("payouts", id, "open"), conversationId ? { conversation_id: conversationId } : {}),

    redeemCoupon: (id: Id) => http.post<Coupon>(`${root}/card-wallet/redemptions`, { id }),
    cardWallet: () => http.get<CardWallet>(`${root}/card-wallet`),
  };
}

