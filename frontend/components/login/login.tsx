"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter, useSearchParams } from "next/navigation";
import { type FormEvent, Suspense, useRef, useState } from "react";
import { Brand } from "@/components/frame/brand";
import { ThemeSwitch } from "@/components/frame/theme-switch";
import { Button } from "@/components/ui/button";
import { Card, CardContent } from "@/components/ui/card";
import { Failure } from "@/components/ui/failure";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { ApiError, call } from "@/lib/api";
import { safeNext } from "@/lib/safe-next";
import t from "@/messages/login";
import { PasswordInput } from "./password-input";

/** The page where a workstation signs in. */
export function Login() {
  return (
    <div className="plate flex min-h-dvh flex-col">
      <header className="flex flex-wrap items-center justify-between gap-3 px-5 py-3 sm:px-8">
        <Brand href="/" />
        <ThemeSwitch />
      </header>
      <main className="mx-auto flex w-full max-w-md flex-1 flex-col justify-center px-5 pb-24">
        <Card className="shadow-lift">
          <CardContent className="flex flex-col gap-5">
            <div>
              <h1 className="font-semibold text-2xl tracking-tight">{t("title")}</h1>
              <p className="mt-1.5 text-muted-foreground">{t("intro")}</p>
            </div>
            <Suspense>
              <LoginForm />
            </Suspense>
            <p className="border-border border-t pt-4 text-muted-foreground text-sm">{t("lost")}</p>
          </CardContent>
        </Card>
        <a
          href="/"
          className="mt-4 flex min-h-11 items-center justify-center text-[15px] text-muted-foreground underline-offset-4 hover:underline"
        >
          {t("student")}
        </a>
      </main>
    </div>
  );
}

type Refusal = { error?: Error; missing?: "workstation" | "password" };

function LoginForm() {
  const router = useRouter();
  const client = useQueryClient();
  const next = safeNext(useSearchParams().get("next"));
  const [workstation, setWorkstation] = useState("");
  const [password, setPassword] = useState("");
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>({});
  const form = useRef<HTMLFormElement>(null);

  const focus = (name: string) => form.current?.querySelector<HTMLInputElement>(`[name=${name}]`)?.focus();
  const refuse = (found: Refusal, name: string) => {
    setRefusal(found);
    focus(name);
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    if (workstation.trim() === "") return refuse({ missing: "workstation" }, "username");
    if (password === "") return refuse({ missing: "password" }, "password");
    setBusy(true);
    setRefusal({});
    try {
      await call("post", "/api/v1/auth/login", { body: { workstation_id: workstation.trim(), password } });
      client.clear();
      router.replace(next);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      setBusy(false);
      refuse({ error }, "password");
    }
  };

  return (
    <form ref={form} onSubmit={submit} noValidate className="flex flex-col gap-4">
      {refusal.error && <Failure error={refusal.error} />}
      <Field
        label={t("workstation")}
        required
        error={refusal.missing === "workstation" ? t("missing") : undefined}
      >
        {(control) => (
          <Input
            {...control}
            name="username"
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            value={workstation}
            onChange={(event) => setWorkstation(event.target.value)}
          />
        )}
      </Field>
      <Field label={t("password")} required error={refusal.missing === "password" ? t("missing") : undefined}>
        {(control) => <PasswordInput control={control} value={password} onChange={setPassword} />}
      </Field>
      <Button type="submit" busy={busy ? t("busy") : undefined} className="mt-1 h-12!">
        {t("submit")}
      </Button>
    </form>
  );
}
