"use client";

import { useState } from "react";
import { check, type Errors, type FieldName, ruleOf, type Values } from "@/lib/rules";
import { useSaved } from "@/lib/use-saved";
import type { Catalog } from "@/types/job";

/** What a field's control needs to hold its value and to be checked when it is left. */
export type Bind = (name: FieldName) => {
  name: string;
  value: string;
  maxLength: number | undefined;
  onChange: (event: { target: { value: string } }) => void;
  onBlur: () => void;
};

/** Keep what can stay when the material changes: a color or printer that the new one has, or its only one. */
export function chooseMethod(values: Values, print_method: string, catalog: Catalog): Values {
  const method = catalog.methods.find(({ name }) => name === print_method);
  const keep = (value: string | undefined, offered: string[] = []) =>
    offered.length === 1 ? offered[0] : offered.find((one) => one === value);
  const printers = method?.printers.map(({ name }) => name);
  return {
    ...values,
    print_method,
    color: keep(values.color, method?.colors),
    printer: keep(values.printer, printers),
  };
}

/** What stays for the next model: the same person. */
function onlyPerson({ student_name, student_email, discipline, class_number }: Values): Values {
  return { student_name, student_email, discipline, class_number };
}

/** What is typed (it survives a reload) and what needs another look. */
export function useForm(catalog: Catalog | null) {
  const [values, save] = useSaved<Values>("submit.form", {});
  const [errors, setErrors] = useState<Errors>({});
  const mark = (name: FieldName, error?: string) => setErrors((old) => ({ ...old, [name]: error }));
  const set = (name: FieldName, value: string) => {
    const isMethod = name === "print_method" && catalog !== null;
    save((old) => (isMethod ? chooseMethod(old, value, catalog) : { ...old, [name]: value }));
    mark(name);
  };
  const bind: Bind = (name) => ({
    name,
    value: values[name] ?? "",
    maxLength: ruleOf(name).maxLength,
    onChange: (event) => set(name, event.target.value),
    onBlur: () => values[name] && mark(name, check(name, values[name])),
  });
  return { values, errors, setErrors, mark, set, bind, keepPerson: () => save(onlyPerson) };
}

export type Form = ReturnType<typeof useForm>;
