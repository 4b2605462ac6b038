/** Files on their way up: small ones in one go, large ones in parts that go on from where the line broke. */
import { ApiError, type Arrival, type MessengerApi, type Upload, type UploadWatch } from "@hutong/api";
import type { FileToSend } from "./outbox";

export type PartsApi = Pick<MessengerApi, "upload" | "beginUpload" | "arrivalOf" | "putPart" | "finishUpload" | "forgetUpload">;

/** What the server calls a file that is on its way, once it was told of it. */
export interface Begun {
  id: string | null;
}

const IN_ONE_GO_BYTES = 2 << 20;
const PATIENCE = 5;

export async function uploadFile(api: PartsApi, file: FileToSend, begun: Begun, watch: UploadWatch): Promise<Upload> {
  const { kind, name, bytes } = file;
  // A recording is listened to by the server as a whole, and is never large.
  if (bytes.size <= IN_ONE_GO_BYTES || kind === "voice") return api.upload(kind, name, bytes, watch);
  let arrival = await arrived(api, file, begun);
  begun.id = arrival.upload_id;
  for (let misplaced = 0; arrival.offset < bytes.size; ) {
    const { upload_id, offset, part_bytes } = arrival;
    watch.progress(offset / bytes.size);
    const part = bytes.slice(offset, offset + part_bytes);
    const progress = (done: number) => watch.progress((offset + done * part.size) / bytes.size);
    try {
      arrival = await api.putPart(upload_id, offset, part, { ...watch, progress });
    } catch (error) {
      // A part whose answer was lost is there already; the server says where it stands.
      if (!isCode(error, "part_misplaced") || ++misplaced > PATIENCE) throw error;
      arrival = await api.arrivalOf(upload_id);
    }
  }
  return api.finishUpload(arrival.upload_id);
}

async function arrived(api: PartsApi, { kind, name, bytes }: FileToSend, begun: Begun): Promise<Arrival> {
  if (begun.id !== null) {
    try {
      return await api.arrivalOf(begun.id);
    } catch (error) {
      // It took longer than a server waits: everything goes again.
      if (!isCode(error, "upload_not_found")) throw error;
    }
  }
  return api.beginUpload(kind, name, bytes.size);
}

const isCode = (error: unknown, code: string): boolean => error instanceof ApiError && error.code === code;
