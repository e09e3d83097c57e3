/**
 * What the API answers, as the screens use it. Times are ISO-8601 UTC text, quantities exact
 * decimal text with a unit beside them, keys are text.
 */
import type { RJSFSchema, UiSchema } from '@rjsf/utils';
import type { z } from 'zod';
import type { orderDetailSchema, orderItemSchema, readinessSchema } from '../../server/mes/orders/schema.ts';
import type { equipmentItemSchema } from '../../server/mes/equipment/schema.ts';
import type { genealogySchema, lotDetailSchema, lotItemSchema } from '../../server/mes/lots/schema.ts';

export type Role = 'operator' | 'inspector' | 'maintenance' | 'planner' | 'engineer' | 'supervisor' | 'admin';

export interface List<T> {
  items: T[];
  nextCursor?: string | null;
}

export interface PersonRecord {
  id: string;
  username: string;
  name: string;
  email: string | null;
  locale: string;
  active: boolean;
  roles: Role[];
}

/** Who is signed in. */
export type Person = Pick<PersonRecord, 'id' | 'username' | 'name' | 'roles' | 'locale'>;

export interface DemoInfo {
  users: { username: string; password: string; roles: Role[]; name?: string }[];
  simulated: (string | { equipmentId: string })[];
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

export interface Blocked {
  code: string;
  params?: Record<string, unknown>;
  detail?: string;
}

export interface Tolerance {
  lower: string;
  upper: string;
}

export interface TaskSummary {
  key: string;
  name: string;
  formId?: string | null;
  workCenterId?: string | null;
  orderId?: string | null;
  lotId?: string | null;
  jobOrderId?: string | null;
  ticketId?: string | null;
  holdId?: string | null;
  equipmentId?: string | null;
  assignee?: string | null;
  createdAt: string;
  dueDate?: string | null;
  priority?: number | null;
  material?: { id: string; name?: LocalText | null } | string | null;
  target?: string | null;
  unit?: string | null;
  tolerance?: Tolerance | null;
  status?: string;
  blocked?: Blocked[];
}

export interface FormDocument {
  id: string;
  title?: LocalText;
  schema: RJSFSchema;
  uiSchema?: UiSchema;
  translations?: Record<string, Record<string, unknown>>;
  command?: string;
}

export interface CandidateLot {
  id: string;
  sublotId?: string | null;
  status: string;
  quantity: string;
  unit: string;
  expiresAt?: string | null;
  locationId?: string | null;
  usable?: boolean;
  reason?: string | null;
}

export interface TaskDetail extends TaskSummary {
  form?: FormDocument | null;
  values?: Record<string, unknown>;
  liveTags?: string[];
  documents?: { id: string; title: string; url?: string }[];
  lots?: CandidateLot[];
  instruction?: LocalText | null;
}

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

export interface Ticket {
  id: string;
  equipmentId: string;
  equipmentName?: LocalText | null;
  location?: string | null;
  severity: string;
  title: string;
  description?: string | null;
  status: 'Open' | 'Acknowledged' | 'InRepair' | 'Closed';
  openedAt: string;
  openedBy?: string | null;
  acknowledgedAt?: string | null;
  acknowledgedBy?: string | null;
  closedAt?: string | null;
  closedBy?: string | null;
  resolution?: Record<string, unknown> | null;
  escalationLevel?: number;
  taskKey?: string | null;
}

export interface TicketEvent {
  id?: string;
  kind: string;
  at: string;
  by?: string | null;
  text?: string | null;
}

export interface TicketDetail extends Ticket {
  events?: TicketEvent[];
  history?: Ticket[];
  form?: FormDocument | null;
}

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

export interface ElementState {
  elementId: string;
  state: 'active' | 'completed' | 'terminated';
  count: number;
  startedAt?: string | null;
  endedAt?: string | null;
}

export interface ProcessInstance {
  key: string;
  bpmnProcessId: string;
  version: number;
  xml: string;
  state?: string;
  parentKey?: string | null;
  parentElementId?: string | null;
  elements: ElementState[];
  flowsTaken: (string | { elementId: string; count?: number })[];
  children: string[];
  incidents?: Incident[];
}

export interface Incident {
  key: string;
  elementId?: string;
  elementName?: string | null;
  bpmnProcessId?: string;
  errorType?: string;
  message: string;
  createdAt?: string;
  orderId?: string | null;
  lotId?: string | null;
  state?: string;
}

export interface ProcessVersion {
  key?: string;
  bpmnProcessId: string;
  name?: string | null;
  version: number;
  deployedAt?: string | null;
  active?: number;
  checksum?: string;
}

export interface Dashboard {
  ordersByStatus: Record<string, number>;
  wip: number;
  lateOrders: number;
  openHolds: number;
  openTickets: number;
  equipmentStates: Record<string, number>;
  throughputToday: { completed?: number; quantity?: string; unit?: string } | number | null;
}

export interface ErpOutcome {
  message?: string;
  created?: unknown[];
  updated?: unknown[];
  incomplete?: unknown[];
  shortages?: unknown[];
}
