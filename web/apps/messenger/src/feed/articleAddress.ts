/** Where a page that an account gave out opens: articles live on a host of their own beside ours, whatever the wire calls it. */

const ARTICLE = /^https?:\/\/mp\.weixin\.qq\.com\/s(?=[/?])/i;

export type ArticleSource = "chat" | "feed";

interface Here {
  protocol: string;
  host: string;
}

/** Accounts choose these addresses: only web pages are opened. `personId` says which of several people here reads. */
export function articleAddress(url: string, source: ArticleSource, personId: string | null, here: Here = location): string | undefined {
  if (!/^https?:\/\//i.test(url)) return undefined;
  return ARTICLE.test(url) ? told(url.replace(ARTICLE, `${here.protocol}//mp.${here.host}/s`), source, personId) : url;
}

/** The same as the messenger's own browser is asked for it, which knows where it lies. */
export const articleToOpen = (url: string, source: ArticleSource, personId: string | null): string => (ARTICLE.test(url) ? told(url, source, personId) : url);

function told(url: string, source: ArticleSource, personId: string | null): string {
  const address = new URL(url);
  address.searchParams.set("from", source);
  if (personId) address.hash = `as=${encodeURIComponent(personId)}`;
  return address.href;
}
