/** A grey wall with three doors under a winter sky; at night the lanterns are lit. Flat shapes, no outlines, no faces. */
const FRUIT: [x: number, y: number, r: number][] = [
  [1004, 92, 13], [1052, 146, 12], [1108, 112, 14], [1160, 168, 12], [1206, 120, 13], [1090, 62, 10], [1238, 196, 11], [962, 66, 10], [1176, 64, 9],
];

export function LaneScene() {
  return (
    <svg className="scene" viewBox="0 0 1280 624" preserveAspectRatio="xMinYMax slice" aria-hidden="true">
      <defs>
        <linearGradient id="scene-sky" x1="0" y1="0" x2="0" y2="1">
          <stop offset="0" className="sc-sky-top" />
          <stop offset="1" className="sc-sky-low" />
        </linearGradient>
        <radialGradient id="scene-glow">
          <stop offset="0" stopColor="#F2A24A" stopOpacity=".5" />
          <stop offset="1" stopColor="#F2A24A" stopOpacity="0" />
        </radialGradient>
        <pattern id="scene-brick" width="56" height="32" patternUnits="userSpaceOnUse">
          <path d="M0 .5h56M0 16.500h56M14 0v16M42 16v16" className="sc-mortar" />
        </pattern>
        <pattern id="scene-tile" width="22" height="26" patternUnits="userSpaceOnUse">
          <path d="M0 0h22v14a11 11 0 0 1-22 0z" className="sc-tile-light" />
          <path d="M8 0h6v22a3 3 0 0 1-6 0z" className="sc-tile-dark" />
        </pattern>
      </defs>
      <rect width="1280" height="430" fill="url(#scene-sky)" />
      <circle cx="868" cy="132" r="44" className="sc-sun" />
      <g className="sc-far">
        <path d="M0 330c30-6 60-18 84-40h150c24 22 54 34 84 40zM300 338c26-5 46-14 66-30h110c20 16 44 25 72 30z" />
        <path d="M560 332v-56h-14c26-10 44-22 56-40h76c12 18 30 30 56 40h-14v56z" />
        <path d="M590 236c16-8 28-18 36-32h28c8 14 20 24 36 32z" />
        <path d="M756 338c30-6 52-16 72-34h140c20 18 50 28 80 34zM1020 330c30-6 56-18 80-40h140c20 20 40 30 60 36v20h-280z" />
      </g>
      <path
        className="sc-twig"
        d="M1290 40C1220 60 1150 52 1080 40S980 30 930 44M1200 54c-20 30-40 46-60 54M1120 48c-30 20-50 60-68 80M1246 52c-10 40-20 60-10 130M1010 34c-10 16-10 30-6 46M1150 108c8 16 10 30 10 48M1206 52v54M962 38v20M1118 48c-2 20-10 36-10 52M1176 53v6M1052 128v8M1090 47v8"
      />
      {FRUIT.map(([x, y, r]) => (
        <g key={x} transform={`translate(${x} ${y}) scale(${r / 10})`}>
          <circle r="10" className="sc-fruit" />
          <path d="M-7-7.500q7-5.500 14 0-7 5.500-14 0z" className="sc-calyx" />
        </g>
      ))}
      <rect y="338" width="1280" height="270" className="sc-wall" />
      <rect y="338" width="1280" height="270" fill="url(#scene-brick)" />
      <rect y="318" width="1280" height="30" className="sc-shade" />
      <rect y="318" width="1280" height="26" fill="url(#scene-tile)" />
      <rect y="310" width="1280" height="10" className="sc-tile-dark" />
      <rect y="604" width="1280" height="20" className="sc-pave" />
      <Gate x={232} look="messenger" isOpen />
      <Gate x={640} look="console" />
      <Gate x={1048} look="lab" />
      <Lantern x={96} />
      <Lantern x={368} />
    </svg>
  );
}

function Gate({ x, look, isOpen }: { x: number; look: string; isOpen?: boolean }) {
  return (
    <g transform={`translate(${x} 390)`} className={`sc-gate sc-gate-${look}`}>
      <path d="M-112-58h224l10 14h-244z" className="sc-eave" />
      <path d="M-122-44h244v8h-244z" className="sc-eave-under" />
      <path d="M-104-36h208v244h-208z" className="sc-jamb" />
      <path d="M-72-8h144v204h-144z" className="sc-hole" />
      {isOpen && <path d="M-1 0h22v196h-22z" className="sc-light" />}
      <path d="M-62 0h60v196h-60z" className="sc-leaf" />
      <path d="M-56 8h48v84h-48zM-56 104h48v84h-48z" className="sc-panel" />
      {isOpen ? (
        <path d="M62 0v196l-42-10v-176z" className="sc-leaf-ajar" />
      ) : (
        <>
          <path d="M2 0h60v196h-60z" className="sc-leaf" />
          <path d="M8 8h48v84h-48zM8 104h48v84h-48z" className="sc-panel" />
          <Ring x={12} />
        </>
      )}
      <Ring x={-12} />
      <path d="M-72-10h144v-16h-144z" className="sc-lintel" />
      <path d="M-36-24h14v12h-14zM22-24h14v12h-14z" className="sc-brass" />
      <path d="M-104 196h208v12h-208zM-126 208h252v14h-252z" className="sc-stone" />
      <path d="M-104 190h32v18h-32zM72 190h32v18h-32z" className="sc-drum" />
      {[-88, 88].map((at) => (
        <g key={at}>
          <circle cx={at} cy="176" r="15" className="sc-drum" />
          <circle cx={at} cy="176" r="7" className="sc-drum-eye" />
        </g>
      ))}
    </g>
  );
}

function Ring({ x }: { x: number }) {
  return (
    <>
      <circle cx={x} cy="98" r="6" className="sc-brass" />
      <circle cx={x} cy="108" r="6" className="sc-ring" />
    </>
  );
}

function Lantern({ x }: { x: number }) {
  return (
    <g transform={`translate(${x} 440)`}>
      <circle r="84" className="sc-halo" />
      <path d="M0-96v78" className="sc-cord" />
      <ellipse rx="18" ry="16" className="sc-lantern" />
      <path d="M-9-13c-5 8-5 18 0 26M9-13c5 8 5 18 0 26M0-16v32" className="sc-rib" />
      <path d="M-8-18h16v4h-16zM-8 14h16v4h-16zM-1.500 18h3v14h-3z" className="sc-brass" />
    </g>
  );
}
