/** Ant Design painted with the tokens of the house, for winter light and for the lane at night. */
import { theme as antd } from "antd";
import type { ThemeConfig } from "antd";

export type ThemeName = "light" | "dark";

interface Palette {
  ground: string;
  surface: string;
  sunk: string;
  raised: string;
  line: string;
  edge: string;
  ink: string;
  brick: string;
  mute: string;
  door: string;
  doorPress: string;
  danger: string;
  doorWash: string;
  jade: string;
  onJade: string;
  jadeWash: string;
  persInk: string;
  lamp: string;
  scrim: string;
}

const light: Palette = {
  ground: "#EEF0EF",
  surface: "#FFFFFF",
  sunk: "#F5F6F5",
  raised: "#FFFFFF",
  line: "#DDE1E0",
  edge: "#7C8589",
  ink: "#1E2326",
  brick: "#545C61",
  mute: "#646C71",
  door: "#A33228",
  doorPress: "#8A281F",
  danger: "#A33228",
  doorWash: "#F8E6E2",
  jade: "#0E6B67",
  onJade: "#FFFFFF",
  jadeWash: "#DFEEEC",
  persInk: "#AD430B",
  lamp: "#FCE6D4",
  scrim: "rgba(20, 24, 26, .48)",
};

const dark: Palette = {
  ground: "#121517",
  surface: "#1B1F22",
  sunk: "#16191C",
  raised: "#24292D",
  line: "#2D3337",
  edge: "#727C81",
  ink: "#ECEEEC",
  brick: "#B0B8BB",
  mute: "#8F999D",
  door: "#B8443A",
  doorPress: "#A33A31",
  danger: "#F08D80",
  doorWash: "#3A211F",
  jade: "#63C6BC",
  onJade: "#0B2220",
  jadeWash: "#17302F",
  persInk: "#F0894A",
  lamp: "#4A3222",
  scrim: "rgba(0, 0, 0, .6)",
};

/** The stack of the house, by which English words take Latin marks. */
const sans = "var(--sans)";
const mono =
  'ui-monospace, "SF Mono", "Cascadia Mono", "JetBrains Mono", "Roboto Mono", Menlo, Consolas, "Noto Sans Mono CJK SC", monospace';

export function themeOf(name: ThemeName): ThemeConfig {
  const paint = name === "dark" ? dark : light;
  return {
    algorithm: name === "dark" ? antd.darkAlgorithm : antd.defaultAlgorithm,
    cssVar: { key: "hutong" },
    hashed: false,
    token: { ...sizes, ...colours(paint) },
    components: components(paint),
  };
}

const sizes = {
  fontFamily: sans,
  fontFamilyCode: mono,
  fontSize: 14,
  lineHeight: 20 / 14,
  borderRadius: 10,
  borderRadiusLG: 14,
  borderRadiusSM: 6,
  controlHeight: 36,
  controlHeightSM: 32,
  controlHeightLG: 44,
  motion: !matchMedia("(prefers-reduced-motion: reduce)").matches,
  motionDurationFast: "80ms",
  motionDurationMid: "140ms",
  motionDurationSlow: "220ms",
  wireframe: false,
};

function colours(paint: Palette) {
  return {
    colorPrimary: paint.jade,
    colorLink: paint.jade,
    colorLinkHover: paint.jade,
    colorInfo: paint.jade,
    colorSuccess: paint.jade,
    colorError: paint.danger,
    colorErrorBg: paint.doorWash,
    colorWarning: paint.persInk,
    colorWarningBg: paint.lamp,
    colorSuccessBg: paint.jadeWash,
    colorInfoBg: paint.jadeWash,
    colorText: paint.ink,
    colorTextHeading: paint.ink,
    colorTextSecondary: paint.brick,
    colorTextTertiary: paint.mute,
    colorTextDescription: paint.mute,
    colorTextPlaceholder: paint.mute,
    colorTextLightSolid: paint.onJade,
    colorBgBase: paint.surface,
    colorBgLayout: paint.ground,
    colorBgContainer: paint.surface,
    colorBgElevated: paint.raised,
    colorBgMask: paint.scrim,
    colorFillAlter: paint.sunk,
    colorBorder: paint.edge,
    colorBorderSecondary: paint.line,
    colorSplit: paint.line,
    controlItemBgActive: paint.jadeWash,
    controlItemBgActiveHover: paint.jadeWash,
    controlItemBgHover: paint.ground,
  };
}

function components(paint: Palette): ThemeConfig["components"] {
  return {
    Button: {
      colorPrimary: paint.door,
      colorPrimaryHover: paint.doorPress,
      colorPrimaryActive: paint.doorPress,
      colorTextLightSolid: "#FFFFFF",
      primaryShadow: "none",
      defaultShadow: "none",
      dangerShadow: "none",
      fontWeight: 600,
      defaultBg: "transparent",
      colorError: paint.danger,
    },
    Table: {
      headerBg: "transparent",
      headerColor: paint.mute,
      headerSplitColor: "transparent",
      rowHoverBg: paint.sunk,
      cellPaddingBlock: 10,
      cellPaddingInline: 12,
      borderColor: paint.line,
    },
    Segmented: {
      trackBg: paint.ground,
      itemSelectedBg: paint.raised,
      itemColor: paint.brick,
      itemSelectedColor: paint.ink,
    },
    Modal: { contentBg: paint.surface, headerBg: paint.surface },
    Tooltip: { colorBgSpotlight: paint.ink, colorTextLightSolid: paint.surface },
    Tabs: { inkBarColor: paint.door, itemSelectedColor: paint.ink, itemHoverColor: paint.ink, itemColor: paint.brick },
    Select: { optionSelectedBg: paint.jadeWash },
  };
}
