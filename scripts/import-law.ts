// `npm run import-law`: what may import what, over the whole house.
import path from 'node:path';
import { applyLaw } from './import-law/apply.ts';

const { files, violations } = await applyLaw(path.resolve(import.meta.dirname, '..'));
for (const { file, specifier, rule } of violations) console.log(`${file}: ${specifier} (${rule})`);
console.log(`${files} files, ${violations.length} forbidden imports`);
process.exitCode = violations.length === 0 && files > 0 ? 0 : 1;
