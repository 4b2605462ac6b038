/** Who has no picture is a letter on a plain ground, as everywhere here. */
const SIDE = 132;

export function drawnPicture(name: string): Promise<Blob | null> {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = SIDE;
  const context = canvas.getContext("2d");
  if (context) {
    context.fillStyle = "#c9dbd8";
    context.fillRect(0, 0, SIDE, SIDE);
    context.fillStyle = "#1f4d4a";
    context.font = `600 ${SIDE * 0.42}px sans-serif`;
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.fillText([...name.trim()][0]?.toUpperCase() ?? "·", SIDE / 2, SIDE / 2);
  }
  return new Promise((done) => canvas.toBlob(done, "image/png"));
}
