/** Saving a QR code that this page has drawn. */

const pixels = 1024;

export function saveSvg(drawing: SVGElement, name: string): void {
  save(URL.createObjectURL(new Blob([sourceOf(drawing)], { type: "image/svg+xml" })), `${name}.svg`);
}

export async function savePng(drawing: SVGElement, name: string): Promise<void> {
  const picture = new Image(pixels, pixels);
  picture.src = URL.createObjectURL(new Blob([sourceOf(drawing)], { type: "image/svg+xml" }));
  await picture.decode();
  const canvas = document.createElement("canvas");
  canvas.width = pixels;
  canvas.height = pixels;
  const brush = canvas.getContext("2d");
  if (brush === null) throw new Error("this browser draws no pictures");
  brush.fillStyle = "#fff";
  brush.fillRect(0, 0, pixels, pixels);
  // Scanners want a quiet zone of four modules around the code.
  const margin = pixels / 12;
  brush.drawImage(picture, margin, margin, pixels - 2 * margin, pixels - 2 * margin);
  URL.revokeObjectURL(picture.src);
  save(canvas.toDataURL("image/png"), `${name}.png`);
}

function sourceOf(drawing: SVGElement): string {
  const copy = drawing.cloneNode(true) as SVGElement;
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("width", String(pixels));
  copy.setAttribute("height", String(pixels));
  return new XMLSerializer().serializeToString(copy);
}

function save(address: string, name: string): void {
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  if (address.startsWith("blob:")) setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
