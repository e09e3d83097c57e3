/**
 * What the API answers, as the screens use it. Times are ISO-8601 UTC text, quantities exact
 * decimal text with a unit beside them, keys are text.
 */
import type { RJSFSchema, UiSchema } from '@rjsf/utils';
import type { z } from 'zod';
import type { orderDetailSchema, orderItemSchema, readinessSchema } from '../../server/mes/orders/schema.ts';
import type { equipmentItemSchema } from '../../server/mes/equipment/schema.ts';
import type { ticketDetailSchema, ticketSchema } from '../../server/mes/maintenance/schema.ts';
import type { personSchema } from '../../server/mes/personnel/schema.ts';
import type { blockSchema, taskDetailSchema, taskItemSchema } from '../../server/mes/tasks/schema.ts';
import type { incidentSchema, processTraceSchema, processVersionSchema } from '../../server/mes/workflows/schema.ts';
import type { genealogySchema, lotDetailSchema, lotItemSchema } from '../../server/mes/lots/schema.ts';

export type Role = z.infer<typeof personSchema>['roles'][number];

export interface List<T> {
  items: T[];
  nextCursor?: string | null;
}

export type PersonRecord = z.infer<typeof personSchema>;

/** Who is signed in. */
export type Person = Pick<PersonRecord, 'id' | 'username' | 'name' | 'roles' | 'locale'>;

export interface DemoInfo {
  users: { username: string; password: string; roles: Role[]; name?: string }[];
  /** A line for each simulated machine, such as "BOX3: scale (Modbus TCP 5021)". */
  simulated: string[];
}

/** Text in several languages, or one text for all. */
export type LocalText = string | Record<string, string>;

export type OrderSummary = z.infer<typeof orderItemSchema>;
export type OrderDetail = z.infer<typeof orderDetailSchema>;
export type Readiness = z.infer<typeof readinessSchema>;

export interface HistoryEntry {
  at: string;
  kind?: string;
  code?: string;
  params?: Record<string, unknown>;
  text?: string | { code: string; params?: Record<string, unknown> } | null;
  person?: string | null;
  personId?: string | null;
}

export type Blocked = z.infer<typeof blockSchema>;

export interface Tolerance {
  lower: string;
  upper: string;
}

export type TaskSummary = z.infer<typeof taskItemSchema>;

export interface FormDocument {
  id: string;
  title?: LocalText;
  schema: RJSFSchema;
  uiSchema?: UiSchema;
  translations?: Record<string, Record<string, unknown>>;
  command?: string;
}

type TaskAnswer = z.infer<typeof taskDetailSchema>;
export type CandidateLot = TaskAnswer['lots'][number];
export type TaskDetail = Omit<TaskAnswer, 'form'> & { form: FormDocument | null };

export interface Sample {
  value: number | string | boolean | null;
  unit?: string | null;
  quality?: string | null;
  sourceTime?: string | null;
}

export type Equipment = z.infer<typeof equipmentItemSchema>;

export interface Hold {
  id: string;
  targetType: string;
  targetId: string;
  reasonCode: string;
  reason: string;
  placedBy: string;
  placedByName: string;
  placedAt: string;
  releasedByName: string | null;
  releasedAt: string | null;
  disposition: string | null;
  comment: string | null;
  /** The open task in which it is decided. */
  taskKey: string | null;
}

export type Ticket = z.infer<typeof ticketSchema>;
export type TicketDetail = z.infer<typeof ticketDetailSchema>;

export interface Mail {
  id: string;
  to: string;
  subject: string;
  createdAt: string;
  sentAt?: string | null;
  status?: string;
  ticketId?: string | null;
  html?: string | null;
  text?: string | null;
}

export type Lot = z.infer<typeof lotItemSchema>;
export type LotDetail = z.infer<typeof lotDetailSchema>;
export type Genealogy = z.infer<typeof genealogySchema>;

export type ProcessInstance = z.infer<typeof processTraceSchema>;
export type Incident = z.infer<typeof incidentSchema>;
export type ProcessVersion = z.infer<typeof processVersionSchema>;

export interface Dashboard {
  ordersByStatus: Record<string, number>;
  wip: number;
  lateOrders: number;
  openHolds: number;
  openTickets: number;
  equipmentStates: Record<string, number>;
  throughputToday: { completed?: number; quantity?: string; unit?: string } | number | null;
}

/** What a message named, by its id. */
export interface Imported {
  type: 'material' | 'lot' | 'sublot' | 'equipment' | 'order';
  id: string;
}
export type Shortage = Readiness['shortages'][number];

/** What an ERP message or a CSV table changed; a table names orders alone. */
export interface ErpOutcome {
  created?: (Imported | string)[];
  updated?: Imported[];
  incomplete?: Imported[];
  shortages?: Shortage[];
}
