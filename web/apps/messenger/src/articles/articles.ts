/** `/api/client/articles`: what the messenger asks of an article. */
import { createHttp } from "@hutong/api";

export interface ArticleCard {
  url: string;
  title: string;
  digest: string;
  picture_url: string;
  account_name: string;
}

/** What everybody calls an article's address, wherever they are. */
export const wireAddress = (code: string): string => `http://mp.weixin.qq.com/s/${encodeURIComponent(code)}`;

export function articlesApi(personId: string) {
  const http = createHttp({ personId });
  const path = (code: string) => `/api/client/articles/${encodeURIComponent(code)}`;
  return {
    card: (code: string) => http.get<ArticleCard>(path(code)),
    share: (code: string, conversationId: string, clientId: string) =>
      http.post<{ seq: number }>(`${path(code)}/shares`, { conversation_id: conversationId, client_id: clientId }),
  };
}
