import { useState, type CSSProperties } from "react";

const TINTS = ["jade", "sky", "sand", "rose", "leaf", "stone"] as const;

interface AvatarProps {
  /** People are round; places (accounts, shops, programs) are square under a lintel. */
  shape: "person" | "place";
  name: string;
  picture?: string | null;
  /** The colour of a place's wall: water, moss, plum, kiln, haw or slate. */
  colour?: string;
  size?: number;
}

export function Avatar({ shape, name, picture, colour = "slate", size = 48 }: AvatarProps) {
  const [broken, setBroken] = useState<string | null>(null);
  const look = shape === "place" ? `av av-place c-${colour}` : `av av-person tint-${tintOf(name)}`;
  const hasPicture = picture && broken !== picture;
  return (
    <span className={look} style={{ "--av": `${size}px` } as CSSProperties} aria-hidden="true">
      {hasPicture ? <img src={picture} alt="" onError={() => setBroken(picture)} /> : <span>{initialOf(name)}</span>}
    </span>
  );
}

interface GroupAvatarProps {
  faces: readonly { name: string; picture?: string | null }[];
  size?: number;
}

/** A group is round as its people are: up to four of them share the circle. */
export function GroupAvatar({ faces, size = 48 }: GroupAvatarProps) {
  const shown = faces.slice(0, 4);
  return (
    <span className={`av av-group av-group-${shown.length}`} style={{ "--av": `${size}px` } as CSSProperties} aria-hidden="true">
      {shown.map(({ name, picture }, index) => (
        <span key={index} className={`tint-${tintOf(name)}`}>
          {picture ? <img src={picture} alt="" /> : initialOf(name)}
        </span>
      ))}
    </span>
  );
}

const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** The first letter a person would say: a whole grapheme, so that an emoji or an accent stays in one piece. */
function initialOf(name: string): string {
  const first = graphemes.segment(name.trim())[Symbol.iterator]().next();
  return first.done ? "·" : first.value.segment.toUpperCase();
}

function tintOf(name: string): string {
  let sum = 0;
  for (const character of name) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) >>> 0;
  return TINTS[sum % TINTS.length] ?? "jade";
}
