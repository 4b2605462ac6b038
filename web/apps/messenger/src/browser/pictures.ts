/** A chosen picture in a form that every server takes: what is none of these is drawn anew as a JPEG. */
const TAKEN = /^image\/(png|jpeg|gif)$/;
const QUALITY = 0.9;

export async function asPicture(file: Blob): Promise<Blob> {
  if (TAKEN.test(file.type)) return file;
  try {
    const drawn = await createImageBitmap(file);
    const canvas = new OffscreenCanvas(drawn.width, drawn.height);
    canvas.getContext("2d")?.drawImage(drawn, 0, 0);
    return await canvas.convertToBlob({ type: "image/jpeg", quality: QUALITY });
  } catch {
    // What the browser cannot draw, the server may refuse by its own words.
    return file;
  }
}
