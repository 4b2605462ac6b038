/** Large files as the small server takes them: bytes by name, and where parts began. */
import { ApiError, type Arrival } from "@hutong/api";
import type { PartsApi } from "../parts";

export const PART_BYTES = 1 << 20;

export class Parts {
  readonly sizes = new Map<string, number>();
  readonly arrived = new Map<string, number>();
  readonly offsets: number[] = [];
  readonly forgotten: string[] = [];

  arrival(id: string): Arrival {
    const size = this.sizes.get(id);
    if (size === undefined) throw new ApiError(422, "upload_not_found");
    return { upload_id: id, offset: this.arrived.get(id) ?? 0, size_bytes: size, part_bytes: PART_BYTES };
  }

  put(id: string, offset: number, size: number): Arrival {
    this.offsets.push(offset);
    const { offset: stands } = this.arrival(id);
    if (offset !== stands) throw new ApiError(409, "part_misplaced", { offset: stands });
    this.arrived.set(id, offset + size);
    return this.arrival(id);
  }
}

export function partsApi(parts: Parts, answer: <T>(label: string, make: () => T) => Promise<T>): Omit<PartsApi, "upload"> {
  return {
    beginUpload: (_kind, name, size) =>
      answer("begin", () => {
        const id = `${name}-${parts.sizes.size}`;
        parts.sizes.set(id, size);
        return parts.arrival(id);
      }),
    arrivalOf: (id) => answer("look", () => parts.arrival(id)),
    putPart: (id, offset, bytes) => answer("part", () => parts.put(id, offset, bytes.size)),
    finishUpload: (id) => answer("finish", () => ({ upload_id: id, media: null as never })),
    forgetUpload: (id) => answer("forget", () => void parts.forgotten.push(id)),
  };
}
