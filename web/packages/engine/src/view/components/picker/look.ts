/** How pickers look: the wheels inside a page, and the sheet that covers it. */
export const pickerLook = `
wx-picker:focus-visible{outline-offset:-2px}
wx-picker-view-column:focus-visible,.hutong-sheet-wheel:focus-visible{outline:none}
wx-picker-view-column:focus-visible::after,.hutong-sheet-wheel:focus-visible::after{content:"";position:absolute;z-index:1;inset:0;border:2px solid var(--hutong-ring);border-radius:10px;pointer-events:none}
.hutong-wheels{display:flex;position:absolute;inset:0;overflow:hidden}
wx-picker-view-column{display:block;position:relative;flex:1;height:100%;overflow:hidden;touch-action:none;cursor:grab;user-select:none;outline:none}
.hutong-wheel-items{position:absolute;top:50%;left:0;right:0;margin-top:calc(var(--hutong-item,34px)/-2);will-change:transform}
.hutong-wheel-items>*{height:var(--hutong-item,34px);overflow:hidden}
.hutong-wheel-mask,.hutong-sheet-wheels::after{position:absolute;inset:0;pointer-events:none;background:linear-gradient(rgba(255,255,255,.95),rgba(255,255,255,.6)) top/100% calc(50% - var(--hutong-item,34px)/2) no-repeat,linear-gradient(to top,rgba(255,255,255,.95),rgba(255,255,255,.6)) bottom/100% calc(50% - var(--hutong-item,34px)/2) no-repeat}
.hutong-wheel-indicator{position:absolute;left:0;right:0;top:50%;height:34px;transform:translateY(-50%);pointer-events:none;border:solid #e5e5e5;border-width:1px 0;box-sizing:border-box}
:root[data-theme="dark"] .hutong-wheel-indicator{border-color:#3a3f42}
:root[data-theme="dark"] .hutong-wheel-mask,:root[data-theme="dark"] .hutong-sheet-wheels::after{background-image:linear-gradient(rgba(27,31,34,.95),rgba(27,31,34,.6)),linear-gradient(to top,rgba(27,31,34,.95),rgba(27,31,34,.6))}
.hutong-sheet{position:absolute;inset:0;z-index:2147483000;display:flex;flex-direction:column;justify-content:flex-end;font:16px/24px system-ui,-apple-system,"PingFang SC","Noto Sans SC","Noto Sans CJK SC",sans-serif;color:#1e2326}
.hutong-sheet-scrim{position:absolute;inset:0;background:rgba(20,24,26,.48);opacity:0;transition:opacity .22s}
.hutong-sheet-panel{position:relative;max-height:100%;padding-bottom:env(safe-area-inset-bottom);border-radius:20px 20px 0 0;background:#fff;transform:translateY(100%);transition:transform .22s cubic-bezier(.2,.8,.2,1)}
.hutong-sheet-open .hutong-sheet-scrim{opacity:1}
.hutong-sheet-open .hutong-sheet-panel{transform:none}
.hutong-sheet-head{display:flex;align-items:center;height:56px;padding:0 4px}
.hutong-sheet-title{flex:1;overflow:hidden;text-align:center;text-overflow:ellipsis;white-space:nowrap;font-weight:600}
.hutong-sheet-cancel,.hutong-sheet-confirm{min-width:64px;height:44px;padding:0 16px;border:0;border-radius:10px;background:none;font:inherit;color:#545c61;cursor:pointer}
.hutong-sheet-confirm{font-weight:600;color:#0e6b67}
.hutong-sheet-head>button:focus-visible{outline:2px solid var(--hutong-ring);outline-offset:-2px}
.hutong-sheet-wheels{--hutong-item:44px;display:flex;position:relative;height:264px;margin:0 8px 12px;overflow:hidden}
.hutong-sheet-wheels::before{content:"";position:absolute;left:8px;right:8px;top:50%;height:44px;transform:translateY(-50%);border-radius:10px;background:#eef0ef}
.hutong-sheet-wheels::after{content:""}
.hutong-sheet-wheel{position:relative;flex:1;min-width:0;overflow:hidden;border-radius:10px;touch-action:none;cursor:grab;user-select:none;outline:none}
.hutong-sheet-items{position:absolute;top:50%;left:0;right:0;margin-top:-22px;will-change:transform}
.hutong-sheet-item{height:44px;padding:0 6px;overflow:hidden;text-align:center;text-overflow:ellipsis;white-space:nowrap;line-height:44px;font-size:17px;font-variant-numeric:tabular-nums}
:root[data-theme="dark"] :is(.hutong-sheet){color:#eceeec}
:root[data-theme="dark"] .hutong-sheet-panel{background:#1b1f22}
:root[data-theme="dark"] .hutong-sheet-wheels::before{background:#2d3337}
:root[data-theme="dark"] .hutong-sheet-cancel{color:#b0b8bb}
:root[data-theme="dark"] .hutong-sheet-confirm{color:#63c6bc}
@media (prefers-reduced-motion:reduce){.hutong-sheet-panel,.hutong-sheet-scrim{transition-duration:80ms}}
`;
