/** How an editor looks. */
export const editorLook = `
.hutong-paper{min-height:inherit;outline:none;overflow-wrap:anywhere;-webkit-user-select:text;user-select:text}
.hutong-paper :is(p,h1,h2,h3,h4,h5,h6,ol,ul){margin:0}
.hutong-paper :is(h1,h2,h3,h4,h5,h6){font-weight:600;line-height:1.4}
.hutong-paper h1{font-size:2em}.hutong-paper h2{font-size:1.5em}.hutong-paper h3{font-size:1.17em}.hutong-paper h4{font-size:1em}.hutong-paper h5{font-size:.83em}.hutong-paper h6{font-size:.67em}
.hutong-paper :is(ol,ul){padding-inline-start:1.6em}
.hutong-paper ul[data-checked]{list-style:none;padding-inline-start:0}
.hutong-paper ul[data-checked]>li::before{content:"\\2610";margin-inline-end:.5em}
.hutong-paper ul[data-checked="true"]>li::before{content:"\\2611"}
.hutong-paper img{max-width:100%}
.hutong-paper hr{border:0;border-top:1px solid #c4c8ca;margin:8px 0}
.hutong-paper-empty::before{content:attr(data-placeholder);float:left;height:0;color:var(--hutong-faint);pointer-events:none}
`;
