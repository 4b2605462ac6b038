/** Bytes to send that need no file: a picture of a grey lane with a red door, and a second of a low hum. */
import { crc32, deflateSync } from "node:zlib";

type Colour = readonly [number, number, number];

const [WIDTH, HEIGHT] = [960, 640];
const WALL: Colour = [176, 184, 187];
const EAVE: Colour = [84, 92, 97];
const SKY: Colour = [238, 240, 239];
const DOOR: Colour = [163, 50, 40];
const LAMP: Colour = [252, 230, 212];
const FRUIT: Colour = [194, 74, 12];
const GROUND: Colour = [221, 225, 224];

export function aPicture(): Buffer {
  const rows = Buffer.alloc((WIDTH * 3 + 1) * HEIGHT);
  for (let y = 0; y < HEIGHT; y += 1) {
    for (let x = 0; x < WIDTH; x += 1) rows.set(colourAt(x, y), y * (WIDTH * 3 + 1) + 1 + x * 3);
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(WIDTH, 0);
  header.writeUInt32BE(HEIGHT, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
  return Buffer.concat([signature, chunk("IHDR", header), chunk("IDAT", deflateSync(rows)), chunk("IEND", Buffer.alloc(0))]);
}

function colourAt(x: number, y: number): Colour {
  const isFruit = [[700, 90], [760, 130], [820, 80], [870, 150]].some(([cx = 0, cy = 0]) => (x - cx) ** 2 + (y - cy) ** 2 < 18 ** 2);
  if (isFruit) return FRUIT;
  if (y > 540) return GROUND;
  if (y < 210) return SKY;
  if (y < 262) return EAVE;
  if (x > 390 && x < 570 && y > 310) return Math.abs(x - 480) < 2 ? LAMP : DOOR;
  if (x > 180 && x < 300 && y > 340 && y < 430) return LAMP;
  return WALL;
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

export function aSound(seconds = 4): Buffer {
  const rate = 16_000;
  const samples = Buffer.alloc(rate * seconds * 2);
  for (let at = 0; at < rate * seconds; at += 1) {
    const loudness = 0.15 + 0.85 * Math.abs(Math.sin(at / 2_600) * Math.sin(at / 700));
    samples.writeInt16LE(Math.round(9_000 * loudness * Math.sin((at * 2 * Math.PI * 220) / rate)), at * 2);
  }
  const header = Buffer.alloc(44);
  header.write("RIFF", 0);
  header.writeUInt32LE(36 + samples.length, 4);
  header.write("WAVEfmt ", 8);
  header.writeUInt32LE(16, 16);
  header.set([1, 0, 1, 0], 20);
  header.writeUInt32LE(rate, 24);
  header.writeUInt32LE(rate * 2, 28);
  header.set([2, 0, 16, 0], 32);
  header.write("data", 36);
  header.writeUInt32LE(samples.length, 40);
  return Buffer.concat([header, samples]);
}
