/** Where the messenger keeps what belongs to one person and one program: its storage, its saved files. */
export interface Keeper<Value> {
  all(): Promise<Map<string, Value>>;
  put(key: string, value: Value): Promise<void>;
  remove(key: string): Promise<void>;
  clear(): Promise<void>;
}

export interface KeptFile {
  blob: Blob | null;
  at: number;
  /** A folder has no bytes. */
  folder?: boolean;
}

export interface Keepers {
  storage: Keeper<string>;
  files: Keeper<KeptFile>;
}

/** Lives as long as the page; for tests, and where the browser offers nothing better. */
export function memoryKeeper<Value>(): Keeper<Value> {
  const kept = new Map<string, Value>();
  return {
    all: () => Promise.resolve(new Map(kept)),
    put: (key, value) => Promise.resolve(void kept.set(key, value)),
    remove: (key) => Promise.resolve(void kept.delete(key)),
    clear: () => Promise.resolve(kept.clear()),
  };
}

const DATABASE = "hutong-mini";
const STORES = ["storage", "files"] as const;

/** One database for all programs; every key begins with person and program, so that neither sees another's. */
export function browserKeepers(personId: string, appId: string): Keepers {
  const opened = openDatabase();
  return { storage: keeper<string>(opened, "storage", [personId, appId]), files: keeper<KeptFile>(opened, "files", [personId, appId]) };
}

function keeper<Value>(opened: Promise<IDBDatabase>, store: (typeof STORES)[number], owner: [string, string]): Keeper<Value> {
  const range = (): IDBKeyRange => IDBKeyRange.bound([...owner, ""], [...owner, []]);
  const within = async <Result>(mode: IDBTransactionMode, run: (objects: IDBObjectStore) => IDBRequest<Result>): Promise<Result> =>
    answer(run((await opened).transaction(store, mode).objectStore(store)));
  return {
    async all() {
      const [keys, values] = await Promise.all([
        within("readonly", (objects) => objects.getAllKeys(range())),
        within("readonly", (objects) => objects.getAll(range()) as IDBRequest<Value[]>),
      ]);
      return new Map(keys.map((key, at) => [(key as string[])[2] ?? "", values[at] as Value]));
    },
    put: (key, value) => within("readwrite", (objects) => objects.put(value, [...owner, key])).then(() => undefined),
    remove: (key) => within("readwrite", (objects) => objects.delete([...owner, key])),
    clear: () => within("readwrite", (objects) => objects.delete(range())),
  };
}

function openDatabase(): Promise<IDBDatabase> {
  const request = indexedDB.open(DATABASE, 1);
  request.onupgradeneeded = () => {
    for (const store of STORES) request.result.createObjectStore(store);
  };
  return answer(request);
}

function answer<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("the browser's database failed"));
  });
}
