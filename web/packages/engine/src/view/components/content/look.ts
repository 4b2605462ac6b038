/** Looks of text, icon, progress, button, navigator, image and rich text, as the platform's defaults are. */
const V2 = ':where(:root[data-style="v2"])';
const DARK = ':where(:root[data-theme="dark"])';

export const contentLook = `
.hutong-selectable, .hutong-selectable * { -webkit-user-select: text !important; user-select: text !important; }
wx-icon { display: inline-block; font-size: 0; vertical-align: middle; }
.hutong-icon { display: inline-block; width: 23px; height: 23px; }
.hutong-icon svg, .hutong-spinner svg { display: block; width: 100%; height: 100%; }
wx-progress { display: flex; align-items: center; }
.hutong-progress-bar { flex: 1; height: 6px; background-color: #ebebeb; overflow: hidden; }
.hutong-progress-inner { width: 0; height: 100%; background-color: #09bb07; }
.hutong-progress-info { margin-left: 15px; min-width: 2em; font-size: 16px; }
wx-navigator { display: block; }
.navigator-hover { background-color: rgba(0, 0, 0, .1); opacity: .7; }
wx-image { display: inline-block; width: 320px; height: 240px; overflow: hidden; }
.hutong-picture { display: block; width: 100%; height: 100%; object-fit: fill; pointer-events: none; }
.hutong-picture:not([src]), .hutong-failed { visibility: hidden; }
wx-image[data-mode="aspectFit"] > .hutong-picture { object-fit: contain; }
wx-image[data-mode="aspectFill"] > .hutong-picture { object-fit: cover; }
wx-image[data-mode="widthFix"] { height: auto !important; }
wx-image[data-mode="widthFix"] > .hutong-picture { height: auto; }
wx-image[data-mode="heightFix"] { width: auto !important; }
wx-image[data-mode="heightFix"] > .hutong-picture { width: auto; }
${["top", "bottom", "center", "left", "right", "top-left", "top-right", "bottom-left", "bottom-right"]
  .map((mode) => `wx-image[data-mode="${mode}"] > .hutong-picture { object-fit: none; object-position: ${mode.replace("-", " ")}; }`)
  .join("\n")}
wx-rich-text { display: block; }
.hutong-rich { overflow-wrap: break-word; }
wx-cover-image { display: block; overflow: hidden; }
wx-cover-image > .hutong-picture { width: 100%; height: 100%; }
wx-button { position: relative; display: block; margin-left: auto; margin-right: auto; padding-left: 14px; padding-right: 14px; box-sizing: border-box;
  font-size: 18px; line-height: 2.55555556; text-align: center; text-decoration: none; border-radius: 5px; overflow: hidden; cursor: pointer;
  color: #000; background-color: #f8f8f8; -webkit-user-select: none; user-select: none; }
wx-button::after { content: " "; position: absolute; top: 0; left: 0; width: 200%; height: 200%; border: 1px solid rgba(0, 0, 0, .2); border-radius: 10px;
  box-sizing: border-box; transform: scale(.5); transform-origin: 0 0; pointer-events: none; }
wx-button[type="primary"] { color: #fff; background-color: #1aad19; }
wx-button[type="warn"] { color: #fff; background-color: #e64340; }
wx-button[disabled] { color: rgba(0, 0, 0, .3); background-color: #f7f7f7; cursor: default; }
wx-button[disabled][type="primary"] { color: rgba(255, 255, 255, .6); background-color: #9ed99d; }
wx-button[disabled][type="warn"] { color: rgba(255, 255, 255, .6); background-color: #ec8b89; }
wx-button[plain] { color: #353535; border: 1px solid #353535; background-color: transparent; }
wx-button[plain]::after { border-width: 0; }
wx-button[plain][type="primary"] { color: #1aad19; border-color: #1aad19; background-color: transparent; }
wx-button[plain][type="warn"] { color: #e64340; border-color: #e64340; background-color: transparent; }
wx-button[plain][disabled], wx-button[plain][disabled][type] { color: rgba(0, 0, 0, .2); border-color: rgba(0, 0, 0, .2); background-color: transparent; }
wx-button[size="mini"] { display: inline-block; padding: 0 1.34em; font-size: 13px; line-height: 2.3; }
.button-hover { color: rgba(0, 0, 0, .6); background-color: #dedede; }
.button-hover[type="primary"] { color: rgba(255, 255, 255, .6); background-color: #179b16; }
.button-hover[type="warn"] { color: rgba(255, 255, 255, .6); background-color: #ce3c39; }
.button-hover[plain] { color: rgba(53, 53, 53, .6); border-color: rgba(53, 53, 53, .6); background-color: transparent; }
.button-hover[plain][type="primary"] { color: rgba(26, 173, 25, .6); border-color: rgba(26, 173, 25, .6); }
.hutong-spinner { display: inline-block; width: 18px; height: 18px; margin: -.2em 6px 0 0; box-sizing: border-box; vertical-align: middle; border-radius: 50%;
  border: 2px solid currentColor; border-right-color: transparent; opacity: .75; animation: hutong-turn 1s linear infinite; }
${V2} wx-button { padding: 8px 24px; font-size: 17px; font-weight: 700; line-height: 1.41176471; border-radius: 4px; color: #06ae56; background-color: #f2f2f2; }
${V2} wx-button:not([size="mini"]) { width: 184px; margin-left: auto; margin-right: auto; }
${V2} wx-button::after { border-width: 0; }
${V2} wx-button[type="primary"] { color: #fff; background-color: #07c160; }
${V2} wx-button[type="warn"] { color: #fa5151; background-color: #f2f2f2; }
${V2} wx-button[disabled], ${V2} wx-button[disabled][type="primary"], ${V2} wx-button[disabled][type="warn"] { color: rgba(0, 0, 0, .18); background-color: #f7f7f7; }
${V2} wx-button[plain] { color: #06ae56; border: 1px solid #06ae56; background-color: transparent; }
${V2} wx-button[plain][type="primary"] { color: #07c160; border-color: #07c160; background-color: transparent; }
${V2} wx-button[plain][type="warn"] { color: #fa5151; border-color: #fa5151; background-color: transparent; }
${V2} wx-button[plain][disabled], ${V2} wx-button[plain][disabled][type] { color: rgba(0, 0, 0, .2); border-color: rgba(0, 0, 0, .2); background-color: transparent; }
${V2} wx-button[size="mini"] { padding: 0 .75em; font-size: 16px; line-height: 2; }
${V2} .button-hover { color: #06ae56; background-color: #d9d9d9; }
${V2} .button-hover[type="primary"] { color: #fff; background-color: #06ad56; }
${V2} .button-hover[type="warn"] { color: #fa5151; background-color: #d9d9d9; }
${DARK} wx-button { background-color: #292929; color: #06ae56; }
${DARK} wx-button[type="primary"] { background-color: #07c160; color: rgba(255, 255, 255, .9); }
${DARK} wx-button[type="warn"] { background-color: #292929; color: #fa5151; }
${DARK} wx-button[plain], ${DARK} wx-button[plain][type="primary"], ${DARK} wx-button[plain][type="warn"] { background-color: transparent; }
${DARK} wx-button[plain] { color: rgba(255, 255, 255, .8); border-color: rgba(255, 255, 255, .6); }
${DARK} wx-button[plain][type="primary"] { color: #07c160; border-color: #07c160; }
${DARK} wx-button[plain][type="warn"] { color: #fa5151; border-color: #fa5151; }
${DARK} wx-button[disabled], ${DARK} wx-button[disabled][type="primary"], ${DARK} wx-button[disabled][type="warn"] { background-color: #252525; color: rgba(255, 255, 255, .2); }
${DARK} wx-button[plain][disabled], ${DARK} wx-button[plain][disabled][type] { background-color: transparent; border-color: rgba(255, 255, 255, .2); color: rgba(255, 255, 255, .2); }
${DARK} .button-hover, ${DARK} .button-hover[type="warn"] { background-color: #363636; }
${DARK} .navigator-hover { background-color: rgba(255, 255, 255, .1); }
${DARK} .hutong-progress-bar { background-color: #2d3337; }
`;
