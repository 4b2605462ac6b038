/** The picture of what a button does: answers, opens a page, opens a mini program, or something of the phone's. */
import { OtherTypeIcon, PageIcon, ProgramIcon, ReplyIcon, TextIcon } from "../../icons";
import type { Icon } from "../../icons";
import type { ButtonType } from "./wire";

export const glyphs: Record<ButtonType, Icon> = {
  click: ReplyIcon,
  view: PageIcon,
  miniprogram: ProgramIcon,
  scancode_push: OtherTypeIcon,
  scancode_waitmsg: OtherTypeIcon,
  pic_sysphoto: OtherTypeIcon,
  pic_photo_or_album: OtherTypeIcon,
  pic_weixin: OtherTypeIcon,
  location_select: OtherTypeIcon,
  media_id: OtherTypeIcon,
  view_limited: PageIcon,
  article_id: PageIcon,
  article_view_limited: PageIcon,
  text: TextIcon,
};
