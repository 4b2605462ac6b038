/** The look of everything that isn't the program's: pages, layers, pull dots, and plain built-ins. */
export const baseLook = `
:root { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; -webkit-tap-highlight-color: transparent; touch-action: manipulation;
  color-scheme: light; height: 100%; overflow: hidden; background: #fff; }
:root[data-theme="dark"] { color-scheme: dark; background: #191919; }
body { margin: 0; height: 100%; overflow: hidden; position: relative;
  font: 16px/normal -apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, "PingFang SC", "Microsoft YaHei UI", "Noto Sans SC", "Noto Sans CJK SC", sans-serif; }
[hidden] { display: none !important; }
.hutong-page { position: absolute; inset: 0; contain: layout paint style; background: #fff; overflow: clip; }
:root[data-theme="dark"] .hutong-page { background: #111; }
.hutong-away { visibility: hidden; pointer-events: none; }
.hutong-asleep { content-visibility: hidden; }
.hutong-scroller { position: absolute; inset: 0; z-index: 0; overflow: hidden auto; overscroll-behavior-y: none; background: inherit; -webkit-overflow-scrolling: touch; scrollbar-width: none; }
.hutong-scroller::-webkit-scrollbar { display: none; }
.hutong-locked { overflow: hidden; }
.hutong-settling { transition: transform .24s cubic-bezier(.2,.8,.2,1); }
.hutong-layer { display: contents; }
.hutong-through { display: contents; }
wx-page { display: block; }
.hutong-dots { position: absolute; inset: 0 0 auto; height: 50px; display: flex; align-items: center; justify-content: center; gap: 8px; opacity: 0; color: #3c4347; }
.hutong-dots.hutong-light { color: #fff; }
.hutong-dots.hutong-on { opacity: 1; }
.hutong-dot { width: 7px; height: 7px; border-radius: 50%; background: currentColor; opacity: .35; }
.hutong-busy .hutong-dot { animation: hutong-dot 1s infinite ease-in-out; }
.hutong-dot:nth-child(2) { animation-delay: .16s !important; }
.hutong-dot:nth-child(3) { animation-delay: .32s !important; }
@keyframes hutong-dot { 0%, 60%, 100% { opacity: .3; } 30% { opacity: .95; } }
@keyframes hutong-turn { to { transform: rotate(1turn); } }
wx-view, wx-cover-view, wx-form, wx-radio-group, wx-checkbox-group { display: block; }
wx-text { display: inline; white-space: pre-line; -webkit-user-select: none; user-select: none; }
wx-block { display: contents; }
wx-view, wx-text { -webkit-user-select: none; user-select: none; }
:focus-visible { outline: 2px solid #0e6b67; outline-offset: 2px; }
:root[data-theme="dark"] :focus-visible { outline-color: #63c6bc; }
@media (prefers-reduced-motion: reduce) { .hutong-settling { transition: none; } .hutong-busy .hutong-dot { animation-duration: 2.4s; } }
`;
