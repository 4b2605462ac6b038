/** Which edges of a scroll area were just reached, and in which direction things moved. */

export interface ScrollState {
  left: number;
  top: number;
  width: number;
  height: number;
  wholeWidth: number;
  wholeHeight: number;
}

export interface EdgeWishes {
  isAcross: boolean;
  isAlong: boolean;
  upper: number;
  lower: number;
}

export type Edge = "top" | "bottom" | "left" | "right";

/** Tells an edge when it comes near, and again only after it was left. */
export class Edges {
  private readonly near = new Set<Edge>();

  moved(state: ScrollState, before: { left: number; top: number }, wishes: EdgeWishes): Edge[] {
    const reached: Edge[] = [];
    const check = (edge: Edge, isNear: boolean, isTowards: boolean): void => {
      if (!isNear) this.near.delete(edge);
      else if (isTowards && !this.near.has(edge)) {
        this.near.add(edge);
        reached.push(edge);
      }
    };
    if (wishes.isAlong) {
      check("top", state.top <= wishes.upper, state.top < before.top);
      check("bottom", state.top + state.height + wishes.lower >= state.wholeHeight, state.top > before.top);
    }
    if (wishes.isAcross) {
      check("left", state.left <= wishes.upper, state.left < before.left);
      check("right", state.left + state.width + wishes.lower >= state.wholeWidth, state.left > before.left);
    }
    return reached;
  }

  /** More came: the end may be reached again. */
  grew(): void {
    this.near.delete("bottom");
    this.near.delete("right");
  }
}
