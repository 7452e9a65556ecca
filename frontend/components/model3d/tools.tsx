import {
  ChevronDown,
  ChevronUp,
  type LucideIcon,
  Maximize,
  Minus,
  Plus,
  RotateCcw,
  RotateCw,
} from "lucide-react";
import { Button } from "@/components/ui/button";
import t from "@/messages/model3d";
import { type Move, NEARER } from "./keys";

type Tool = { name: Parameters<typeof t>[0] & ToolName; Icon: LucideIcon; wish: Move };
type ToolName = "left" | "right" | "higher" | "lower" | "nearer" | "farther" | "reset";

const TOOLS: Tool[] = [
  { name: "left", Icon: RotateCw, wish: { turn: [-1, 0] } },
  { name: "right", Icon: RotateCcw, wish: { turn: [1, 0] } },
  { name: "higher", Icon: ChevronUp, wish: { turn: [0, 1] } },
  { name: "lower", Icon: ChevronDown, wish: { turn: [0, -1] } },
  { name: "nearer", Icon: Plus, wish: { nearer: NEARER } },
  { name: "farther", Icon: Minus, wish: { nearer: 1 / NEARER } },
  { name: "reset", Icon: Maximize, wish: "reset" },
];

type Props = { move: (wish: Move) => void; overhangs: boolean; showOverhangs: (on: boolean) => void };

/** What drags and keys do, as buttons. */
export function Tools({ move, overhangs, showOverhangs }: Props) {
  return (
    <div className="flex flex-wrap items-center border-border border-t">
      {TOOLS.map(({ name, Icon, wish }) => (
        <Button
          key={name}
          variant="ghost"
          size="icon"
          aria-label={t(name)}
          title={t(name)}
          onClick={() => move(wish)}
        >
          <Icon aria-hidden />
        </Button>
      ))}
      <Button
        variant="ghost"
        className="aria-pressed:bg-accent"
        aria-pressed={overhangs}
        onClick={() => showOverhangs(!overhangs)}
      >
        {t("overhangs")}
      </Button>
    </div>
  );
}
