/** How a map looks. */
export const mapLook = `
.hutong-map{position:absolute;inset:0;overflow:hidden;touch-action:none;user-select:none;cursor:grab;outline-offset:-2px}
.hutong-map:active{cursor:grabbing}
.hutong-map-ground,.hutong-map-tiles{position:absolute;inset:0;width:100%;height:100%}
.hutong-map-tiles{background:#e8ebe6}
.hutong-map-tile{position:absolute;top:0;left:0;max-width:none}
.hutong-map-marks,.hutong-map-controls{position:absolute;inset:0;pointer-events:none}
.hutong-map-mark{position:absolute;top:0;left:0;width:0;height:0}
.hutong-map-mark>*,.hutong-map-control{pointer-events:auto;position:absolute;margin:0;padding:0;border:0;background:none;font:14px/20px system-ui,-apple-system,"PingFang SC","Noto Sans SC",sans-serif;color:#1e2326;cursor:pointer}
.hutong-map-pin{line-height:0}
.hutong-map-pin>*{display:block;max-width:none}
.hutong-map-pin::after{content:"";position:absolute;top:50%;left:50%;width:max(100%,44px);height:max(100%,44px);transform:translate(-50%,-50%)}
.hutong-map-mark>.hutong-map-callout{max-width:260px;width:max-content;white-space:pre-line;background-color:#fff;box-shadow:0 1px 6px rgba(0,0,0,.25);text-align:center}
.hutong-map-over [data-marker]{position:absolute;top:0;left:0;width:max-content}
.hutong-map-away{display:none!important}
.hutong-map-callout[hidden]{display:none}
.hutong-map-mark>.hutong-map-label{width:max-content;white-space:pre-line}
.hutong-map-control img{display:block}
.hutong-map-person{position:absolute;top:-8px;left:-8px;width:16px;height:16px;border:3px solid #fff;border-radius:50%;box-sizing:border-box;background:#2d6e8e;box-shadow:0 0 0 6px rgba(45,110,142,.25);pointer-events:none}
.hutong-map-person[hidden]{display:none}
.hutong-map-source{position:absolute;right:4px;bottom:2px;padding:0 4px;background:rgba(255,255,255,.7);color:#545c61;font:10px/14px system-ui,sans-serif;pointer-events:none}
`;
