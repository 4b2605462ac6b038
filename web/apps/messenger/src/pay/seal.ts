/**
 * A person's own seal: two characters that only sheets of the house show. They follow from the person's number, which no
 * program and no page ever learns, so nobody who imitates a sheet can draw them.
 */
const CHARACTERS = [..."云石松竹梅兰菊荷桂枫柳槐桐杏桃李春夏秋冬晨夕风雨雪霜露虹山川江湖河海溪泉田园亭台楼阁桥舟灯火书画琴棋茶酒笔砚金玉珠锦丹青朱墨鹤燕"];

export function sealOf(personId: string): string {
  let sum = 2_166_136_261;
  for (const character of `seal ${personId}`) sum = Math.imul(sum ^ (character.codePointAt(0) ?? 0), 16_777_619) >>> 0;
  const count = CHARACTERS.length;
  return `${CHARACTERS[sum % count] ?? ""}${CHARACTERS[Math.trunc(sum / count) % count] ?? ""}`;
}
