/** `/api/client/pages`, `/web-sign-ins` and `/js-sdk`: how addresses are opened, and what pages may do. */
import { ApiError, createHttp } from "@hutong/api";

export interface Way {
  kind: "page" | "window" | "sign_in" | "article" | "ours";
  url: string;
  host: string;
  frame_url: string | null;
  frame_origin: string | null;
}

export interface Asker {
  app_id: string;
  name: string;
  avatar_url: string | null;
  colour: string;
  verified: boolean;
  owner_name: string;
}

export interface SignIn {
  state: "go" | "ask";
  redirect_url: string | null;
  app: Asker;
  host: string;
  warnings: string[];
}

export interface Configured {
  right: boolean;
  message: string;
  why: string;
  app_name: string | null;
  url: string;
  signed_url: string | null;
  expected_text: string | null;
  ticket_age_seconds: number | null;
  page_pass: string | null;
  warnings: string[];
}

export interface ConfigWish {
  app_id: string;
  timestamp: string;
  nonce: string;
  signature: string;
  url: string;
  seen_url: string;
}

export type BrowserApi = ReturnType<typeof browserApi>;

export function browserApi(personId: string | null) {
  const http = createHttp({ personId });
  return {
    open: (url: string) => http.post<Way>("/api/client/pages", { url }),
    signIn: (url: string, from: string | null, answer: "ask" | "allow") =>
      http.post<SignIn>("/api/client/web-sign-ins", { url, from_app_id: from, answer }),
    bring: (kind: "image" | "voice", bytes: Blob, page_pass: string) =>
      http.upload<{ media_id: string }>("POST", "/api/client/js-sdk/media", bytes, { kind, page_pass }),
    fetched: async (mediaId: string, page_pass: string) => {
      const headers: Record<string, string> = personId ? { "X-Hutong-Person": personId } : {};
      const query = new URLSearchParams({ page_pass }).toString();
      const answer = await fetch(`/api/client/js-sdk/media/${encodeURIComponent(mediaId)}?${query}`, { headers, credentials: "same-origin" });
      if (!answer.ok) throw new ApiError(answer.status, "media_not_found");
      return answer.blob();
    },
    config: (wish: ConfigWish) => http.post<Configured>("/api/client/js-sdk/config", wish),
  };
}

const MOST_TURNS = 5;

/** Where an address ends: at something to show, or at a question that the person is asked. Silent sign-ins are followed. */
export async function follow(api: BrowserApi, wanted: string, from: string | null): Promise<{ way: Way } | { question: SignIn; url: string }> {
  let url = wanted;
  for (let turn = 0; turn < MOST_TURNS; turn++) {
    const way = await api.open(url);
    if (way.kind !== "sign_in") return { way };
    const question = await api.signIn(url, from, "ask");
    if (!question.redirect_url) return { question, url };
    url = question.redirect_url;
  }
  throw new ApiError(0, "page_refused");
}
