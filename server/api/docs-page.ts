import Handlebars from 'handlebars';
import type { OpenApiDocument } from './openapi.ts';

/** The API's description as one page without scripts and without anything from elsewhere. */
const page = Handlebars.compile(`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{{title}} API</title>
<style>
:root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; }
body { max-width: 64rem; margin: 2rem auto; padding: 0 1rem; }
h2 { margin-top: 2.5rem; border-bottom: 1px solid #8886; }
summary { cursor: pointer; padding: .35rem 0; }
code, pre { font: 13px/1.45 ui-monospace, monospace; }
pre { overflow-x: auto; padding: .75rem; background: #8881; border-radius: 6px; }
.method { display: inline-block; width: 4.5rem; font-weight: 600; text-transform: uppercase; }
.note { opacity: .75; }
</style></head><body>
<h1>{{title}} API {{version}}</h1>
<p>{{description}}</p>
<p>Machine-readable: <a href="/api/openapi.json">OpenAPI 3.1</a></p>
{{#each tags}}<h2>{{name}}</h2>
{{#each operations}}<details><summary><code><span class="method">{{method}}</span>{{path}}</code> {{summary}}</summary>
<p class="note">{{description}}</p>
{{#each parts}}<h4>{{title}}</h4><pre>{{json}}</pre>
{{/each}}</details>
{{/each}}{{/each}}
</body></html>`, { strict: false });

interface Operation {
  readonly summary?: string;
  readonly description?: string;
  readonly tags?: readonly string[];
  readonly parameters?: unknown;
  readonly requestBody?: unknown;
  readonly responses?: unknown;
}

export function renderDocs(document: OpenApiDocument): string {
  const tags = new Map<string, object[]>();
  for (const [path, item] of Object.entries(document.paths ?? {}))
    for (const [method, operation] of Object.entries(item as Record<string, Operation>)) {
      const parts = [['Parameters', operation.parameters], ['Body', operation.requestBody], ['Answers', operation.responses]] as const;
      const name = operation.tags?.[0] ?? 'Other';
      if (!tags.has(name)) tags.set(name, []);
      tags.get(name)!.push({
        method, path, summary: operation.summary, description: operation.description,
        parts: parts.filter(([, part]) => part !== undefined).map(([title, part]) => ({ title, json: JSON.stringify(part, null, 2) })),
      });
    }
  const { title, version, description } = document.info;
  return page({ title, version, description, tags: [...tags].map(([name, operations]) => ({ name, operations })) });
}
