/** How players and the camera look. */
export const playerLook = `
.hutong-glyph{width:24px;height:24px;fill:currentcolor;pointer-events:none}
.hutong-glyph-line{fill:none;stroke:currentcolor;stroke-width:1.6;stroke-linejoin:round;stroke-linecap:round}
.hutong-video{position:absolute;inset:0;background:#000;color:#fff;overflow:hidden;font:12px/16px system-ui,-apple-system,sans-serif;line-height:normal}
.hutong-video-full{position:fixed;z-index:2147482000}
.hutong-video-full[data-turn="90"]{inset:auto;top:0;left:100%;width:100vh;height:100vw;transform-origin:0 0;transform:rotate(90deg)}
.hutong-video-full[data-turn="-90"]{inset:auto;top:100%;left:0;width:100vh;height:100vw;transform-origin:0 0;transform:rotate(-90deg)}
.hutong-video-picture{display:block;width:100%;height:100%}
.hutong-video-bar{position:absolute;left:0;right:0;bottom:0;display:flex;align-items:center;height:44px;padding:0 4px;background:linear-gradient(transparent,rgba(0,0,0,.6));transition:opacity .22s}
.hutong-gone{opacity:0;pointer-events:none}
.hutong-video [hidden]{display:none}
.hutong-video-button{flex:none;width:44px;height:44px;padding:10px;border:0;background:none;color:#fff;cursor:pointer}
.hutong-video-centre{position:absolute;top:50%;left:50%;width:64px;height:64px;margin:-32px 0 0 -32px;border:0;border-radius:50%;background:rgba(20,24,26,.56);color:#fff;cursor:pointer}
.hutong-video-centre .hutong-glyph{width:32px;height:32px;vertical-align:middle}
.hutong-video-now,.hutong-video-whole{flex:none;min-width:36px;text-align:center;font-variant-numeric:tabular-nums}
.hutong-video-range{flex:1;min-width:0;height:44px;margin:0 4px;appearance:none;background:none;cursor:pointer}
.hutong-video-range::-webkit-slider-runnable-track{height:3px;border-radius:2px;background:linear-gradient(#fff,#fff) 0/var(--hutong-played,0%) 100% no-repeat,rgba(255,255,255,.35)}
.hutong-video-range::-webkit-slider-thumb{appearance:none;width:14px;height:14px;margin-top:-5.5px;border:0;border-radius:50%;background:#fff}
.hutong-video-range::-moz-range-track{height:3px;border-radius:2px;background:rgba(255,255,255,.35)}
.hutong-video-range::-moz-range-thumb{width:14px;height:14px;border:0;border-radius:50%;background:#fff}
.hutong-video-title{position:absolute;top:0;left:0;right:0;padding:12px 16px;background:linear-gradient(rgba(0,0,0,.6),transparent);font-size:14px;line-height:20px}
.hutong-danmu{position:absolute;inset:0;overflow:hidden;pointer-events:none}
.hutong-danmu-line{position:absolute;left:100%;white-space:nowrap;font-size:16px;line-height:24px;text-shadow:0 0 2px #000,0 0 2px #000}
.hutong-danmu-still{left:12px}
.hutong-audio{display:flex;box-sizing:border-box;width:300px;max-width:100%;height:66px;border:1px solid #e0e3e2;border-radius:4px;overflow:hidden;background:#fcfcfc;color:#1e2326;font:14px/20px system-ui,-apple-system,"PingFang SC","Noto Sans SC",sans-serif}
.hutong-audio[hidden]{display:none}
.hutong-audio-poster{flex:none;width:66px;display:grid;place-items:center;background:#d7dbda center/cover}
.hutong-audio-play{width:44px;height:44px;padding:10px;border:0;border-radius:50%;background:rgba(20,24,26,.56);color:#fff;cursor:pointer}
.hutong-audio-facts{flex:1;min-width:0;padding:12px}
.hutong-audio-name,.hutong-audio-author{overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.hutong-audio-author{color:#646c71;font-size:12px}
.hutong-audio-clock{padding:14px 12px;color:#646c71;font-size:12px;font-variant-numeric:tabular-nums}
:root[data-theme="dark"] .hutong-audio{border-color:#2d3337;background:#1b1f22;color:#eceeec}
:root[data-theme="dark"] .hutong-audio-poster{background-color:#2d3337}
:root[data-theme="dark"] :is(.hutong-audio-author,.hutong-audio-clock){color:#8f999d}
.hutong-camera{position:absolute;inset:0;display:flex;flex-direction:column;align-items:center;justify-content:center;gap:12px;padding:16px;background:#1b1f22;color:#b0b8bb;text-align:center;font:14px/20px system-ui,-apple-system,"PingFang SC","Noto Sans SC",sans-serif}
.hutong-camera .hutong-glyph{width:40px;height:40px}
.hutong-camera-allow{min-height:44px;padding:0 24px;border:1px solid #727c81;border-radius:12px;background:none;color:#eceeec;font:inherit;cursor:pointer}
.hutong-camera-allow[hidden]{display:none}
`;
