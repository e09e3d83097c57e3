import { createHash } from 'node:crypto';
import { InvalidDocument, splitDocument } from '../../records/document.ts';
import { firstJsonValue } from '../../records/first-json-value.ts';
import { DEFAULT_TENANT } from '../../records/types.ts';
import type { FormMetadata } from '../../records/values.ts';
import { latestForm } from '../../state/form-versions.ts';
import type { Step } from '../step.ts';

interface Resource {
  readonly resourceName: string;
  /** Base64. */
  readonly resource: string;
}

/** Characters of what was found in place of something else. */
const FOUND_MAX = 50;

export type ReadForm = { readonly ok: true; readonly processes: readonly never[]; readonly formId: string } | { readonly ok: false; readonly message: string };

export function isFormFile({ resourceName }: Resource): boolean {
  return /\.form$/.test(resourceName);
}

/** The engine needs a form's id and no more: what it shows is the client's business. */
export function readForm({ resource, resourceName }: Resource): ReadForm {
  try {
    const formId = readId(Buffer.from(resource, 'base64').toString('utf8'));
    if (formId === undefined) return { ok: false, message: 'Expected the form id to be present, but none given' };
    return formId.trim() === '' ? { ok: false, message: 'Expected the form id to be filled, but it is blank' } : { ok: true, processes: [], formId };
  } catch (error) {
    if (!(error instanceof InvalidDocument)) throw error;
    return { ok: false, message: `Failed to parse formId from form JSON. '${resourceName}': ${error.message}` };
  }
}

/**
 * As Zeebe reads it: a number or truth value is an id too, with the characters it was written with, and what follows the form is passed by.
 * @throws InvalidDocument
 */
function readId(text: string): string | undefined {
  const form = firstJsonValue(text, { singleQuotes: false });
  if (form === undefined) throw new InvalidDocument('the file is empty');
  if (!('json' in form)) throw new InvalidDocument(`it is no JSON at line ${form.line}, column ${form.column}`);
  const { id } = splitDocument(form.json);
  if (id === undefined || id === 'null') return undefined;
  if (/^[[{]/.test(id)) throw new InvalidDocument(`expected the id to be a text, but found ${id.slice(0, FOUND_MAX)}`);
  return id.startsWith('"') ? JSON.parse(id) as string : id;
}

/** Ids that two files of one deployment share. */
export function duplicateForms(files: readonly { readonly resourceName: string; readonly formId: string }[]): string[] {
  return files.flatMap(({ resourceName, formId }, index) => {
    const twin = files.slice(0, index).find((file) => file.formId === formId);
    return twin === undefined ? []
      : [`Expected the form ids to be unique within a deployment but found a duplicated id '${formId}' in the resources '${twin.resourceName}' and '${resourceName}'.`];
  });
}

/** A file like the form's last version makes no new one. */
export function deployForm(step: Step, { resource, resourceName }: Resource, formId: string): FormMetadata {
  const checksum = createHash('md5').update(Buffer.from(resource, 'base64')).digest('base64');
  const latest = latestForm(step.state, formId);
  const lastVersion = step.state.lastVersions.get('form', formId) ?? 0;
  if (latest !== undefined && latest.version === lastVersion && latest.checksum === checksum && latest.resourceName === resourceName) {
    const { resource: _, ...metadata } = latest;
    return { ...metadata, duplicate: true };
  }
  const formKey = step.newKey();
  const metadata: FormMetadata = { formId, version: lastVersion + 1, formKey, resourceName, checksum, duplicate: false, tenantId: DEFAULT_TENANT };
  step.emit('FORM', 'CREATED', formKey, { ...metadata, resource });
  return metadata;
}
