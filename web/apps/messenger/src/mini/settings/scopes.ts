/** What a program may be allowed, in the house's words and signs. */
import { AddressIcon, BellIcon, CameraIcon, ImageIcon, MicrophoneIcon, PermissionIcon, PlaceIcon, ReceiptIcon, UserIcon, type Icon } from "@hutong/ui/icons";

const SIGNS: Record<string, Icon> = {
  userInfo: UserIcon,
  userLocation: PlaceIcon,
  userFuzzyLocation: PlaceIcon,
  userLocationBackground: PlaceIcon,
  address: AddressIcon,
  invoice: ReceiptIcon,
  invoiceTitle: ReceiptIcon,
  record: MicrophoneIcon,
  writePhotosAlbum: ImageIcon,
  camera: CameraIcon,
  subscribe: BellIcon,
};

/** Those with words of their own; a scope the house does not know is asked for in general words. */
const KNOWN = new Set([...Object.keys(SIGNS), "werun", "bluetooth", "addPhoneContact", "addPhoneCalendar"]);

/** "scope.userLocation" → the last part of the key of its words. */
export function scopeWord(scope: string): string {
  const name = scope.replace(/^scope\./, "");
  return KNOWN.has(name) ? name : "other";
}

export function scopeSign(scope: string): Icon {
  return SIGNS[scope.replace(/^scope\./, "")] ?? PermissionIcon;
}
