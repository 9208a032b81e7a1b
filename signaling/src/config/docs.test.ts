/** What `docs` says of a site's config is true: the schema for editors is the one in force, and the example is taken. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEFAULT_SITE, siteOf } from '@alongside/protocol';
import { expect, it } from 'vitest';
import { readConfigSource } from './config-source.ts';
import { siteConfigJsonSchema } from './json-schema.ts';

const docs = (name: string): string =>
  readFileSync(join(import.meta.dirname, '..', '..', '..', 'docs', name), 'utf8');

it('has the schema in force (else: npm run admin -- config schema > docs/site-config.schema.json, and format it)', () => {
  expect(JSON.parse(docs('site-config.schema.json'))).toEqual(
    JSON.parse(JSON.stringify(siteConfigJsonSchema())),
  );
});

it('has an example that is taken, and that says of each setting how it is without it', () => {
  const source = docs('site-config.example.yaml');
  const read = readConfigSource(source);
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  const names = source.match(/^[a-zA-Z]+(?=:)/gm);
  expect(new Set(names)).toEqual(new Set(Object.keys(read.config)));
  const said = siteOf(read.config, Date.parse('2027-01-01T00:00:00Z'));
  expect({ ...said, organisation: DEFAULT_SITE.organisation, phone: null }).toEqual(DEFAULT_SITE);
});
