/**
 * What the worker can reach is taken away before user code runs: network, other workers, databases, messages.
 *
 * The frame's content policy refuses all of this as well; here it is gone from the global and everything it inherits,
 * so that looking for a function of that name finds nothing.
 */

const FORBIDDEN = [
  "importScripts", "Worker", "SharedWorker", "ServiceWorker", "ServiceWorkerContainer", "ServiceWorkerRegistration",
  "fetch", "fetchLater", "XMLHttpRequest", "XMLHttpRequestEventTarget", "XMLHttpRequestUpload", "WebSocket", "WebSocketStream", "WebSocketError", "EventSource", "WebTransport",
  "Request", "Response", "indexedDB", "IDBFactory", "IDBDatabase", "IDBObjectStore", "IDBOpenDBRequest", "caches", "Cache", "CacheStorage",
  "BroadcastChannel", "MessageChannel", "MessagePort", "postMessage", "onmessage", "onmessageerror", "close", "navigator", "WorkerNavigator", "location", "WorkerLocation",
  "Notification", "PushManager", "PushSubscription", "RTCPeerConnection", "RTCDataChannel", "RTCEncodedAudioFrame", "RTCEncodedVideoFrame", "RTCRtpScriptTransformer", "onrtctransform",
  "FontFace", "FontFaceSet", "fonts", "trustedTypes", "TrustedScriptURL", "TrustedTypePolicy", "TrustedTypePolicyFactory", "cookieStore", "CookieStore", "CookieStoreManager",
  "FileSystemHandle", "FileSystemFileHandle", "FileSystemDirectoryHandle", "FileSystemSyncAccessHandle", "StorageManager", "StorageBucket", "StorageBucketManager", "LockManager", "Lock",
  "webkitRequestFileSystem", "webkitRequestFileSystemSync", "webkitResolveLocalFileSystemURL", "webkitResolveLocalFileSystemSyncURL", "requestFileSystem",
  "USB", "HID", "Serial", "SerialPort", "GPU", "NavigatorUAData", "Permissions", "PermissionStatus", "ReportingObserver", "PressureObserver", "IdleDetector", "origin", "isSecureContext", "crossOriginIsolated",
];

/** Removes names from an object and all it inherits from; gives those that would not go. */
export function clean(scope: object, names: readonly string[] = FORBIDDEN): string[] {
  const left: string[] = [];
  for (const name of names) {
    for (let holder: object | null = scope; holder !== null && holder !== Object.prototype; holder = Object.getPrototypeOf(holder) as object | null) {
      if (!Object.prototype.hasOwnProperty.call(holder, name)) continue;
      if (!Reflect.deleteProperty(holder, name)) Reflect.defineProperty(holder, name, { value: undefined, writable: false });
    }
    if ((scope as Record<string, unknown>)[name] !== undefined) left.push(name);
  }
  return left;
}

/** Addresses made of data are how code would be smuggled in. */
export function cleanAddresses(scope: { URL?: object }): void {
  if (scope.URL === undefined) return;
  Reflect.deleteProperty(scope.URL, "createObjectURL");
  Reflect.deleteProperty(scope.URL, "revokeObjectURL");
}
