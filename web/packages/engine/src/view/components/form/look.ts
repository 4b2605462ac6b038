/**
 * How form controls look before the program says otherwise. Parts that programs restyle weigh one class and no more.
 *
 * `data-style="v2"` on the root is the newer look a program may ask for; `data-theme="dark"` is set only where it knows of the dark.
 */
export const fieldLook = `
:root{--hutong-on:#09bb07;--hutong-on-switch:#04be02;--hutong-on-slider:#1aad19;--hutong-edge:#d1d1d1;--hutong-off:#fdfdfd;--hutong-rail:#e9e9e9;--hutong-box:#fff;--hutong-faint:#707070;--hutong-ring:#0e6b67}
:root[data-style="v2"]{--hutong-on:#07c160;--hutong-on-switch:#07c160;--hutong-on-slider:#07c160;--hutong-edge:rgba(0,0,0,.22);--hutong-off:#e5e5e5}
:root[data-theme="dark"]{--hutong-edge:rgba(255,255,255,.28);--hutong-off:#3a3f42;--hutong-rail:#3a3f42;--hutong-box:transparent;--hutong-faint:#8a9195;--hutong-ring:#63c6bc}
wx-form,wx-checkbox-group,wx-radio-group{display:block}
wx-checkbox,wx-radio,wx-switch{display:inline-block}
:is(wx-checkbox,wx-radio,wx-switch,wx-slider):focus-visible{outline:none}
.wx-checkbox-wrapper,.wx-radio-wrapper,.wx-switch-wrapper{display:inline-flex;align-items:center;vertical-align:middle}
.hutong-choice-content{vertical-align:middle}
.hutong-choice-content:empty{display:none}
.wx-checkbox-input,.wx-radio-input{box-sizing:border-box;position:relative;flex:none;width:24px;height:24px;margin-right:5px;border:1px solid var(--hutong-edge);background-color:var(--hutong-box);transition:background-color .14s,border-color .14s}
.wx-checkbox-input{border-radius:3px;color:var(--hutong-on)}
.wx-radio-input{border-radius:50%;color:#fff}
.wx-checkbox-input-checked::before,.wx-radio-input-checked::before{content:"\\2713";position:absolute;top:50%;left:50%;font:700 18px/1 "Segoe UI Symbol","Apple Symbols","Noto Sans Symbols2","DejaVu Sans",sans-serif;transform:translate(-50%,-48%)}
.wx-radio-input-checked::before{font-size:15px}
.wx-radio-input-checked{background-color:var(--hutong-on);border-color:var(--hutong-on)}
:root[data-style="v2"] :where(.wx-checkbox-input,.wx-radio-input){margin-right:8px}
.wx-checkbox-input-disabled,.wx-radio-input-disabled{background-color:rgba(127,127,127,.16);border-color:rgba(127,127,127,.3);color:#adadad}
.wx-radio-input-disabled.wx-radio-input-checked{background-color:#c4c8ca;color:#fff}
.wx-switch-input{box-sizing:border-box;position:relative;width:52px;height:32px;border:1px solid #dfdfdf;border-radius:16px;background-color:#dfdfdf;transition:background-color .14s,border-color .14s}
.wx-switch-input::before,.wx-switch-input::after{content:"";position:absolute;top:0;left:0;height:30px;border-radius:15px;transition:transform .22s cubic-bezier(.45,1,.4,1)}
.wx-switch-input::before{width:50px;background-color:var(--hutong-off)}
.wx-switch-input::after{width:30px;background-color:#fff;box-shadow:0 1px 3px rgba(0,0,0,.4)}
.wx-switch-input-checked{border-color:var(--hutong-on-switch);background-color:var(--hutong-on-switch)}
.wx-switch-input-checked::before{transform:scale(0)}
.wx-switch-input-checked::after{transform:translateX(20px)}
.wx-switch-input-disabled{opacity:.5}
:root[data-theme="dark"] :where(.wx-switch-input:not(.wx-switch-input-checked)){border-color:#3a3f42;background-color:#3a3f42}
.wx-switch-wrapper>[hidden],.hutong-placeholder[hidden],.wx-slider-value[hidden]{display:none}
wx-checkbox:focus-visible .wx-checkbox-input,wx-radio:focus-visible .wx-radio-input,wx-switch:focus-visible .wx-switch-input,wx-switch:focus-visible .wx-checkbox-input,wx-slider:focus-visible .wx-slider-thumb{outline:2px solid var(--hutong-ring);outline-offset:2px}
wx-slider{display:block;margin:10px 18px}
.wx-slider-wrapper{display:flex;align-items:center;min-height:16px}
.wx-slider-tap-area{flex:1;padding:8px 0;touch-action:pan-y;cursor:pointer}
.wx-slider-handle-wrapper{position:relative;height:2px;border-radius:5px;background-color:var(--hutong-rail)}
.wx-slider-track{height:100%;border-radius:6px;background-color:var(--hutong-on-slider)}
.wx-slider-thumb{position:absolute;top:50%;border-radius:50%;background-color:#fff;box-shadow:0 0 4px rgba(0,0,0,.3)}
.wx-slider-thumb::after{content:"";position:absolute;top:50%;left:50%;width:44px;height:44px;margin:-22px 0 0 -22px}
.wx-slider-value{width:3ch;margin-left:1em;color:var(--hutong-faint);font-size:14px;text-align:center;font-variant-numeric:tabular-nums}
wx-slider[disabled]{opacity:.55}
wx-slider[disabled] .wx-slider-tap-area{cursor:default}
wx-input{display:block;height:1.4rem;min-height:1.4rem;overflow:hidden;text-overflow:clip;font-size:16px}
wx-textarea{display:block;width:300px;height:150px;overflow:hidden;font-size:16px}
wx-textarea[auto-height]{height:auto}
wx-textarea[fixed]{position:fixed}
.hutong-field{display:grid;grid-template-columns:minmax(0,1fr);height:100%;min-height:inherit}
.hutong-field>*{grid-area:1/1}
.hutong-text{display:block;box-sizing:border-box;width:100%;height:100%;min-height:inherit;margin:0;padding:0;border:0;border-radius:0;outline:none;background:none;font:inherit;letter-spacing:inherit;color:inherit;text-align:inherit;text-overflow:inherit;-webkit-text-fill-color:currentcolor;resize:none;opacity:1;appearance:none}
.hutong-text:disabled{cursor:default}
wx-textarea .hutong-text{line-height:inherit;overflow:auto;min-height:0;scrollbar-width:none}
wx-textarea[auto-height] .hutong-text{overflow:hidden}
.hutong-placeholder{display:grid;align-items:center;overflow:hidden;text-overflow:ellipsis;white-space:pre;pointer-events:none;color:var(--hutong-faint)}
.hutong-placeholder.input-placeholder{line-height:normal}
.hutong-placeholder.textarea-placeholder{display:block;white-space:pre-wrap;overflow-wrap:anywhere}
`;
