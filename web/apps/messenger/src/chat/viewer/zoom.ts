/** Where a picture stands in its viewer: how large, and how far its middle is from the middle of the screen. */

export interface View {
  scale: number;
  x: number;
  y: number;
}

export interface Size {
  width: number;
  height: number;
}

export const WHOLE: View = { scale: 1, x: 0, y: 0 };
export const LARGEST = 8;

/** Larger or smaller by `factor`, with the point under the finger (from the middle of the screen) staying there. */
export function zoomAt(view: View, factor: number, at: { x: number; y: number }, picture: Size, screen: Size): View {
  const scale = Math.min(LARGEST, Math.max(1, view.scale * factor));
  const grown = scale / view.scale;
  return within({ scale, x: at.x - (at.x - view.x) * grown, y: at.y - (at.y - view.y) * grown }, picture, screen);
}

export function pan(view: View, x: number, y: number, picture: Size, screen: Size): View {
  return within({ ...view, x: view.x + x, y: view.y + y }, picture, screen);
}

/** A side that fits stays in the middle, one that does not never leaves a gap at the edge. */
function within({ scale, x, y }: View, picture: Size, screen: Size): View {
  const clamp = (value: number, length: number, room: number) => {
    const over = Math.max(0, (length * scale - room) / 2);
    return over === 0 ? 0 : Math.min(over, Math.max(-over, value));
  };
  return { scale, x: clamp(x, picture.width, screen.width), y: clamp(y, picture.height, screen.height) };
}
