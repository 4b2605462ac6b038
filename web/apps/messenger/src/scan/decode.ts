/** Reading a QR code out of a picture: by the browser where it can, else by jsQR, which is only then loaded. */

interface Detector {
  detect(source: ImageBitmapSource): Promise<{ rawValue: string }[]>;
}

type DetectorClass = new (options: { formats: string[] }) => Detector;

const WIDEST = 1_000;

let detector: Promise<Detector | null> | null = null;

export async function decode(source: HTMLVideoElement | ImageBitmap): Promise<string | null> {
  const own = await (detector ??= browserDetector());
  if (own) {
    const found = await own.detect(source).catch(() => []);
    if (found[0]) return found[0].rawValue;
    if (source instanceof HTMLVideoElement) return null;
  }
  const pixels = pixelsOf(source);
  if (!pixels) return null;
  const { default: jsQR } = await import("jsqr");
  return jsQR(pixels.data, pixels.width, pixels.height, { inversionAttempts: "attemptBoth" })?.data ?? null;
}

async function browserDetector(): Promise<Detector | null> {
  const known = (globalThis as { BarcodeDetector?: DetectorClass & { getSupportedFormats?: () => Promise<string[]> } }).BarcodeDetector;
  if (!known) return null;
  try {
    const formats = (await known.getSupportedFormats?.()) ?? [];
    return formats.includes("qr_code") ? new known({ formats: ["qr_code"] }) : null;
  } catch {
    return null;
  }
}

function pixelsOf(source: HTMLVideoElement | ImageBitmap): ImageData | null {
  const [width, height] = source instanceof HTMLVideoElement ? [source.videoWidth, source.videoHeight] : [source.width, source.height];
  if (!width || !height) return null;
  const scale = Math.min(1, WIDEST / Math.max(width, height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context?.drawImage(source, 0, 0, canvas.width, canvas.height);
  return context?.getImageData(0, 0, canvas.width, canvas.height) ?? null;
}
