/** The spelling of a menu on the wire, as `menu/create` takes it and `menu/get` gives it back. */

export type ButtonType =
  | "click"
  | "view"
  | "miniprogram"
  | "scancode_push"
  | "scancode_waitmsg"
  | "pic_sysphoto"
  | "pic_photo_or_album"
  | "pic_weixin"
  | "location_select"
  | "media_id"
  | "view_limited"
  | "article_id"
  | "article_view_limited"
  | "text";

export interface WireButton {
  name: string;
  type?: string | null;
  key?: string | null;
  url?: string | null;
  media_id?: string | null;
  article_id?: string | null;
  appid?: string | null;
  pagepath?: string | null;
  value?: string | null;
  sub_button?: WireButton[] | null;
}

export interface WireMenu {
  buttons: WireButton[];
}

/** What a button carries besides its name and type. */
export type ButtonField = "key" | "url" | "media_id" | "article_id" | "appid" | "pagepath" | "value";

const keyed: ButtonField[] = ["key"];

export const fieldsOf: Record<ButtonType, ButtonField[]> = {
  click: keyed,
  view: ["url"],
  miniprogram: ["appid", "pagepath", "url"],
  scancode_push: keyed,
  scancode_waitmsg: keyed,
  pic_sysphoto: keyed,
  pic_photo_or_album: keyed,
  pic_weixin: keyed,
  location_select: keyed,
  media_id: ["media_id"],
  view_limited: ["media_id"],
  article_id: ["article_id"],
  article_view_limited: ["article_id"],
  text: ["value"],
};

export const buttonTypes = Object.keys(fieldsOf) as ButtonType[];

export function isButtonType(text: string | null | undefined): text is ButtonType {
  return typeof text === "string" && text in fieldsOf;
}
