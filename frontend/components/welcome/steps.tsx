import t from "@/messages/home";

const STEPS = ["send", "accept", "collect"] as const;

/** Three steps, each one layer higher than the last. */
export function Steps() {
  return (
    <section aria-labelledby="steps" className="mt-12">
      <h2 id="steps" className="font-semibold text-2xl tracking-tight">
        {t("steps.title")}
      </h2>
      <ol className="mt-5 grid gap-8 md:grid-cols-3">
        {STEPS.map((step, i) => (
          <li key={step} className="flex gap-5 md:block">
            <Layers done={i + 1} />
            <div>
              <h3 className="font-semibold text-lg md:mt-4">
                {i + 1}. {t(`steps.${step}`)}
              </h3>
              <p className="mt-1 text-muted-foreground leading-relaxed">{t(`steps.${step}Text`)}</p>
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Layers({ done }: { done: number }) {
  return (
    <div
      aria-hidden
      className="flex w-14 shrink-0 flex-col-reverse justify-end gap-1.5 self-start pt-1.5 md:w-24"
    >
      {STEPS.map((step, i) => (
        <span key={step} className={`h-2 rounded-full ${look(i, done)}`} />
      ))}
    </div>
  );
}

function look(layer: number, done: number): string {
  if (layer >= done) return "border border-input/60 border-dashed";
  return layer === done - 1 ? "bg-spark" : "bg-primary";
}
