const LAYERS = 40;
const PRINTED = 25;
const GAP = 7;
const BASE_Y = 330;

/** Half the width of the vase at a height between 0 (foot) and 1 (rim), in the units of the drawing. */
function halfWidth(height: number): number {
  return (
    58 +
    34 * Math.sin(height * Math.PI * 1.55 + 0.15) -
    26 * height ** 3 +
    18 * Math.max(0, height - 0.82) * 5
  );
}

const layers = Array.from({ length: LAYERS }, (_, i) => {
  const half = halfWidth(i / (LAYERS - 1));
  return { y: BASE_Y - i * GAP, left: Math.round(180 - half), right: Math.round(180 + half) };
});

/** A vase that is being printed, layer by layer: what stands is solid, what comes is dashed. A picture, nothing more. */
export function LayeredVase({ className }: { className?: string }) {
  const top = layers[PRINTED - 1];
  return (
    <svg viewBox="0 0 360 360" aria-hidden="true" className={className}>
      <path d="M40 341h280" stroke="var(--input)" strokeWidth="3" strokeLinecap="round" />
      {layers.map(({ y, left, right }, i) => (
        <path
          key={y}
          d={`M${left} ${y}H${right}`}
          stroke={i < PRINTED ? "var(--primary)" : "var(--input)"}
          strokeWidth={i < PRINTED ? 5.4 : 1.2}
          strokeDasharray={i < PRINTED ? undefined : "3 5"}
          strokeLinecap="round"
          opacity={i < PRINTED ? 0.55 + (0.45 * i) / PRINTED : 0.7}
        />
      ))}
      {top && <Nozzle y={top.y - GAP} from={top.left} to={top.right} />}
    </svg>
  );
}

/** The hot end on its gantry, with the line it is laying. */
function Nozzle({ y, from, to }: { y: number; from: number; to: number }) {
  const x = from + (to - from) * 0.86;
  return (
    <g>
      <path d={`M24 ${y - 58}h312`} stroke="var(--input)" strokeWidth="2" opacity="0.6" />
      <path d={`M${from} ${y}H${x}`} stroke="var(--spark)" strokeWidth="5.4" strokeLinecap="round" />
      <rect x={x - 20} y={y - 70} width="40" height="40" rx="6" fill="var(--foreground)" />
      <path d={`M${x - 11} ${y - 30}h22l-7 17h-8z`} fill="var(--foreground)" />
      <circle cx={x} cy={y - 6} r="4.5" fill="var(--spark)" />
    </g>
  );
}
