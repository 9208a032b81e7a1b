/**
 * What a customer's machine is made of, and what is installed and runs on it: asked for, and told category by category on
 * the `control` channel. All of it is a stranger's text.
 */
import { z } from 'zod';
import { idSchema } from './ids.ts';

export const SYSTEM_CATEGORIES = [
  'system',
  'processor',
  'memory',
  'disks',
  'graphics',
  'network',
  'battery',
  'operating-system',
  'software',
  'services',
  'startup',
  'processes',
  'printers',
  'users',
] as const;
export const systemCategorySchema = z.enum(SYSTEM_CATEGORIES);
export type SystemCategory = z.infer<typeof systemCategorySchema>;

/** What a value is of: the names are ours, so that they can be said in any language. */
export const SYSTEM_FIELDS = [
  'address',
  'architecture',
  'available',
  'brand',
  'capacity',
  'charging',
  'command',
  'cores',
  'cycles',
  'default',
  'device',
  'file-system',
  'firmware',
  'gateway',
  'host',
  'kernel',
  'mac',
  'manufacturer',
  'memory',
  'model',
  'mount',
  'name',
  'percent',
  'platform',
  'process',
  'processor-use',
  'release',
  'resolution',
  'running',
  'serial',
  'since',
  'size',
  'speed',
  'start',
  'state',
  'swap',
  'terminal',
  'time-zone',
  'total',
  'type',
  'uptime',
  'used',
  'user',
  'version',
  'virtual',
] as const;
export const systemFieldSchema = z.enum(SYSTEM_FIELDS);
export type SystemField = z.infer<typeof systemFieldSchema>;

/** Why a category could not be read. */
export const SYSTEM_PROBLEMS = ['not-available', 'not-permitted', 'timed-out', 'failed'] as const;
export type SystemProblem = (typeof SYSTEM_PROBLEMS)[number];

export const MAX_SYSTEM_TEXT = 200;
/** Of one category. */
export const MAX_SYSTEM_ROWS = 4_000;
/** Of one part, so that it fits a message whatever stands in it. */
export const SYSTEM_ROWS_PER_PART = 40;
const MAX_SYSTEM_COLUMNS = 8;

/** Drawn as nothing or turning the line around: a stranger's text must not look like something else. */
const UNPRINTABLE = /[\p{Cc}\p{Bidi_Control}\u2028\u2029]/u;
const textSchema = z
  .string()
  .max(MAX_SYSTEM_TEXT)
  .refine((text) => !UNPRINTABLE.test(text));

const factsSchema = z.array(z.strictObject({ field: systemFieldSchema, value: textSchema })).max(40);
const columnsSchema = z.array(systemFieldSchema).max(MAX_SYSTEM_COLUMNS);
const rowSchema = z.array(textSchema).max(MAX_SYSTEM_COLUMNS);

/** One category as it was read: single facts, and at most one table. */
export type SystemReport = {
  readonly category: SystemCategory;
  readonly problem: SystemProblem | null;
  readonly facts: readonly { readonly field: SystemField; readonly value: string }[];
  readonly columns: readonly SystemField[];
  readonly rows: readonly (readonly string[])[];
};

/** The same as it is kept. */
export const systemReportSchema = z.strictObject({
  category: systemCategorySchema,
  problem: z.enum(SYSTEM_PROBLEMS).nullable(),
  facts: factsSchema,
  columns: columnsSchema,
  rows: z.array(rowSchema).max(MAX_SYSTEM_ROWS),
});

export const systemInfoMessages = [
  /** From a CSR who may: read it all, now. */
  z.strictObject({ type: z.literal('system-info.request'), id: idSchema }),
  z.strictObject({
    type: z.literal('system-info.part'),
    id: idSchema,
    category: systemCategorySchema,
    problem: z.enum(SYSTEM_PROBLEMS).nullable(),
    facts: factsSchema,
    columns: columnsSchema,
    rows: z.array(rowSchema).max(SYSTEM_ROWS_PER_PART),
    /** More of this category follows. */
    more: z.boolean(),
  }),
  /** `kept`: its person was told that it is kept with the session, and said yes to that. */
  z.strictObject({ type: z.literal('system-info.done'), id: idSchema, kept: z.boolean() }),
] as const;

/** What can be sent of a stranger's text. */
export function systemText(value: unknown): string {
  const text = typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
  return text
    .replace(/[\p{Cc}\p{Bidi_Control}\u2028\u2029]+/gu, ' ')
    .trim()
    .slice(0, MAX_SYSTEM_TEXT);
}
