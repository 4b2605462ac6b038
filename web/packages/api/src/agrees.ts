/**
 * Proof, at compile time, that our types are the server's: each field the server describes has a place in ours, and
 * ours says nothing that the server's own type refuses. Ours may be narrower where the description only says "text".
 */
import type { components } from "./schema";
import type * as money from "./moneyTypes";
import type * as ours from "./types";

type Server = components["schemas"];
type Unnamed<Ours, Theirs> = Exclude<keyof Theirs, keyof Ours>;
type Agrees<Ours extends Theirs, Theirs> = [Unnamed<Ours, Theirs>] extends [never] ? true : Unnamed<Ours, Theirs>;
type Holds<All extends true[]> = All;
type OfKind<Kind extends ours.BodyKind> = Required<Extract<ours.Body, { kind: Kind }>>;

export type ServerAgrees = Holds<
  [
    Agrees<ours.Person, Server["PersonCard"]>,
    Agrees<Required<ours.Me>, Server["Me"]>,
    Agrees<ours.AccountCard, Server["AccountCard"]>,
    Agrees<ours.AccountPage, Server["AccountPage"]>,
    Agrees<ours.AccountSafety, Server["AccountSafety"]>,
    Agrees<ours.OwnComplaint, Server["OwnComplaint"]>,
    Agrees<ours.CardOffer, Server["CardOffer"]>,
    Agrees<ours.AccountCardHeld, Server["HeldCard"]>,
    Agrees<ours.PersonPage, Server["PersonPage"]>,
    Agrees<ours.Media, Server["MediaView"]>,
    Agrees<Required<Omit<ours.Conversation, "last">>, Omit<Server["ConversationView"], "last">>,
    Agrees<Omit<ours.Entry, "body">, Omit<Server["EntryView"], "body">>,
    Agrees<Pick<ours.SyncAnswer, "personal_seq" | "more">, Pick<Server["SyncAnswer"], "personal_seq" | "more">>,
    Agrees<ours.MenuButton, Server["ButtonView"]>,
    Agrees<ours.Session, Server["SessionAnswer"]>,
    Agrees<ours.DeviceSession, Server["SessionItem"]>,
    Agrees<ours.Notification, Server["NotificationView"]>,
    Agrees<ours.Invitation, Server["InvitationAnswer"]>,
    Agrees<ours.Directory, Server["Directory"]>,
    Agrees<ours.Upload, Server["UploadAnswer"]>,
    Agrees<ours.Arrival, Required<Server["Arrival"]>>,
    Agrees<OfKind<"image">, Server["ImageView"]>,
    Agrees<OfKind<"location">, Server["Location"]>,
    Agrees<OfKind<"link">, Server["hutong.chat.models.bodies.Link"]>,
    Agrees<OfKind<"articles">, Server["Articles"]>,
    Agrees<OfKind<"choices">, Server["Choices"]>,
    Agrees<OfKind<"slip">, Required<Server["Slip"]>>,
    Agrees<OfKind<"notice">, Server["Notice"]>,
    Agrees<OfKind<"music">, Server["MusicView"]>,
    Agrees<OfKind<"video">, Server["VideoView"]>,
    Agrees<money.BankCard, Server["BankCardView"]>,
    Agrees<money.Wallet & { order: string[] }, Server["WalletView"]>,
    Agrees<money.Movement, Server["Movement"]>,
    Agrees<money.StatementReceipt, Server["hutong.pay.client.statements.Receipt"]>,
    Agrees<money.Statement, Server["StatementView"]>,
    Agrees<money.PaySheet, Server["Sheet"]>,
    Agrees<money.PayReceipt, Server["hutong.pay.orders.sheets.Receipt"]>,
    Agrees<money.FamilyCard, Server["FamilyCardView"]>,
    Agrees<money.FamilyCardUse, Server["FamilyUseView"]>,
    Agrees<money.FriendTransfer, Server["TransferView"]>,
    Agrees<money.Packet, Server["PacketView"]>,
    Agrees<money.Split, Server["SplitView"]>,
    Agrees<money.Dispute, Server["DisputeView"]>,
    Agrees<money.Coupon, Server["CouponView"]>,
    Agrees<money.Payout, Server["PayoutView"]>,
    Agrees<money.DeskRequest, Server["OwnRequest"]>,
    Agrees<money.H5Page, Server["H5Page"]>,
    Agrees<OfKind<"card">, Server["Card"]>,
    Agrees<OfKind<"card_changed">, Server["CardChanged"]>,
  ]
>;
