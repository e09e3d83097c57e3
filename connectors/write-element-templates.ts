// Writes workflows/element-templates/ anew from the connectors: node --import tsx connectors/write-element-templates.ts
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { elementTemplates } from './catalog.ts';

const folder = path.resolve(import.meta.dirname, '../workflows/element-templates');
mkdirSync(folder, { recursive: true });
for (const { name, content } of elementTemplates()) writeFileSync(path.join(folder, name), content);
