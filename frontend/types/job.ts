import type { components } from "./api";

/** The API's shapes under the names that the pages use. Nothing is typed by hand here. */
type Schemas = components["schemas"];

export type Catalog = Schemas["CatalogView"];
export type Method = Schemas["Method"];
export type Printer = Schemas["Printer"];
export type Upload = Schemas["UploadView"];
export type Report = Schemas["Report"];
export type Estimate = Schemas["Estimate"];
export type ModelWarning = Schemas["Warning"];
export type Submitted = Schemas["Submitted"];
export type ConfirmView = Schemas["ConfirmView"];
export type TrackView = Schemas["TrackView"];
export type PublicQuote = Schemas["PublicQuote"];
export type InboxMail = Schemas["InboxMail"];

export type Job = Schemas["JobView"];
export type JobSummary = Schemas["JobSummary"];
export type JobPage = Schemas["JobPage"];
export type JobEvent = Schemas["EventView"];
export type Lock = Schemas["Lock"];
export type Quote = Schemas["Quote"];
export type Session = Schemas["Session"];
export type Staff = Schemas["StaffView"];
export type Workstation = Schemas["WorkstationView"];
export type FolderFile = Schemas["FolderFile"];
export type JobMail = Schemas["JobMail"];
export type OutboxMail = Schemas["OutboxView"];
export type MailStatus = Schemas["MailStatus"];
export type MailTested = Schemas["MailTested"];
export type Erasure = Schemas["Erasure"];
export type RetentionPlan = Schemas["RetentionPlan"];
export type Verification = Schemas["Verification"];
export type PaymentLine = Schemas["PaymentLine"];
export type PaymentType = Schemas["PaymentType"];
export type HealthReport = Schemas["HealthReport"];
export type HealthPart = Schemas["HealthPart"];
export type HealthFacts = Schemas["HealthFacts"];
export type LearntView = Schemas["LearntView"];
export type AuditReport = Schemas["AuditReport"];
export type Finding = Schemas["FindingView"];
export type AuditResult = Schemas["Resolution"];
export type LockGranted = Schemas["LockGranted"];
