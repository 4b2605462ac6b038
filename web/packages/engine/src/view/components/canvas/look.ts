/**
 * How a canvas looks, and how much room the components that come late take: a page must not jump when they are there.
 */
export const canvasLook = `
wx-canvas,wx-map{display:block;position:relative;width:300px;height:150px;overflow:hidden}
wx-video{display:inline-block;position:relative;width:300px;height:225px;overflow:hidden;line-height:0}
wx-audio{display:inline-block}
wx-camera{display:block;position:relative;width:100%;height:300px;overflow:hidden}
wx-picker{display:block}
wx-picker-view{display:block;position:relative;overflow:hidden}
wx-editor{display:block;position:relative;min-height:200px;overflow:auto}
.hutong-canvas{display:block;width:100%;height:100%}
:is(.hutong-canvas-over,.hutong-video-over,.hutong-camera-over,.hutong-map-over){position:absolute;inset:0;pointer-events:none;overflow:hidden}
:is(.hutong-canvas-over,.hutong-video-over,.hutong-camera-over,.hutong-map-over)>*{pointer-events:auto}
`;
