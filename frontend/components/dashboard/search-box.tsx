"use client";

import { Search, X } from "lucide-react";
import { type Ref, useEffect, useRef, useState } from "react";
import { Input } from "@/components/ui/input";
import t from "@/messages/dashboard";

const PAUSE_MS = 180;

type Props = { value: string; onChange: (text: string) => void; ref: Ref<HTMLInputElement> };

/** Searches as you type, once the fingers rest. Escape clears it, then leaves it. */
export function SearchBox({ value, onChange, ref }: Props) {
  const [text, setText] = useState(value);
  const told = useRef(value);
  const latest = useRef(onChange);
  useEffect(() => {
    latest.current = onChange;
  });

  // The URL changed without typing (back button, "clear"): show what it says.
  useEffect(() => {
    if (value === told.current) return;
    told.current = value;
    setText(value);
  }, [value]);

  useEffect(() => {
    if (text === told.current) return;
    const timer = setTimeout(() => {
      told.current = text;
      latest.current(text);
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);

  return (
    <div className="relative min-w-56 flex-1">
      <Search
        aria-hidden
        className="pointer-events-none absolute top-1/2 left-3.5 size-4.5 -translate-y-1/2 text-muted-foreground"
      />
      <Input
        ref={ref}
        type="search"
        maxLength={100}
        aria-label={t("search")}
        aria-keyshortcuts="/"
        placeholder={t("search.hint")}
        className="h-11! px-10! text-[15px]! [&::-webkit-search-cancel-button]:hidden"
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          event.preventDefault();
          if (text) setText("");
          else event.currentTarget.blur();
        }}
      />
      {text ? (
        <button
          type="button"
          aria-label={t("search.clear")}
          className="absolute inset-y-0 right-0 grid w-11 place-items-center rounded-md text-muted-foreground hover:text-foreground"
          onClick={() => setText("")}
        >
          <X aria-hidden className="size-4" />
        </button>
      ) : (
        <kbd
          aria-hidden
          className="pointer-events-none absolute top-1/2 right-3 -translate-y-1/2 rounded-md border border-border px-1.5 font-mono text-muted-foreground text-sm max-md:hidden"
        >
          /
        </kbd>
      )}
    </div>
  );
}
