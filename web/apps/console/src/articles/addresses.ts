/** Where people read articles here: the wire says mp.weixin.qq.com, which only this instance answers for. */
const WIRE = /^https?:\/\/mp\.weixin\.qq\.com(?=\/)/;
const ADDRESS = /^(\[|\d+\.\d+\.\d+\.\d+$)/;

export function publicAddress(url: string, here: { protocol: string; host: string; hostname: string } = location): string {
  const base = ADDRESS.test(here.hostname) ? `${here.protocol}//${here.host}/mp.weixin.qq.com` : `${here.protocol}//mp.${here.host}`;
  return url.replace(WIRE, base);
}
