/**
 * What each call to the host carries. The core checks a program's arguments with it and says what is wrong in the platform's words;
 * the host checks what arrives on the port with the same table, because the worker belongs to the program.
 *
 * An entry is a list of `name:type`, type being s(tring) n(umber) b(oolean) a(rray) o(bject) d (text or bytes) or *; `!` marks what must be there.
 */
export const HOST_CALLS: Readonly<Record<string, string>> = {
  // Words and questions over the page
  showToast: "title:s! icon:s image:s duration:n mask:b",
  hideToast: "noConflict:b",
  showLoading: "title:s! mask:b",
  hideLoading: "noConflict:b",
  showModal: "title:s content:s showCancel:b cancelText:s cancelColor:s confirmText:s confirmColor:s editable:b placeholderText:s",
  showActionSheet: "itemList:a! itemColor:s alertText:s",

  // Who the person is and what they allow
  login: "timeout:n",
  checkSession: "",
  getUserInfo: "withCredentials:b lang:s timeout:n",
  getUserProfile: "desc:s! lang:s",
  authorize: "scope:s!",
  getSetting: "withSubscriptions:b",
  openSetting: "withSubscriptions:b",
  chooseAddress: "",
  requestPayment: "timeStamp:s! nonceStr:s! package:s! signType:s paySign:s!",
  requestSubscribeMessage: "tmplIds:a!",
  getPrivacySetting: "",
  openPrivacyContract: "",
  requirePrivacyAuthorize: "",
  "openType.getPhoneNumber": "",
  "openType.getUserInfo": "lang:s",
  "openType.chooseAvatar": "",
  "openType.share": "node:n",
  updateShareMenu: "isUpdatableMessage:b activityId:s templateInfo:o page:n",
  "openType.contact": "sessionFrom:s showMessageCard:b title:s path:s imageUrl:s",
  "openType.openSetting": "",
  "openType.feedback": "",
  "openType.agreePrivacyAuthorization": "",
  "openType.launchApp": "",

  // Network; a task number is chosen by the core and named again in "abort" and in task events
  request: "task:n! url:s! data:d header:o method:s! timeout:n enableChunked:b",
  uploadFile: "task:n! url:s! filePath:s! name:s! header:o formData:o timeout:n",
  downloadFile: "task:n! url:s! header:o timeout:n filePath:s",
  connectSocket: "task:n! url:s! header:o protocols:a timeout:n",

  // Pictures, sounds, films, documents
  chooseImage: "count:n sizeType:a sourceType:a",
  chooseMedia: "count:n mediaType:a sourceType:a maxDuration:n sizeType:a camera:s",
  chooseVideo: "sourceType:a compressed:b maxDuration:n camera:s",
  chooseMessageFile: "count:n! type:s extension:a",
  previewImage: "urls:a! current:* showmenu:b referrerPolicy:s",
  previewMedia: "sources:a! current:n showmenu:b referrerPolicy:s",
  saveImageToPhotosAlbum: "filePath:s!",
  saveVideoToPhotosAlbum: "filePath:s!",
  getImageInfo: "src:s!",
  getVideoInfo: "src:s!",
  compressImage: "src:s! quality:n compressedWidth:n compressedHeight:n compressHeight:n",
  openDocument: "filePath:s! fileType:s showMenu:b",
  saveFileToDisk: "filePath:s!",
  audio: "id:n! op:s! value:*",
  recorder: "op:s! options:o",

  // Places
  getLocation: "type:s altitude:b isHighAccuracy:b highAccuracyExpireTime:n",
  getFuzzyLocation: "type:s",
  chooseLocation: "latitude:n longitude:n",
  openLocation: "latitude:n! longitude:n! scale:n name:s address:s",
  startLocationUpdate: "type:s",
  stopLocationUpdate: "",

  // The device
  setClipboardData: "data:s!",
  getClipboardData: "",
  vibrateShort: "type:s",
  vibrateLong: "",
  getNetworkType: "",
  makePhoneCall: "phoneNumber:s!",
  scanCode: "onlyFromCamera:b scanType:a",
  setKeepScreenOn: "keepScreenOn:b!",
  setScreenBrightness: "value:n!",
  getScreenBrightness: "",
  getBatteryInfo: "",

  // Files: the core keeps the tree, the host the bytes
  "fs.read": "path:s! position:n length:n",
  "fs.write": "path:s! data:d!",
  "fs.append": "path:s! data:d!",
  "fs.remove": "path:s!",
  "fs.move": "from:s! to:s!",
  "fs.copy": "from:s! to:s!",
  "fs.folder": "path:s!",
  "fs.temp": "data:d! extension:s!",
  "fs.digest": "path:s! algorithm:s!",
  bytes: "src:s!",

  // Other programs, the messenger
  navigateToMiniProgram: "appId:s path:s extraData:o envVersion:s shortLink:s noRelaunchIfPathUnchanged:b",
  navigateBackMiniProgram: "extraData:o",
  exitMiniProgram: "",
  restartMiniProgram: "path:s",
  getBackgroundFetchData: "fetchType:s!",
  setBackgroundFetchToken: "token:s!",
  getBackgroundFetchToken: "",
  getUserCryptoKey: "",
  checkForUpdate: "",
  applyUpdate: "",

  // The cloud: asked for in the person's name, answered by the platform
  "cloud.database": "asked:o!",
  "cloud.watch": "watch:n! asked:o!",
  "cloud.unwatch": "watch:n!",
  "cloud.call": "name:s! data:* env:s",
  "cloud.upload": "task:n! cloudPath:s! filePath:s! env:s",
  "cloud.download": "task:n! fileID:s! env:s",
  "cloud.urls": "fileList:a! env:s",
  "cloud.delete": "fileList:a! env:s",

  loadPackage: "name:s!",
};

type Field = { name: string; type: string; required: boolean };

const parsed = new Map<string, Field[]>();

/** The fields of a shape, in order. */
export function fieldsOf(shape: string): Field[] {
  let fields = parsed.get(shape);
  if (!fields) {
    fields = shape.split(" ").filter(Boolean).map((text) => {
      const [name = "", type = "*"] = text.split(":");
      return { name, type: type.charAt(0), required: type.endsWith("!") };
    });
    parsed.set(shape, fields);
  }
  return fields;
}

const KINDS: Record<string, string> = { s: "String", n: "Number", b: "Boolean", a: "Array", o: "Object", d: "String", f: "Function" };

/** "String", "ArrayBuffer", "Undefined" and so on, as the platform names them. */
export function kindOf(value: unknown): string {
  return Object.prototype.toString.call(value).slice(8, -1);
}

export function fits(type: string, value: unknown): boolean {
  if (type === "*") return true;
  const kind = kindOf(value);
  return type === "d" ? kind === "String" || kind === "ArrayBuffer" : kind === KINDS[type];
}

/** What is wrong with required arguments, or "": `parameter.url should be String instead of Undefined;`. */
export function misfit(shape: string, args: Record<string, unknown>): string {
  return fieldsOf(shape)
    .filter((field) => field.required && !fits(field.type, args[field.name]))
    .map((field) => `parameter.${field.name} should be ${KINDS[field.type]} instead of ${kindOf(args[field.name])};`)
    .join("");
}

/** Only the fields of the shape; an optional one of another type is turned into the right one, or left out. */
export function fitted(shape: string, args: Record<string, unknown>): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const { name, type } of fieldsOf(shape)) {
    const value = args[name];
    if (value === undefined || value === null) continue;
    if (fits(type, value)) result[name] = value;
    else if (type === "n" && typeof value === "string" && Number.isFinite(Number(value))) result[name] = Number(value);
    else if (type === "b") result[name] = Boolean(value);
    else if (type === "s" && ["number", "boolean"].includes(typeof value)) result[name] = String(value);
  }
  return result;
}

/** Whether what came over the port is a call that exists, with every field it knows of its type. Fields it doesn't know are dropped by `fitted`. */
export function isHostCall(api: string, args: unknown): args is Record<string, unknown> {
  if (!Object.hasOwn(HOST_CALLS, api) || kindOf(args) !== "Object") return false;
  const given = args as Record<string, unknown>;
  return fieldsOf(HOST_CALLS[api] ?? "").every(({ name, type, required }) => (given[name] === undefined || given[name] === null ? !required : fits(type, given[name])));
}
