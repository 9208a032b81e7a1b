/** All English texts, one file per feature. The feature is the first part of its keys: `chat.send`. */
import { chat } from './chat.ts';
import { common } from './common.ts';
import { connection } from './connection.ts';
import { consent } from './consent.ts';
import { errors } from './errors.ts';
import { grants } from './grants.ts';
import { join } from './join.ts';
import { trust } from './trust.ts';

export const en = { chat, common, connection, consent, errors, grants, join, trust } as const;
