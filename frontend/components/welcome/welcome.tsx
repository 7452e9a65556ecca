import { buttonVariants } from "@/components/ui/button";
import { CatalogProvider } from "@/lib/catalog";
import t from "@/messages/home";
import { DeskToday } from "./desk-today";
import { LayeredVase } from "./layered-vase";
import { Offer } from "./offer";
import { Steps } from "./steps";
import { TrackForm } from "./track-form";

/** The start page: what the lab prints, how it goes, Submit, Track. */
export function Welcome() {
  return (
    <CatalogProvider>
      <section className="plate mt-1 grid items-center gap-x-8 overflow-hidden rounded-lg border border-border md:grid-cols-[1.25fr_1fr]">
        <div className="px-6 pt-9 pb-8 sm:px-10 md:py-16">
          <h1 className="font-semibold text-4xl leading-[1.08] tracking-[-0.03em] sm:text-5xl">
            {t("title")}
          </h1>
          <p className="mt-5 max-w-[52ch] text-lg text-muted-foreground leading-relaxed">{t("lead")}</p>
          <div className="mt-8 flex flex-col gap-3 xs:flex-row">
            <a href="/submit" className={buttonVariants({ size: "large" })}>
              {t("submit")}
            </a>
            <a href="#track" className={buttonVariants({ variant: "secondary", size: "large" })}>
              {t("track")}
            </a>
          </div>
        </div>
        <LayeredVase className="mx-auto -mb-4 w-full max-w-72 md:mb-0 md:max-w-96 md:self-end" />
      </section>
      <DeskToday />
      <Steps />
      <Offer />
      <TrackForm />
    </CatalogProvider>
  );
}
