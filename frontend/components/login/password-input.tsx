"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import type { FieldControl } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import t from "@/messages/login";

type Props = { control: FieldControl; value: string; onChange: (value: string) => void };

/** A password that can be looked at: shared passwords are long and copied from paper. */
export function PasswordInput({ control, value, onChange }: Props) {
  const [shown, setShown] = useState(false);
  return (
    <div className="relative">
      <Input
        {...control}
        name="password"
        type={shown ? "text" : "password"}
        autoComplete="current-password"
        className="pr-20"
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
      <Button
        variant="ghost"
        className="absolute inset-y-0.5 right-0.5 px-3! text-muted-foreground text-sm!"
        aria-label={t(shown ? "hidePassword" : "showPassword")}
        onClick={() => setShown(!shown)}
      >
        {t(shown ? "hide" : "show")}
      </Button>
    </div>
  );
}
