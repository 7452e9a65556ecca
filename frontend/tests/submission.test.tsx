import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Submission } from "@/components/submission/submission";
import { chooseMethod } from "@/components/submission/use-form";
import { refuse } from "@/components/submission/use-upload";
import { catalog, found, received } from "./submission-data";

let posted: [string, FormData][];
let answers: Record<string, [status: number, body: object]>;

/** The least of an XMLHttpRequest that `upload` needs. */
class Post {
  upload = {};
  status = 0;
  responseText = "";
  onload: (() => void) | null = null;
  onloadend: (() => void) | null = null;
  private path = "";
  open(_: string, path: string) {
    this.path = path;
  }
  setRequestHeader() {}
  getResponseHeader() {
    return null;
  }
  abort() {}
  send(form: FormData) {
    posted.push([this.path, form]);
    const [status, body] = answers[this.path] ?? [404, {}];
    this.status = status;
    this.responseText = JSON.stringify(body);
    queueMicrotask(() => {
      this.onload?.();
      this.onloadend?.();
    });
  }
}

const person = userEvent.setup({ applyAccept: false });
const field = (name: string | RegExp) => screen.getByLabelText(name);

beforeEach(() => {
  posted = [];
  answers = { "/api/v1/uploads": [201, received] };
  Element.prototype.scrollIntoView = vi.fn();
  window.scrollTo = vi.fn();
  vi.stubGlobal("fetch", async () => Response.json(catalog));
  vi.stubGlobal("XMLHttpRequest", Post);
});

afterEach(() => vi.unstubAllGlobals());

async function open() {
  const shown = render(<Submission />);
  await screen.findByLabelText("Your name");
  return shown;
}

async function fillIn() {
  await person.upload(field("Choose a file"), new File(["solid"], "vase.stl"));
  await screen.findByText("200 × 100 × 300 mm");
  await person.click(field(/^Filament/));
  await person.selectOptions(field("Color"), "True Red");
  await person.click(field(/^XL/));
  await person.type(field("Your name"), "Dora Hartwig");
  await person.type(field("E-mail"), "ada@example.edu");
  await person.selectOptions(field("What do you study?"), "Art");
  await person.type(field("Class number"), "N/A");
  await person.click(field(/every pick-up costs at least \$3.00/));
}

const send = () => person.click(screen.getByRole("button", { name: "Submit" }));

test("says roughly what it will take as soon as the model is read, for the chosen printer once there is one", async () => {
  await open();
  await person.upload(field("Choose a file"), new File(["solid"], "vase.stl"));
  const sentence =
    /About 31 to 47 g, about 1 h 30 min to 2 h 30 min of printing, so roughly \$3.10 to \$4.70/;
  const shown = await screen.findByText(sentence);
  expect(shown).toHaveTextContent(/supports under them may bring it to the upper end/);
  expect(shown.previousSibling).toHaveTextContent("Filament");
  await person.click(field(/^Filament/));
  await person.click(field(/^XL/));
  expect(screen.getByText(sentence).previousSibling).toHaveTextContent("XL");
  await person.click(field(/^MK4S/));
  expect(screen.queryByText(sentence)).toBeNull();
});

test("refuses at home what the API would refuse, saying what to do", () => {
  const { limits } = catalog;
  expect(refuse({ name: "photo.png", size: 10 }, limits)).toMatch(/Export your model as STL, OBJ, 3MF/);
  expect(refuse({ name: "a.stl", size: 0 }, limits)).toMatch(/is empty/);
  expect(refuse({ name: "a.stl", size: 50 * 1024 ** 2 + 1 }, limits)).toMatch(/up to 50 MB/);
  expect(refuse({ name: "A.STL", size: 50 * 1024 ** 2 }, limits)).toBeUndefined();
});

test("another material keeps what it can and never leaves an impossible choice", () => {
  const chosen = { print_method: "Filament", color: "Clear", printer: "XL" };
  expect(chooseMethod(chosen, "Resin", catalog)).toMatchObject({ color: "Clear", printer: "Form 3" });
  expect(chooseMethod({ ...chosen, color: "True Red" }, "Resin", catalog).color).toBeUndefined();
});

test("an empty form puts errors at their fields and the cursor at the first", async () => {
  await open();
  await send();
  expect(field("Choose a file")).toHaveFocus();
  expect(field("Choose a file")).toHaveAccessibleDescription("Choose the file that we should print.");
  expect(field("Your name")).toHaveAccessibleDescription("Please fill this in.");
  expect(field("Color")).toBeDisabled();
  expect(field("Color")).toHaveAccessibleDescription("Choose a material first; the colors depend on it.");
  expect(posted).toEqual([]);
});

test("sends the whole form with the upload and shows reference and link", async () => {
  answers["/api/v1/submit"] = [
    201,
    {
      job: {
        id: "1",
        reference: "REQ-00042",
        status: "UPLOADED",
        student_name: "Dora Hartwig",
        original_filename: "vase.stl",
      },
      tracking_url: "http://localhost/track/abc",
    },
  ];
  await open();
  await fillIn();
  await send();
  expect(await screen.findByText("REQ-00042")).toBeVisible();
  expect(screen.getByRole("heading", { level: 1 })).toHaveFocus();
  expect(JSON.parse(sessionStorage.getItem("submit.form") ?? "")).not.toHaveProperty("color");
  expect(sessionStorage.getItem("submit.upload")).toBe("null");
  const [path, form] = posted.at(-1) as [string, FormData];
  expect(path).toBe("/api/v1/submit");
  expect(Object.fromEntries(form)).toEqual({
    upload_id: "u1",
    print_method: "Filament",
    color: "True Red",
    printer: "XL",
    student_name: "Dora Hartwig",
    student_email: "ada@example.edu",
    discipline: "Art",
    class_number: "N/A",
    acknowledged_minimum_charge: "true",
  });
});

test("shows the API's refusals in its words, at their field, and keeps what was typed", async () => {
  const refusal = (fields: object[]) => ({
    status: 422,
    code: "invalid",
    title: "",
    detail: "Look again.",
    fields,
  });
  answers["/api/v1/submit"] = [
    422,
    refusal([{ field: "student_email", message: "This domain takes no mail." }]),
  ];
  await open();
  await fillIn();
  await send();
  await waitFor(() => expect(field("E-mail")).toHaveAccessibleDescription(/This domain takes no mail/));
  expect(field("E-mail")).toHaveFocus();
  expect(field("E-mail")).toHaveValue("ada@example.edu");
  expect(screen.getByText("Look again.")).toBeVisible();
});

const accept = () => screen.getByRole("checkbox", { name: /^Send it anyway/ });

test("what the check found is decided about before anything is sent", async () => {
  answers["/api/v1/uploads"] = [201, found];
  await open();
  await fillIn();
  expect(screen.getByText("The desk may reject it for this: “Open model”.")).toBeVisible();
  expect(screen.getByText("The file holds 2 pieces.")).toBeVisible();
  await send();
  expect(posted).toHaveLength(1);
  expect(accept()).toHaveFocus();
  expect(accept()).toHaveAccessibleDescription("Replace the file, or tick “Send it anyway”.");
  await person.click(accept());
  await send();
  expect(posted.at(-1)?.[1].getAll("accepted_warnings")).toEqual(["open_edges"]);
});

test("what the API found meanwhile is fetched and shown", async () => {
  const catalogOrUpload = (url: string) => Response.json(url.includes("/uploads/") ? found : catalog);
  vi.stubGlobal("fetch", async (url: string) => catalogOrUpload(url));
  const detail = "Our check found something in this file.";
  const fields = [{ field: "accepted_warnings", message: detail }];
  answers["/api/v1/submit"] = [422, { status: 422, code: "invalid", title: "", detail, fields }];
  await open();
  await fillIn();
  await send();
  await waitFor(() => expect(accept()).not.toBeChecked());
  expect(accept()).toHaveAccessibleDescription(detail);
});

test("replacing the file opens the picker, and another file asks anew", async () => {
  answers["/api/v1/uploads"] = [201, found];
  await open();
  await person.upload(field("Choose a file"), new File(["solid"], "vase.stl"));
  await waitFor(() => expect(accept()).not.toBeChecked());
  await person.click(accept());
  const picker = field("Choose another file");
  const opened = vi.spyOn(picker, "click");
  await person.click(screen.getByRole("button", { name: "Replace the file" }));
  expect(opened).toHaveBeenCalled();
  await person.upload(picker, new File(["solid"], "other.stl"));
  await waitFor(() => expect(accept()).not.toBeChecked());
  answers["/api/v1/uploads"] = [201, received];
  await person.upload(field("Choose another file"), new File(["solid"], "good.stl"));
  await waitFor(() => expect(screen.queryByRole("checkbox", { name: /^Send it anyway/ })).toBeNull());
});

test("a reload keeps the file that has arrived and everything typed", async () => {
  const { unmount } = await open();
  await fillIn();
  unmount();
  await open();
  expect(await screen.findByText("vase.stl")).toBeVisible();
  expect(field("Your name")).toHaveValue("Dora Hartwig");
  expect(field("Color")).toHaveValue("True Red");
});
