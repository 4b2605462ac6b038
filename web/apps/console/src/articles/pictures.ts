/** Pictures as an article may hold them: JPEG or PNG of at most a megabyte, so larger ones are drawn smaller first. */
const MOST_BYTES = 1_000_000;
const SIDES = [1920, 1440, 1080, 720];

export async function fitting(file: Blob): Promise<Blob> {
  const isFine = (file.type === "image/jpeg" || file.type === "image/png") && file.size <= MOST_BYTES;
  if (isFine) return file;
  const drawn = await createImageBitmap(file);
  try {
    for (const side of SIDES) {
      const smaller = await redrawn(drawn, side);
      if (smaller.size <= MOST_BYTES) return smaller;
    }
    return file;
  } finally {
    drawn.close();
  }
}

async function redrawn(picture: ImageBitmap, side: number): Promise<Blob> {
  const scale = Math.min(1, side / Math.max(picture.width, picture.height));
  const canvas = new OffscreenCanvas(Math.round(picture.width * scale), Math.round(picture.height * scale));
  const pen = canvas.getContext("2d");
  if (pen === null) throw new Error("this browser draws nothing");
  // A JPEG knows no transparency: what was clear becomes paper.
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvas.convertToBlob({ type: "image/jpeg", quality: 0.86 });
}

export function picturesOf(files: FileList | null | undefined): File[] {
  return [...(files ?? [])].filter((file) => file.type.startsWith("image/"));
}
